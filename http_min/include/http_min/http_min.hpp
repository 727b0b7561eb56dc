// http_min.hpp -- the umbrella: what a user's main() needs.
#pragma once

#include <http_min/app/app.hpp>
#include <http_min/server/serve.hpp>
#include <http_min/wire/json.hpp>
