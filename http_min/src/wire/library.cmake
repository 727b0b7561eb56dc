# wire: bytes <-> messages. Paths are http_min's.
add_library(http_min_wire STATIC
  src/wire/body_decoder.cpp
  src/wire/byte_range.cpp
  src/wire/cookie.cpp
  src/wire/date.cpp
  src/wire/form_data.cpp
  src/wire/head_rules.cpp
  src/wire/header_list.cpp
  src/wire/header_parameters.cpp
  src/wire/header_view.cpp
  src/wire/json.cpp
  src/wire/media_type.cpp
  src/wire/multipart.cpp
  src/wire/parse_json.cpp
  src/wire/part_head.cpp
  src/wire/request_parser.cpp
  src/wire/response_parser.cpp
  src/wire/response_writer.cpp
  src/wire/status.cpp
  src/wire/target.cpp
  src/wire/url.cpp
  src/wire/utf8.cpp
  src/wire/validators.cpp
  src/wire/websocket.cpp
  src/wire/websocket_handshake.cpp
  src/wire/websocket_parser.cpp)
target_include_directories(http_min_wire PUBLIC
  $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
target_link_libraries(http_min_wire
  PUBLIC ringlab::language $<BUILD_INTERFACE:nlohmann_json::nlohmann_json> $<INSTALL_INTERFACE:nlohmann_json::nlohmann_json>
  PRIVATE $<BUILD_INTERFACE:PkgConfig::libcrypto> $<INSTALL_INTERFACE:PkgConfig::libcrypto> $<BUILD_INTERFACE:ringlab::ours>)
add_library(http_min::wire ALIAS http_min_wire)
