// make_driver(name) -- the driver a loop runs on.
//
// The name is "uring", or empty: then the environment's RT_DRIVER, else the best there is.
//
// Errors: std::invalid_argument for a name there is no driver of; std::system_error when the kernel refuses.
#pragma once

#include <memory>
#include <rt/loop/driver.hpp>
#include <string_view>

namespace rt {

std::unique_ptr<driver> make_driver(std::string_view name = {});

}  // namespace rt
