# The parity app by the rules and routes of http_min/examples/parity/SPEC.md: called in process, and as a server of its own.
add_library(parity_transport STATIC http_min/parity/server_process.cpp http_min/parity/transport.cpp)
target_compile_definitions(parity_transport PRIVATE PARITY_PROGRAM="$<TARGET_FILE:example_parity>")
target_link_libraries(parity_transport PUBLIC parity_app http_min::testing PRIVATE ringlab::ours)
add_dependencies(parity_transport example_parity)
foreach(chapter basics parameters items bodies forms responses methods errors dependencies threads tasks streams sessions cors graphql
        mounts openapi)
  ringlab_test(http_min/parity/${chapter}_test.cpp LINK parity_transport DRIVERS epoll)
endforeach()

# Part 3 of it: the command.
ringlab_test(http_min/parity/command_test.cpp LINK http_min::server DRIVERS epoll)
target_compile_definitions(test_http_min.parity.command PRIVATE PARITY_PROGRAM="$<TARGET_FILE:example_parity>")
add_dependencies(test_http_min.parity.command example_parity)
