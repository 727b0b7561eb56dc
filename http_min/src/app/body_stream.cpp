#include <exception>
#include <http_min/app/body_stream.hpp>
#include <rt/core/cancel_scope.hpp>
#include <utility>

namespace http_min {

rt::task<> read_whole(body_stream& from, std::string& into) {
    std::string piece;
    std::exception_ptr failed;
    try {
        bool more = co_await from.next(piece);
        while (more) {
            into += piece;
            more = co_await from.next(piece);
        }
    } catch (...) {
        failed = std::current_exception();
    }
    rt::cancel_scope to_its_end(rt::shield::yes);
    co_await to_its_end.run(from.close());
    if (failed) std::rethrow_exception(std::move(failed));
}

}  // namespace http_min
