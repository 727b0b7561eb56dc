# The tests of `lab` itself (cli/).
ringlab_test(lab/manifest_test.cpp LINK lab_parts)
ringlab_test(lab/statistics_test.cpp LINK lab_parts)
ringlab_test(lab/verdict_test.cpp LINK lab_parts)
ringlab_test(lab/catch_result_test.cpp LINK lab_parts)
ringlab_test(lab/judge_test.cpp LINK lab_parts)
ringlab_test(lab/first_error_test.cpp LINK lab_parts)
ringlab_test(lab/process_test.cpp LINK lab_parts)
ringlab_test(lab/doctor_test.cpp LINK lab_parts)
ringlab_test(lab/learning_log_test.cpp LINK lab_parts)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
foreach(idea commands reload)
  add_test(NAME lab.${idea} COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/lab/${idea}_test.py
    $<TARGET_FILE:lab> ${CMAKE_CURRENT_SOURCE_DIR}/lab/fake_kit)
  set_tests_properties(lab.${idea} PROPERTIES TIMEOUT 600)
endforeach()
