#include <http_min/app/state.hpp>
#include <stdexcept>

namespace http_min {

void detail::nothing_lent(const char* what) { throw std::logic_error(what); }

}  // namespace http_min
