# The floor below everything in http_min: bytes and messages.
foreach(idea body_decoder date form_data header_list json multipart parse_json part_head request_bad request_cuts request_parser response_parser response_writer target url websocket websocket_handshake)
  ringlab_test(http_min/wire/${idea}_test.cpp LINK http_min::wire)
endforeach()
