# What a run looks like from outside: the recorder, and the files it exports.
ringlab_test_on_drivers(trace/recorder_test.cpp epoll simulated)

# A program is run with RT_TRACE, and what it leaves is parsed; and opened, where there is a Chromium.
add_executable(traced_echo ${CMAKE_CURRENT_LIST_DIR}/traced_echo.cpp)
target_include_directories(traced_echo PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
target_link_libraries(traced_echo PRIVATE rt::net ringlab::ours)
add_dependencies(tests_of_floors traced_echo)
find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
foreach(part json page browser)
  add_test(NAME trace.${part} COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_LIST_DIR}/page_test.py $<TARGET_FILE:traced_echo> ${part})
  set_tests_properties(trace.${part} PROPERTIES TIMEOUT 120 SKIP_REGULAR_EXPRESSION "skipped:")
endforeach()
