# Every dependency: the distribution's package if there is one, else the sources of a fixed release.
#
# GLOBAL: a project that links a library of ours from its own folder must see what that library links.
include(FetchContent)

find_package(Threads REQUIRED GLOBAL)
find_package(PkgConfig REQUIRED)
pkg_check_modules(liburing IMPORTED_TARGET GLOBAL liburing>=2.3)
if(NOT liburing_FOUND)
  message(FATAL_ERROR "liburing 2.3 or newer is missing: install liburing-dev (Fedora: liburing-devel), or let ./lab do it.")
endif()

pkg_check_modules(re2 IMPORTED_TARGET GLOBAL re2)
if(NOT re2_FOUND)
  message(FATAL_ERROR "RE2 is missing: install libre2-dev (Fedora: re2-devel), or let ./lab do it.")
endif()

pkg_check_modules(libcrypto IMPORTED_TARGET GLOBAL libcrypto>=3.0)
if(NOT libcrypto_FOUND)
  message(FATAL_ERROR "OpenSSL 3 is missing: install libssl-dev (Fedora: openssl-devel), or let ./lab do it.")
endif()

pkg_check_modules(zlib IMPORTED_TARGET GLOBAL zlib)
if(NOT zlib_FOUND)
  message(FATAL_ERROR "zlib is missing: install zlib1g-dev (Fedora: zlib-devel), or let ./lab do it.")
endif()

FetchContent_Declare(nlohmann_json
  GIT_REPOSITORY https://github.com/nlohmann/json GIT_TAG v3.11.3 GIT_SHALLOW ON SYSTEM
  FIND_PACKAGE_ARGS 3.10 GLOBAL)
FetchContent_Declare(CLI11
  GIT_REPOSITORY https://github.com/CLIUtils/CLI11 GIT_TAG v2.4.2 GIT_SHALLOW ON SYSTEM
  FIND_PACKAGE_ARGS 2.1 GLOBAL)
FetchContent_MakeAvailable(nlohmann_json CLI11)

if(RINGLAB_KIT)
  set(BENCHMARK_ENABLE_TESTING OFF)
  set(BENCHMARK_ENABLE_INSTALL OFF)
  set(BENCHMARK_ENABLE_WERROR OFF)     # their warnings are not ours
  FetchContent_Declare(Catch2
    GIT_REPOSITORY https://github.com/catchorg/Catch2 GIT_TAG v3.7.1 GIT_SHALLOW ON SYSTEM
    FIND_PACKAGE_ARGS)
  FetchContent_Declare(benchmark
    GIT_REPOSITORY https://github.com/google/benchmark GIT_TAG v1.9.1 GIT_SHALLOW ON SYSTEM
    FIND_PACKAGE_ARGS)
  FetchContent_MakeAvailable(Catch2 benchmark)
endif()
