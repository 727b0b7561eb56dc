# http_min/app: what a user writes against. No sockets: the test client calls the app.
foreach(idea allocation path_pattern from_text constraint reflect schema write_json)
  ringlab_test(http_min/app/${idea}_test.cpp LINK http_min::app)
endforeach()
foreach(idea background body date_uuid dep form resource header_cookie implied_methods routing parameters upload validation handlers errors)
  ringlab_test(http_min/app/${idea}_test.cpp LINK http_min::testing)
endforeach()
# What is around the routes.
foreach(idea exception_handler middleware router mount lifespan override security state cors host session gzip websocket together)
  ringlab_test(http_min/app/${idea}_test.cpp LINK http_min::testing)
endforeach()
# What a handler answers with.
foreach(idea answers event_stream returns static_files stream)
  ringlab_test(http_min/app/${idea}_test.cpp LINK http_min::testing)
endforeach()
# What describes it.
foreach(idea docs openapi)
  ringlab_test(http_min/app/${idea}_test.cpp LINK http_min::testing)
endforeach()
target_link_libraries(test_http_min.app.gzip PRIVATE PkgConfig::zlib)
add_test(NAME http_min.app.openapi_lint
  COMMAND ${CMAKE_CURRENT_LIST_DIR}/openapi_lint.sh $<TARGET_FILE:test_http_min.app.openapi>)
set_tests_properties(http_min.app.openapi_lint PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 120)
