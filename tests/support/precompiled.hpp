// precompiled.hpp -- what tests include of others' headers, read once. None of ours is in it: so a learner's plank is really
// compiled.
#pragma once

#include <chrono>
#include <coroutine>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <thread>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
