# Fuzz targets. In every preset ctest replays what is kept in corpus/; with RINGLAB_FUZZ (clang; the preset asan) each is
# also a libFuzzer program, and a test of the label `long` lets it search for ten minutes:
#   ctest --test-dir build/asan -L long -R '^fuzz'
set(fuzz_dir ${CMAKE_CURRENT_LIST_DIR})
set(fuzz_seconds 600)
if(RINGLAB_FUZZ AND NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  message(STATUS "No libFuzzer: ${CMAKE_CXX_COMPILER_ID} has none")
  set(RINGLAB_FUZZ OFF)
endif()

function(ringlab_fuzz name)
  set(corpus ${fuzz_dir}/corpus/${name})
  add_executable(replay_${name} ${fuzz_dir}/${name}_fuzz.cpp ${fuzz_dir}/replay.cpp)
  target_link_libraries(replay_${name} PRIVATE ringlab::ours ringlab::language ${ARGN})
  add_test(NAME fuzz.${name} COMMAND replay_${name} ${corpus})
  set_tests_properties(fuzz.${name} PROPERTIES TIMEOUT 60)
  add_dependencies(tests_of_floors replay_${name})
  if(RINGLAB_FUZZ)
    add_executable(fuzz_${name} ${fuzz_dir}/${name}_fuzz.cpp)
    target_link_libraries(fuzz_${name} PRIVATE ringlab::ours ringlab::language ${ARGN})
    target_compile_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    # The first folder is where the program keeps what it finds; a finding itself stays beside it as crash-...
    set(found ${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name})
    file(MAKE_DIRECTORY ${found})
    add_test(NAME fuzz.${name}.at_length COMMAND fuzz_${name} -max_total_time=${fuzz_seconds} -max_len=2048 -timeout=10
      -rss_limit_mb=1024 -print_final_stats=1 -artifact_prefix=${found}- ${found} ${corpus})
    set_tests_properties(fuzz.${name}.at_length PROPERTIES TIMEOUT 900 LABELS long)
  endif()
endfunction()

if(RINGLAB_FUZZ)   # a target finds its way by the branches that are taken in the code under test
  target_compile_options(http_min_wire PRIVATE -fsanitize=fuzzer-no-link)
  target_compile_options(http_min_app PRIVATE -fsanitize=fuzzer-no-link)
endif()

foreach(target request body url cookie multipart websocket)
  ringlab_fuzz(${target} http_min::wire)
endforeach()
foreach(target json_model route)
  ringlab_fuzz(${target} http_min::app)
endforeach()
