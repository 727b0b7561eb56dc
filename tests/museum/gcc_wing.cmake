# The wing of g++ 12: what it makes of G1 to G6, in every preset where that compiler is on the machine. The compiler of the
# preset, if it is another one, must make of the broken program what was written: what the fixed twin says.
find_program(RINGLAB_GCC12 NAMES g++-12 g++ DOC "g++ 12, for its wing of the museum")
set(gcc_version)
if(RINGLAB_GCC12)
  execute_process(COMMAND ${RINGLAB_GCC12} -dumpversion OUTPUT_VARIABLE gcc_version OUTPUT_STRIP_TRAILING_WHITESPACE)
endif()

function(ringlab_gcc_exhibit name)
  string(REGEX REPLACE "_.*" "" number ${name})
  set(dir ${CMAKE_CURRENT_SOURCE_DIR}/museum/${name})
  ringlab_look(${number}.lint ${name} lint)
  if(RINGLAB_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release")
    return()
  endif()
  if(NOT gcc_version MATCHES "^12")
    ringlab_skipped(${number} "g++ 12 is not on this machine")
  endif()
  foreach(half broken fixed)
    if(gcc_version MATCHES "^12")
      set(program ${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/museum_${name}_${half}_gcc12)
      add_custom_command(OUTPUT ${program} DEPENDS ${dir}/${half}.cpp
        COMMAND ${RINGLAB_GCC12} -std=c++20 -O1 -foptimize-sibling-calls -I ${PROJECT_SOURCE_DIR}/runtime/include
                ${dir}/${half}.cpp -o ${program}
        COMMENT "g++ 12: ${name}/${half}.cpp")
      add_custom_target(museum_${name}_${half}_gcc12 ALL DEPENDS ${program})
      add_dependencies(tests_of_floors museum_${name}_${half}_gcc12)
      ringlab_look(${number}.${half} ${name} ${half} ${program})
    endif()
    if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      ringlab_exhibit_half(museum_${name}_${half} ${name} ${half} LINK rt::core)
      ringlab_look(${number}.${half}.clang ${name} fixed $<TARGET_FILE:museum_${name}_${half}>)
    endif()
  endforeach()
endfunction()

foreach(exhibit g1_condition g2_aggregate g3_lambda_argument g4_short_circuit g5_conditional g6_test_macro)
  ringlab_gcc_exhibit(${exhibit})
endforeach()
