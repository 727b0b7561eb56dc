// make_driver(name) -- the driver a loop runs on.
//
// The name is "uring", "epoll", "simulated", or empty: then the environment's RT_DRIVER, else the best there is:
// where io_uring is refused, epoll, and a line on standard error that says why. The simulated driver's order of
// completions comes from RT_SEED: the same seed gives the same run. With RT_FAULTS=0.05 each operation fails with this
// probability, and more goes wrong: bad_weather() in simulated_ring.hpp.
//
// RT_WITHOUT names abilities of the ring's that shall not be used, to measure what they bring:
// "accept_many,receive_many".
//
// Errors: std::invalid_argument for a name there is no driver of, or a seed that is no number;
//         std::system_error when the kernel refuses.
#pragma once

#include <memory>
#include <rt/loop/driver.hpp>
#include <string_view>

namespace rt {

std::unique_ptr<driver> make_driver(std::string_view name = {});

// Switches off what `names` names, with commas between.
void do_without(driver& which, std::string_view names);

}  // namespace rt
