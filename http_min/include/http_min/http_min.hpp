// http_min.hpp -- the umbrella: what a user's main() needs.
#pragma once

#include <http_min/app/app.hpp>
#include <http_min/app/cors.hpp>
#include <http_min/app/gzip.hpp>
#include <http_min/app/https_redirect.hpp>
#include <http_min/app/make.hpp>
#include <http_min/app/session.hpp>
#include <http_min/app/state.hpp>
#include <http_min/app/trusted_host.hpp>
#include <http_min/app/with_status.hpp>
#include <http_min/server/serve.hpp>
#include <http_min/wire/json.hpp>
