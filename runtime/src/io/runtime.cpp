#include <rt/io/make_driver.hpp>
#include <rt/io/runtime.hpp>
#include <rt/loop/dump_on_sigquit.hpp>
#include <rt/loop/root.hpp>
#include <rt/loop/signals_stay_here.hpp>
#include <rt/loop/trace_to_file.hpp>
#include <system_error>
#include <thread>
#include <vector>

namespace rt {

runtime::runtime(std::size_t loops, const run_options& options) : options_(options), members_(loops) {
    RT_EXPECTS(loops > 0, "a runtime has at least one loop: the caller's");
}

void runtime::run(const main_maker& make_main) {
    RT_EXPECTS(busy_ == 0, "this runtime runs already");
    for (member& each : members_) each = member{};
    first_error_ = nullptr;
    someone_is_missing_ = false;
    mains_ = members_.size();
    busy_ = members_.size();
    const auto how_many = static_cast<std::ptrdiff_t>(members_.size());
    std::latch all_here(how_many), all_done(how_many);
    std::vector<std::thread> threads;
    try {
        const detail::signals_stay_here while_they_are_made;
        for (std::size_t i = 1; i < members_.size(); ++i)
            threads.emplace_back([&, i] { live(i, make_main, all_here, all_done); });
    } catch (...) {
        note(std::current_exception());
        someone_is_missing_ = true;
        all_here.count_down(how_many - 1 - static_cast<std::ptrdiff_t>(threads.size()));
    }
    live(0, make_main, all_here, all_done);
    for (std::thread& t : threads) t.join();
    busy_ = 0;
    if (first_error_) std::rethrow_exception(std::exchange(first_error_, nullptr));
}

// What a thread does from its first to its last step.
void runtime::live(std::size_t i, const main_maker& make_main, std::latch& all_here, std::latch& all_done) {
    const trace_to_file watched(i == 0 ? options_.trace : nullptr);
    std::unique_ptr<loop> home;
    try {
        home = std::make_unique<loop>(make_driver(options_.driver));
        home->set_trace(watched.sink());
        members_[i].home = home.get();
    } catch (...) {
        note(std::current_exception());
        someone_is_missing_ = true;
    }
    all_here.arrive_and_wait();
    if (someone_is_missing_) return;
    home->set_company(this);
    home->set_spin(options_.spin);
    const dump_on_sigquit graph_for_who_asks(*home);
    run_main(i, make_main);
    end_together(members_[i]);
    all_done.arrive_and_wait();  // a wake may still be on its way from one ring to another
}

void runtime::run_main(std::size_t i, const main_maker& make_main) {
    member& self = members_[i];
    result<void> answer;
    auto begin = [](const main_maker& make, std::size_t number) -> task<> { co_await make(number); };
    {
        detail::root main = detail::run_root(answer, begin(make_main, i));
        main.start_on(*self.home);
        self.home->run_until(main.done());
    }
    try {
        answer.take();
    } catch (...) {
        note(std::current_exception());
        tell_all([](member& each) { each.home->outermost_scope().cancel(); });
    }
    if (mains_.fetch_sub(1) == 1) tell_all([](member& each) { each.may_end = true; });
    self.home->run_until(self.may_end);
}

// Cancels and joins what is left here, and again whenever another loop, which is not so far, sends more.
void runtime::end_together(member& self) {
    while (!self.over) {
        self.home->shut_down();
        self.stirred = false;
        self.quiet = true;
        if (busy_.fetch_sub(1) == 1) tell_all([](member& each) { each.over = each.stirred = true; });
        self.home->run_until(self.stirred);
    }
}

void runtime::errand_leaves() {
    RT_EXPECTS(busy_ > 0, "runtime::spawn_on() outside of run(): there is no loop that could take it");
    ++busy_;
}

void runtime::errand_arrives(std::size_t i) {
    member& self = members_[i];
    self.stirred = true;
    if (self.quiet)
        self.quiet = false;  // busy_ counts the loop again, in the place of the errand
    else
        --busy_;
}

void runtime::note(std::exception_ptr error) {
    const std::lock_guard lock(error_mutex_);
    if (!first_error_) first_error_ = std::move(error);
}

template <class F>
void runtime::tell_all(F f) {
    for (member& each : members_) send_errand(*each.home, [&each, f] { f(each); });
}

}  // namespace rt
