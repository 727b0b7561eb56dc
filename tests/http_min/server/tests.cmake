# http_min/server: sockets, limits, shutdown. Server and client on one loop, over 127.0.0.1.
foreach(idea access_log connection departure files memory refusal reload_notice slow_client shutdown stream websocket)
  ringlab_test(http_min/server/${idea}_test.cpp LINK http_min::server DRIVERS epoll simulated)
endforeach()
foreach(idea hardship held_hardship)  # on the simulated ring only
  ringlab_test(http_min/server/${idea}_test.cpp LINK http_min::server)
endforeach()
ringlab_test(http_min/server/websocket_hardship_test.cpp LINK http_min::server)
ringlab_test(http_min/server/handover_test.cpp LINK http_min::server DRIVERS epoll)
ringlab_test(http_min/server/proxy_trust_test.cpp LINK http_min::server)
foreach(idea command_line serve serve_many websocket_threads)  # a process that serves others
  ringlab_test(http_min/server/${idea}_test.cpp LINK http_min::server DRIVERS epoll)
endforeach()
