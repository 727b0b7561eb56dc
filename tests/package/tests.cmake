# Projects outside of this one use what is built here: installed and found, and as a folder of theirs.
#
# They stay in the build folder, so that what has not changed is not compiled again. The sanitizers have nothing to add.
if(NOT RINGLAB_INSTALL OR RINGLAB_IMPL STREQUAL "mine" OR RINGLAB_SANITIZE)
  return()
endif()
find_package(Python3 3.10 REQUIRED COMPONENTS Interpreter)
set(launcher $<$<BOOL:${CCACHE}>:${CCACHE}>)
add_test(NAME package COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_LIST_DIR}/package_test.py)
set_tests_properties(package PROPERTIES TIMEOUT 300 ENVIRONMENT
  "CMAKE=${CMAKE_COMMAND};BUILD=${PROJECT_BINARY_DIR};GENERATOR=${CMAKE_GENERATOR};COMPILER=${CMAKE_CXX_COMPILER};LAUNCHER=${launcher}")
