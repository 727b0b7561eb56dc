# http_min/testing: an app called in this process.
foreach(idea cookie_jar test_client websocket_session)
  ringlab_test(http_min/testing/${idea}_test.cpp LINK http_min::testing)
endforeach()
