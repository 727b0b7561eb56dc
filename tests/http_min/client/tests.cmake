# http_min/client: against our own server, on one loop.
ringlab_test(http_min/client/client_test.cpp LINK http_min::client http_min::server DRIVERS epoll simulated)
ringlab_test(http_min/client/url_test.cpp LINK http_min::client)
