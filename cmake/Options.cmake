# Language level, warnings, sanitizers and ccache for everything that is ours.

# A project that uses the runtime with add_subdirectory() wants neither our tests nor our lessons.
option(RINGLAB_KIT "tests, lessons, exercises, benchmarks and the program lab, which need each other" ${PROJECT_IS_TOP_LEVEL})
option(RINGLAB_INSTALL "rules for cmake --install" ${PROJECT_IS_TOP_LEVEL})
set(RINGLAB_SANITIZE "" CACHE STRING "sanitizers to build with, e.g. address,undefined")
option(RINGLAB_FUZZ "libFuzzer programs of tests/fuzz; clang only, made for RINGLAB_SANITIZE=address" OFF)
set(RINGLAB_IMPL "ref" CACHE STRING "ref: the runtime's own parts; mine: the planks found in RINGLAB_WORK replace them")
set(RINGLAB_WORK "${PROJECT_SOURCE_DIR}/work" CACHE PATH "where the learner's files are")
set_property(CACHE RINGLAB_IMPL PROPERTY STRINGS ref mine)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  # Editors look for the compile commands at the root.
  file(CREATE_LINK ${PROJECT_BINARY_DIR}/compile_commands.json ${PROJECT_SOURCE_DIR}/compile_commands.json SYMBOLIC)
endif()

# Everyone who compiles a coroutine of ours needs these.
add_library(ringlab_language INTERFACE)
add_library(ringlab::language ALIAS ringlab_language)
target_compile_features(ringlab_language INTERFACE cxx_std_20)
# Symmetric transfer is a tail call; g++ makes it one below -O2 only when told to (pitfall G9).
target_compile_options(ringlab_language INTERFACE $<$<CXX_COMPILER_ID:GNU>:-foptimize-sibling-calls>)

# Our own targets only: warnings. They are errors here, and not where a user builds us with whatever compiler is there.
# A library that is installed takes it as $<BUILD_INTERFACE:ringlab::ours>.
add_library(ringlab_ours INTERFACE)
add_library(ringlab::ours ALIAS ringlab_ours)
target_compile_options(ringlab_ours INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion $<$<BOOL:${RINGLAB_KIT}>:-Werror>
  $<$<NOT:$<CONFIG:Release>>:-fno-omit-frame-pointer>    # what is measured does without: it costs an eighth of an await
  $<$<CXX_COMPILER_ID:GNU>:-Wno-mismatched-new-delete>   # false alarm on a promise's operator new (G11)
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>                # false alarm on "literal" + string at -O3
  # g++ 12: false alarms on the small buffer of a std::string that is made, moved or compared in line
  $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow>
  $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>       # false alarm on the frame of a coroutine that is given a lambda
)
if(RINGLAB_SANITIZE)
  target_compile_options(ringlab_language INTERFACE -fsanitize=${RINGLAB_SANITIZE} -fno-sanitize-recover=all)
  target_link_options(ringlab_language INTERFACE -fsanitize=${RINGLAB_SANITIZE})
endif()

# lld links in half the time; where there is none, whatever links by default does.
if(PROJECT_IS_TOP_LEVEL)
  include(CheckLinkerFlag)
  check_linker_flag(CXX -fuse-ld=lld RINGLAB_HAS_LLD)
  if(RINGLAB_HAS_LLD)
    add_link_options(-fuse-ld=lld)
  endif()
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime CCACHE_NOHASHDIR=1 ${CCACHE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")   # so that ccache can reuse a precompiled header
endif()
