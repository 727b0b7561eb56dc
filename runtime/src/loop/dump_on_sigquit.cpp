#include <pthread.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <rt/loop/dump_on_sigquit.hpp>
#include <rt/loop/loop.hpp>
#include <thread>

namespace rt {

namespace {

struct watched_loop {
    std::atomic<loop*> home = nullptr;    // null: this place is free
    std::atomic<bool> sent_here = false;  // a signal under way that the handler has sent on
    pthread_t thread{};                   // written before home is
    bool taken = false;                   // under the mutex
};

constinit std::array<watched_loop, dump_on_sigquit::most_loops> places;
constinit std::atomic<int> handlers_inside = 0;

// Of installing and putting back; the handler does not touch it.
constinit std::mutex installing;
int installed = 0;
bool handler_is_ours = false;
pid_t installed_in = 0;  // in a child of fork() the loops are copies, and their threads are not there
struct sigaction before {};

// Everything here is async-signal-safe: no allocation, no stdio.
class signal_safe_line {
  public:
    void add(const char* text) noexcept {
        for (; *text != '\0' && size_ < sizeof text_; ++text) text_[size_++] = *text;
    }
    void add(std::uint64_t number) noexcept {
        char digits[21] = {};
        char* at = digits + 20;
        do *--at = static_cast<char>('0' + number % 10);
        while ((number /= 10) != 0);
        add(at);
    }
    void print() const noexcept { [[maybe_unused]] const ssize_t n = ::write(STDERR_FILENO, text_, size_); }

  private:
    char text_[160] = {};
    std::size_t size_ = 0;
};

void say_who_runs() noexcept {
    const task_record* const here = current_task();
    if (here == nullptr) return;
    signal_safe_line line;
    line.add("SIGQUIT: task #");
    line.add(here->id);
    line.add(" ");
    line.add(here->name);
    line.add(" runs now; the await graph follows when it gives way\n");
    line.print();
}

// On whichever thread the signal came to. Who sent it: another, or this handler on another thread?
void on_sigquit(int) noexcept {
    if (::getpid() != installed_in) return;
    const int error = errno;
    handlers_inside.fetch_add(1);
    bool sent_on = false;
    for (watched_loop& each : places)
        if (each.home.load() != nullptr && ::pthread_equal(each.thread, ::pthread_self()) != 0)
            sent_on = each.sent_here.exchange(false);
    for (watched_loop& each : places) {
        loop* const home = each.home.load();
        if (home == nullptr) continue;
        if (::pthread_equal(each.thread, ::pthread_self()) != 0) {
            say_who_runs();
            home->ask_for_dump();
        } else if (!sent_on) {
            each.sent_here.store(true);
            ::pthread_kill(each.thread, SIGQUIT);
        }
    }
    handlers_inside.fetch_sub(1);
    errno = error;
}

void install() noexcept {
    struct sigaction found {};
    ::sigaction(SIGQUIT, nullptr, &found);
    if (found.sa_handler != on_sigquit) before = found;  // in a child of fork() ours is there already
    installed_in = ::getpid();
    // What a shell makes it ignore in the background may print all the same.
    handler_is_ours =
        (before.sa_flags & SA_SIGINFO) == 0 && (before.sa_handler == SIG_DFL || before.sa_handler == SIG_IGN);
    if (!handler_is_ours) return;
    struct sigaction ours {};
    ours.sa_handler = on_sigquit;
    ours.sa_flags = SA_RESTART;
    ::sigemptyset(&ours.sa_mask);
    ::sigaction(SIGQUIT, &ours, nullptr);
}

// What fork() has copied here are loops whose threads are not.
void forget_the_parents() noexcept {
    if (installed == 0 || installed_in == ::getpid()) return;
    for (watched_loop& each : places) {
        each.home.store(nullptr);
        each.sent_here.store(false);
        each.taken = false;
    }
    handlers_inside.store(0);
    installed = 0;
}

}  // namespace

dump_on_sigquit::dump_on_sigquit(loop& home) noexcept : place_(0) {
    const std::lock_guard lock(installing);
    forget_the_parents();
    if (installed++ == 0) install();
    while (place_ < places.size() && places[place_].taken) ++place_;
    if (place_ == places.size()) return;
    places[place_].taken = true;
    places[place_].thread = ::pthread_self();
    places[place_].home.store(&home);
}

dump_on_sigquit::~dump_on_sigquit() {
    const std::lock_guard lock(installing);
    if (place_ < places.size()) {
        places[place_].home.store(nullptr);
        while (handlers_inside.load() > 0) std::this_thread::yield();  // one may have seen the loop
        places[place_].taken = false;
    }
    if (--installed == 0 && handler_is_ours) ::sigaction(SIGQUIT, &before, nullptr);
}

}  // namespace rt
