# The museum of bugs: each exhibit is built twice, and does both times what its label says (see README.md).
find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)   # tomllib reads exhibits.toml
set(look ${CMAKE_CURRENT_LIST_DIR}/look)

add_test(NAME museum.labels COMMAND ${Python3_EXECUTABLE} ${look} --labels)

# ringlab_exhibit_half(museum_x x broken|fixed [LINK …] [OPTIONS …]): one program, and the check of what it says.
function(ringlab_exhibit_half target name half)
  cmake_parse_arguments(arg "" "LABEL" "LINK;OPTIONS" ${ARGN})
  add_executable(${target} ${CMAKE_CURRENT_SOURCE_DIR}/museum/${name}/${half}.cpp)
  target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${target} PRIVATE ringlab::language ${arg_LINK})
  target_compile_options(${target} PRIVATE -Wall -Wextra -Werror ${arg_OPTIONS})
  target_link_options(${target} PRIVATE ${arg_OPTIONS})
  add_dependencies(tests_of_floors ${target})
endfunction()

function(ringlab_look test)
  add_test(NAME museum.${test} COMMAND ${Python3_EXECUTABLE} ${look} ${ARGN})
  set_tests_properties(museum.${test} PROPERTIES TIMEOUT 60)
endfunction()

function(ringlab_skipped test reason)
  add_test(NAME museum.${test} COMMAND ${CMAKE_COMMAND} -E echo "skipped: ${reason}")
  set_tests_properties(museum.${test} PROPERTIES SKIP_REGULAR_EXPRESSION "skipped: ")
endfunction()

# ringlab_exhibit(p01_x LINK rt::core [REPORT address] [BUILT_WITH thread]): the broken program and its fixed twin. Under a
# sanitizer, and where contracts are off, only the twin is looked at. REPORT: a third one, the broken program under that
# sanitizer, which must find it. BUILT_WITH: there is something to be seen under that sanitizer only.
function(ringlab_exhibit name)
  cmake_parse_arguments(arg "" "REPORT;BUILT_WITH" "LINK" ${ARGN})
  string(REGEX REPLACE "_.*" "" number ${name})
  set(options)
  if(arg_BUILT_WITH)
    if(RINGLAB_SANITIZE)
      return()
    elseif(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      ringlab_skipped(${number} "seen with clang's sanitizers only")
      return()
    endif()
    set(options -fsanitize=${arg_BUILT_WITH})
  endif()
  ringlab_exhibit_half(museum_${name}_fixed ${name} fixed LINK ${arg_LINK} OPTIONS ${options})
  ringlab_look(${number}.fixed ${name} fixed $<TARGET_FILE:museum_${name}_fixed>)
  if(RINGLAB_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  ringlab_exhibit_half(museum_${name}_broken ${name} broken LINK ${arg_LINK} OPTIONS ${options})
  ringlab_look(${number}.broken ${name} broken $<TARGET_FILE:museum_${name}_broken>)
  if(arg_REPORT AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    ringlab_exhibit_half(museum_${name}_report ${name} broken LINK ${arg_LINK} OPTIONS -fsanitize=${arg_REPORT})
    ringlab_look(${number}.report ${name} report $<TARGET_FILE:museum_${name}_report>)
  endif()
endfunction()

# Coroutines.
ringlab_exhibit(p01_capturing_lambda LINK rt::core REPORT address)
ringlab_look(p01.lint p01_capturing_lambda lint)
ringlab_exhibit(p02_reference_parameter LINK rt::core REPORT address)
ringlab_exhibit(p03_dropped_waiter LINK rt::core REPORT address)
ringlab_exhibit(p08_growing_stack LINK rt::core)
ringlab_exhibit(p09_vanished_exception LINK rt::core)

# The ring.
ringlab_exhibit(p04_frame_with_a_request LINK rt::io)
ringlab_exhibit(p05_buffer_after_cancel LINK rt::io REPORT address)
ringlab_exhibit(p06_late_cancel LINK rt::io)
ringlab_exhibit(p07_retired_slot LINK rt::io)
ringlab_exhibit(p14_endless_shutdown LINK rt::io)
ringlab_exhibit(p15_completion_overflow LINK rt::io)
ringlab_exhibit(p16_submission_full LINK rt::io)
ringlab_exhibit(p17_short_write LINK rt::io)
ringlab_exhibit(p18_interrupted_entry LINK rt::io)
ringlab_exhibit(p19_reused_descriptor LINK rt::io)
ringlab_exhibit(p20_no_buffers LINK rt::io)
ringlab_exhibit(p21_multishot_ended LINK rt::io)

# Threads.
ringlab_exhibit(p10_touched_after_publish LINK rt::core Threads::Threads REPORT address)
ringlab_exhibit(p12_lost_wake_up LINK Threads::Threads)
ringlab_exhibit(p13_callback_deadlock LINK Threads::Threads)
ringlab_exhibit(p22_unseen_hand_off LINK Threads::Threads BUILT_WITH thread)

include(${CMAKE_CURRENT_LIST_DIR}/gcc_wing.cmake)
