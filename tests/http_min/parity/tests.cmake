# The parity app by the rules and routes of http_min/examples/parity/SPEC.md: called in process, and as a server of its own.
add_library(parity_transport STATIC http_min/parity/raw_client.cpp http_min/parity/server_process.cpp
  http_min/parity/transport.cpp)
target_compile_definitions(parity_transport PRIVATE PARITY_PROGRAM="$<TARGET_FILE:example_parity>")
target_link_libraries(parity_transport PUBLIC parity_app http_min::testing PRIVATE ringlab::ours)
add_dependencies(parity_transport example_parity)
foreach(chapter basics parameters items bodies forms responses methods errors dependencies threads tasks streams sessions cors graphql
        mounts openapi connections departures files bad_input combinations)
  ringlab_test(http_min/parity/${chapter}_test.cpp LINK parity_transport DRIVERS epoll)
endforeach()

# Part 3 of it: the command.
ringlab_test(http_min/parity/command_test.cpp LINK http_min::server DRIVERS epoll)
target_compile_definitions(test_http_min.parity.command PRIVATE PARITY_PROGRAM="$<TARGET_FILE:example_parity>")
add_dependencies(test_http_min.parity.command example_parity)

# The documents by an independent judge, the pages in a browser, and two threads under a mixed load.
find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
function(parity_script name)
  cmake_parse_arguments(arg "" "" "LABELS;COMMAND" ${ARGN})
  add_test(NAME http_min.parity.${name} COMMAND ${Python3_EXECUTABLE} -B ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/${arg_COMMAND})
  set_tests_properties(http_min.parity.${name} PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600 LABELS "${arg_LABELS}")
endfunction()
parity_script(openapi_lint COMMAND openapi_lint_test.py $<TARGET_FILE:example_parity> /openapi.json /sub/openapi.json)
parity_script(hello_lint COMMAND openapi_lint_test.py $<TARGET_FILE:example_hello> /openapi.json)
parity_script(browser LABELS long COMMAND browser_test.py $<TARGET_FILE:example_parity>)
parity_script(load LABELS long COMMAND load_test.py $<TARGET_FILE:example_parity>)
