#include <http_min/app/redirect.hpp>
#include <http_min/wire/percent_encode.hpp>

namespace http_min {

void redirect_response::write_to(response& out) && {
    out.status = status_;
    out.headers.set("location", wire::percent_encode(url_, ":/%#?=@[]!$&'()*+,;"));
}

}  // namespace http_min
