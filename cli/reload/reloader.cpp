#include "reload/reloader.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <tuple>

#include "reload/builder.hpp"
#include "reload/held_socket.hpp"
#include "reload/notice.hpp"
#include "reload/server_process.hpp"
#include "reload/source_watch.hpp"

namespace lab::reload {
namespace {

// Signals as something to read. The mask of before is for those who are started.
class signals {
  public:
    signals() {
        sigset_t ours;
        ::sigemptyset(&ours);
        for (const int each : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCHLD}) ::sigaddset(&ours, each);
        ::sigprocmask(SIG_BLOCK, &ours, &mask_before_);
        fd_ = ::signalfd(-1, &ours, SFD_CLOEXEC);
    }
    ~signals() {
        ::close(fd_);
        ::sigprocmask(SIG_SETMASK, &mask_before_, nullptr);
    }
    signals(signals&&) = delete;

    int descriptor() const { return fd_; }
    const sigset_t& mask_before() const { return mask_before_; }
    int next() const {
        signalfd_siginfo what{};
        return ::read(fd_, &what, sizeof what) > 0 ? static_cast<int>(what.ssi_signo) : 0;
    }

  private:
    sigset_t mask_before_{};
    int fd_ = -1;
};

class reloader {
  public:
    reloader(const context& lab, reload_request request)
        : lab_(lab),
          request_(std::move(request)),
          socket_(request_.words),
          sources_(lab.where.root),
          notice_(lab.where.state() / ("reload-notice-" + std::to_string(::getpid()) + ".html")) {
        request_.words.insert(request_.words.begin(), "--reload");
    }

    exit_code run() {
        say("serving " + request_.build.what + " on " + socket_.name() +
            "; every save builds it and starts it anew (CTRL+C ends it)");
        rebuild();
        while (!end_ && !(stops_ > 0 && !serving_ && leaving_.empty())) turn();
        return end_.value_or(exit_code::pass);
    }

  private:
    void turn() {
        const bool idle = stops_ == 0 && !builder_.is_building();
        const auto when = [](bool wanted, int fd) { return pollfd{wanted ? fd : -1, POLLIN, 0}; };
        std::array<pollfd, 4> events{
            when(true, signals_.descriptor()), when(builder_.is_building(), builder_.descriptor()),
            when(idle, sources_.descriptor()), when(idle && !serving_, socket_.descriptor())};
        ::poll(events.data(), events.size(), -1);
        if (events[0].revents) return heed(signals_.next());
        if (events[1].revents && builder_.finished()) return built();
        if (events[2].revents) return look_at_sources();
        if (events[3].revents) socket_.answer_unavailable(notice_.page(), notice_.text());
    }

    void look_at_sources() {
        const auto file = sources_.changed();
        if (!file) return;
        say(lab_.where.shown(*file) + " was saved");
        rebuild();
    }

    void rebuild() {
        built_before_ = version_of_program();
        builder_.start(lab_, request_.build, signals_.mask_before());
    }

    void built() {
        if (builder_.failure()) return explain(*builder_.failure());
        notice_.clear();
        if (serving_ && version_of_program() == built_before_)
            return;  // the save was of another program's source
        if (serving_) {
            serving_->send(SIGTERM);
            leaving_.push_back(*std::exchange(serving_, std::nullopt));
        }
        serving_.emplace(server_start{request_.program, request_.words, socket_.descriptor(), notice_.file(),
                                      signals_.mask_before()});
    }

    void explain(const std::string& what_is_wrong) {
        tell(what_is_wrong, serving_ ? "until it compiles, the server goes on as it was"
                                     : "until it compiles, there is no server");
    }

    void tell(std::string what_is_wrong, const std::string& state) {
        if (!what_is_wrong.ends_with('\n')) what_is_wrong += '\n';
        notice_.show(what_is_wrong, state);  // first: who reads the terminal may look at a page at once
        std::fprintf(stderr, "lab: %s", what_is_wrong.c_str());
        say(state);
    }

    void heed(int signal) {
        if (signal == SIGCHLD) return bury();
        if (signal == SIGQUIT) {  // Ctrl-\ asks the server what its tasks wait for
            if (serving_) serving_->send(SIGQUIT);
            return;
        }
        const int how = ++stops_ > 2 ? SIGKILL : SIGTERM;
        if (stops_ == 2) say("stopping at once (again: by force)");
        if (stops_ == 1) {
            say("stopping when requests in flight are answered (CTRL+C again: at once)");
            builder_.stop();
            socket_.close();
        }
        if (serving_) serving_->send(how);
        if (stops_ > 1)  // those that leave have been told once
            for (auto& each : leaving_) each.send(how);
    }

    void bury() {
        std::erase_if(leaving_, [](auto& each) { return each.ended().has_value(); });
        const auto how = serving_ ? serving_->ended() : std::nullopt;
        if (!how) return;
        serving_.reset();
        if (stops_ > 0) return;
        if (how->how == ending::exited && how->code == static_cast<int>(exit_code::usage)) {
            end_ = exit_code::usage;  // it has said what is wrong with its command line
            return;
        }
        tell("the server has ended: " + how->in_words() + "\n",
             "it is started again when a source is saved; the terminal may know more");
    }

    static void say(const std::string& text) { std::fprintf(stderr, "lab: %s\n", text.c_str()); }

    // Another one when a build has written the program.
    std::tuple<ino_t, time_t, long> version_of_program() const {
        struct stat file {};
        if (::stat(request_.program.c_str(), &file) != 0) return {};
        return {file.st_ino, file.st_mtim.tv_sec, file.st_mtim.tv_nsec};
    }

    const context& lab_;
    reload_request request_;
    held_socket socket_;
    source_watch sources_;
    notice notice_;
    const signals signals_;
    builder builder_;
    std::optional<server_process> serving_;
    std::vector<server_process> leaving_;
    std::tuple<ino_t, time_t, long> built_before_;
    int stops_ = 0;
    std::optional<exit_code> end_;
};

}  // namespace

exit_code serve_and_reload(const context& lab, reload_request request) {
    return reloader(lab, std::move(request)).run();
}

}  // namespace lab::reload
