# testing: calls an app without a socket, for its users' tests and for ours. Paths are http_min's.
add_library(http_min_testing STATIC
  src/testing/cookie_jar.cpp
  src/testing/test_call.cpp
  src/testing/test_client.cpp
  src/testing/test_loop.cpp
  src/testing/websocket_session.cpp)
target_link_libraries(http_min_testing PUBLIC http_min_app rt::io PRIVATE $<BUILD_INTERFACE:ringlab::ours>)
add_library(http_min::testing ALIAS http_min_testing)
target_precompile_headers(http_min_testing REUSE_FROM http_min_server)
