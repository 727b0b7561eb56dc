# ringlab_plank(05_1_task core/when_all_test.cpp ...): the runtime's own tests, compiled on an exercise's solution in
# place of the header it replaces; and a test that it was the plank that was compiled.
function(ringlab_plank exercise)
  set(solution ${CMAKE_CURRENT_SOURCE_DIR}/${exercise}/solution)
  foreach(source IN LISTS ARGN)
    string(REGEX REPLACE "_test\\.cpp$" "" name ${source})
    string(REPLACE "/" "." name plank.${exercise}.${name})
    add_executable(${name} ${PROJECT_SOURCE_DIR}/tests/${source})
    target_include_directories(${name} BEFORE PRIVATE ${solution})
    target_link_libraries(${name} PRIVATE ringlab_test_main rt::core)
    target_precompile_headers(${name} REUSE_FROM ringlab_test_headers)
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES TIMEOUT 60)
  endforeach()
  if(CMAKE_GENERATOR MATCHES "Ninja")   # which keeps a record of what was compiled
    add_test(NAME plank.${exercise}.was_compiled COMMAND ${PROJECT_SOURCE_DIR}/tests/tools/planks
      --build ${PROJECT_BINARY_DIR} --plank ${solution} --only plank\\.${exercise}\\.)
  endif()
endfunction()
