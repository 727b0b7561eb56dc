# server: sockets. Paths are http_min's.
add_library(http_min_server STATIC
  src/server/access_log.cpp
  src/server/command_line.cpp
  src/server/connection.cpp
  src/server/converse.cpp
  src/server/flag_checks.cpp
  src/server/listening_socket.cpp
  src/server/proxy_trust.cpp
  src/server/reload_notice.cpp
  src/server/roll_call.cpp
  src/server/send_and_finish.cpp
  src/server/serve.cpp
  src/server/server.cpp
  src/server/server_crew.cpp
  src/server/server_log.cpp
  src/server/unknown_flag.cpp
  src/server/workers.cpp)
target_link_libraries(http_min_server PUBLIC http_min_app rt::net PRIVATE $<BUILD_INTERFACE:CLI11::CLI11> $<BUILD_INTERFACE:ringlab::ours>)
add_library(http_min::server ALIAS http_min_server)
target_precompile_headers(http_min_server PRIVATE ${http_min_precompiled})
