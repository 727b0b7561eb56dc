// cancelled -- thrown at an await whose work was asked to stop.
//
// Not a std::exception, so that a `catch (const std::exception&)` meant for failures does not stop the stopping.
// Catch it only to clean up, and rethrow.
#pragma once

namespace rt {

struct cancelled {
    const char* what() const noexcept { return "cancelled"; }
};

}  // namespace rt
