# client: asks HTTP servers. Paths are http_min's.
add_library(http_min_client STATIC
  src/client/client.cpp
  src/client/client_message.cpp
  src/client/connection_pool.cpp
  src/client/exchange.cpp)
target_link_libraries(http_min_client PUBLIC http_min_wire rt::net PRIVATE $<BUILD_INTERFACE:ringlab::ours>)
add_library(http_min::client ALIAS http_min_client)
