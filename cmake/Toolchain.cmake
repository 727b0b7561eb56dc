# The first compiler that compiles coroutines as they are written: see choose_compiler.
# A CMAKE_CXX_COMPILER given on the command line is taken as it is; Canary.cmake tells what it does.
if(NOT CMAKE_CXX_COMPILER)
  execute_process(COMMAND ${CMAKE_CURRENT_LIST_DIR}/choose_compiler
    OUTPUT_VARIABLE healthy OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
  if(failed)
    message(FATAL_ERROR "No healthy C++ compiler. `./lab` installs one; the preset `gcc` takes g++ as it is.")
  endif()
  set(CMAKE_CXX_COMPILER ${healthy} CACHE FILEPATH "the compiler that cmake/choose_compiler found")
  list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES CMAKE_CXX_COMPILER)   # so that no check asks again
endif()
