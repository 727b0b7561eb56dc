# app: what users write against. Paths are http_min's.
include(src/app/docs_assets.cmake)
add_library(http_min_app STATIC
  src/app/app.cpp
  src/app/app_websocket.cpp
  src/app/body_stream.cpp
  src/app/background_tasks.cpp
  src/app/constraint.cpp
  src/app/cors.cpp
  src/app/date.cpp
  src/app/date_time.cpp
  src/app/deflater.cpp
  src/app/dependency.cpp
  src/app/dependency_call.cpp
  src/app/docs.cpp
  src/app/docs_assets.cpp
  src/app/docs_pages.cpp
  src/app/event_stream.cpp
  src/app/exception_handlers.cpp
  src/app/file_response.cpp
  src/app/form.cpp
  src/app/from_json.cpp
  src/app/from_text.cpp
  src/app/gzip.cpp
  src/app/handler_call.cpp
  src/app/html_escape.cpp
  src/app/http_exception.cpp
  src/app/https_redirect.cpp
  src/app/implied_methods.cpp
  src/app/iso_time.cpp
  src/app/json_body.cpp
  src/app/lifespan.cpp
  src/app/mount_point.cpp
  src/app/openapi.cpp
  src/app/operation.cpp
  src/app/operation_description.cpp
  src/app/operations.cpp
  src/app/oauth2_form.cpp
  src/app/path_pattern.cpp
  src/app/open_files.cpp
  src/app/query.cpp
  src/app/redirect.cpp
  src/app/request.cpp
  src/app/request_scope.cpp
  src/app/response.cpp
  src/app/returns.cpp
  src/app/route_options.cpp
  src/app/route_table.cpp
  src/app/router.cpp
  src/app/schema.cpp
  src/app/security.cpp
  src/app/session.cpp
  src/app/signed_text.cpp
  src/app/set_cookie.cpp
  src/app/slash_redirect.cpp
  src/app/state.cpp
  src/app/state_table.cpp
  src/app/static_files.cpp
  src/app/text_rules.cpp
  src/app/trusted_host.cpp
  src/app/type_name.cpp
  src/app/validation_error.cpp
  src/app/uuid.cpp
  src/app/vary.cpp
  src/app/websocket.cpp
  src/app/websocket_conversation.cpp)
target_link_libraries(http_min_app PUBLIC http_min_wire rt::io PRIVATE $<BUILD_INTERFACE:ringlab::ours>)
foreach(package re2 libcrypto zlib)
  target_link_libraries(http_min_app PRIVATE $<BUILD_INTERFACE:PkgConfig::${package}> $<INSTALL_INTERFACE:PkgConfig::${package}>)
endforeach()
add_library(http_min::app ALIAS http_min_app)
target_precompile_headers(http_min_app PRIVATE ${http_min_precompiled})
