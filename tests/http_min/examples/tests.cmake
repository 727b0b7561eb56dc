# The examples, as their readers will use them.
ringlab_test(http_min/examples/shop_test.cpp LINK shop_app http_min::testing)
ringlab_test(http_min/examples/probe_test.cpp LINK probe_app http_min::testing)
ringlab_test(http_min/examples/hardship_test.cpp LINK shop_app http_min::client)
ringlab_test(http_min/examples/served_test.cpp LINK http_min::server DRIVERS epoll)
target_compile_definitions(test_http_min.examples.served PRIVATE
  HELLO_PROGRAM="$<TARGET_FILE:example_hello>" SHOP_PROGRAM="$<TARGET_FILE:example_shop>"
  PROBE_PROGRAM="$<TARGET_FILE:example_probe>")
add_dependencies(test_http_min.examples.served example_hello example_shop example_probe)
