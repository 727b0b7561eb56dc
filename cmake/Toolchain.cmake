# The first healthy compiler: CXX if it is set, else what cmake/choose_compiler finds.
if(NOT CMAKE_CXX_COMPILER AND NOT DEFINED ENV{CXX})
  find_program(CMAKE_CXX_COMPILER NAMES clang++-19 clang++-20 clang++-21 clang++-18 REQUIRED)
endif()
