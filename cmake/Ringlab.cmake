# One function per kind of thing. Each names its sources by hand.

add_custom_target(tests_of_floors)   # the runtime's and http_min's: what `lab check --all` runs under the sanitizers
add_custom_target(exercises)         # every variant of every exercise: what `lab dev check` judges

# ringlab_test(core/task_test.cpp LINK rt::core [LABELS long] [DRIVERS epoll]): one Catch2 binary, one ctest of the same
# name; for each of DRIVERS one more, name.driver, on that driver instead of the best there is.
function(ringlab_test source)
  cmake_parse_arguments(arg "" "" "LINK;LABELS;DRIVERS" ${ARGN})
  string(REGEX REPLACE "_test\\.cpp$" "" name ${source})
  string(REPLACE "/" "." name ${name})
  set(target test_${name})
  add_executable(${target} ${source})
  target_link_libraries(${target} PRIVATE ringlab_test_main ringlab::ours ${arg_LINK})
  target_precompile_headers(${target} REUSE_FROM ringlab_test_headers)
  add_test(NAME ${name} COMMAND ${target})
  set_tests_properties(${name} PROPERTIES TIMEOUT 60 LABELS "${arg_LABELS}")
  foreach(driver IN LISTS arg_DRIVERS)
    add_test(NAME ${name}.${driver} COMMAND ${target})
    set_tests_properties(${name}.${driver} PROPERTIES TIMEOUT 60 LABELS "${arg_LABELS}" ENVIRONMENT "RT_DRIVER=${driver};RT_SEED=1")
  endforeach()
  if(NOT name MATCHES "^(lab|tools)\\.")
    add_dependencies(tests_of_floors ${target})
  endif()
endfunction()

# ringlab_bench(core/await_bench.cpp LINK rt::core): one Google Benchmark binary.
function(ringlab_bench target source)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  add_executable(${target} ${source})
  target_link_libraries(${target} PRIVATE benchmark::benchmark_main ringlab::ours ${arg_LINK})
endfunction()

# ringlab_lesson(05_task [LINK rt::core]): lessons/NN_name/main.cpp (compared with expected.txt) and bench.cpp.
function(ringlab_lesson name)
  cmake_parse_arguments(arg "" "" "LINK" ${ARGN})
  set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  add_executable(lesson_${name} ${dir}/main.cpp)
  target_link_libraries(lesson_${name} PRIVATE ringlab::ours ringlab::language CLI11::CLI11 ${arg_LINK})
  ringlab_bench(bench_${name} ${dir}/bench.cpp LINK ringlab::language ${arg_LINK})
  add_test(NAME lesson.${name}.transcript COMMAND
    ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:lesson_${name}> -D EXPECTED=${dir}/expected.txt
                     -P ${PROJECT_SOURCE_DIR}/tests/tools/transcript.cmake)
  set_tests_properties(lesson.${name}.transcript PROPERTIES TIMEOUT 60)
endfunction()

# ringlab_exercise(05_1_task HEADER rt/core/task.hpp LINK rt::core): one binary for each variant (starter, solution,
# wrong/*), judged by `lab dev judge`, and one for the learner's files in RINGLAB_WORK, built only by `lab test`.
# HEADER is the file the learner writes; exercises/lab.toml says the same and what must fail where.
function(ringlab_exercise name)
  cmake_parse_arguments(arg "" "HEADER" "LINK" ${ARGN})
  set(dir ${CMAKE_CURRENT_SOURCE_DIR}/${name})
  file(GLOB wrongs CONFIGURE_DEPENDS LIST_DIRECTORIES true RELATIVE ${dir} ${dir}/wrong/*)
  foreach(variant IN ITEMS starter solution work LISTS wrongs)
    string(REPLACE "/" "_" target exercise_${name}_${variant})
    set(files ${dir}/${variant})
    if(variant STREQUAL "work")
      set(files ${RINGLAB_WORK}/${name})
    endif()
    add_executable(${target} ${dir}/test.cpp)
    target_include_directories(${target} BEFORE PRIVATE ${files})
    # Included first and by its full path: a plank that is missing must not fall back to the runtime's own header.
    target_compile_options(${target} PRIVATE "SHELL:-include ${files}/${arg_HEADER}")
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
    target_link_libraries(${target} PRIVATE ringlab_test_main ringlab::language ${arg_LINK})
    target_precompile_headers(${target} REUSE_FROM ringlab_test_headers)
    if(variant STREQUAL "work")
      set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    else()
      add_test(NAME exercise.${name}.${variant}
        COMMAND lab dev judge ${name} ${variant} $<TARGET_FILE:${target}>)
      set_tests_properties(exercise.${name}.${variant} PROPERTIES TIMEOUT 60)
      add_dependencies(exercises ${target})
    endif()
  endforeach()
endfunction()
