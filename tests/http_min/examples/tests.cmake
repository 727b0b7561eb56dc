# The examples, as their readers will use them.
ringlab_test(http_min/examples/shop_test.cpp LINK shop_app http_min::testing)
ringlab_test(http_min/examples/hardship_test.cpp LINK shop_app http_min::client)
