# What must not compile, and what the compiler then says. The compiler of each preset is asked, unless it only sanitizes.
if(RINGLAB_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Release")
  return()
endif()

# Never built: it only knows where the headers are.
add_library(refused_includes OBJECT EXCLUDE_FROM_ALL support/main.cpp)
target_link_libraries(refused_includes PRIVATE http_min::app)

foreach(mistake path_name_not_taken path_parameter_not_named path_is_not_well_formed handler_takes_unknown
        handler_takes_by_reference handler_returns_unknown handler_is_generic handler_is_mutable rule_fits_no_such_type
        limit_out_of_range model_is_not_plain generator_awaits two_whole_bodies body_beside_form
        dependency_names_unknown_path dependency_reads_body_too dependency_returns_dying dependency_takes_unknown
        dependency_is_generic handler_returns_dying override_of_another_type background_task_is_given_view
        middleware_is_no_layer exception_handler_answers_nothing)
  add_test(NAME compile_fail.${mistake} COMMAND ${CMAKE_COMMAND}
    -D COMPILER=${CMAKE_CXX_COMPILER} -D SOURCE=${CMAKE_CURRENT_LIST_DIR}/${mistake}.cpp
    -D "INCLUDES=$<JOIN:$<TARGET_PROPERTY:refused_includes,INCLUDE_DIRECTORIES>,|>"
    -P ${CMAKE_CURRENT_LIST_DIR}/refused.cmake)
  set_tests_properties(compile_fail.${mistake} PROPERTIES TIMEOUT 120)
endforeach()
