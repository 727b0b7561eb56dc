# What find_package(ringlab) reads: first what the libraries need, then the libraries.
#
# CLI11 is not needed: only compiled code of ours uses it.
include(CMakeFindDependencyMacro)
find_dependency(Threads)
find_dependency(PkgConfig)

pkg_check_modules(liburing QUIET IMPORTED_TARGET liburing>=2.3)
if(NOT TARGET PkgConfig::liburing)
  set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
  set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE
    "ringlab needs liburing 2.3 or newer: install liburing-dev (Fedora: liburing-devel).")
  return()
endif()
pkg_check_modules(re2 QUIET IMPORTED_TARGET re2)
if(NOT TARGET PkgConfig::re2)
  set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
  set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE "ringlab needs RE2: install libre2-dev (Fedora: re2-devel).")
  return()
endif()
pkg_check_modules(libcrypto QUIET IMPORTED_TARGET libcrypto>=3.0)
if(NOT TARGET PkgConfig::libcrypto)
  set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
  set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE "ringlab needs OpenSSL 3: install libssl-dev (Fedora: openssl-devel).")
  return()
endif()
pkg_check_modules(zlib QUIET IMPORTED_TARGET zlib)
if(NOT TARGET PkgConfig::zlib)
  set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
  set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE "ringlab needs zlib: install zlib1g-dev (Fedora: zlib-devel).")
  return()
endif()
if(NOT TARGET nlohmann_json::nlohmann_json)
  find_package(nlohmann_json 3.10 QUIET)
  if(NOT nlohmann_json_FOUND)
    set(${CMAKE_FIND_PACKAGE_NAME}_FOUND FALSE)
    set(${CMAKE_FIND_PACKAGE_NAME}_NOT_FOUND_MESSAGE
      "ringlab needs nlohmann_json 3.10 or newer: install nlohmann-json3-dev (Fedora: json-devel).")
    return()
  endif()
endif()

include(${CMAKE_CURRENT_LIST_DIR}/ringlab-targets.cmake)   # what the compiler must be told
include(${CMAKE_CURRENT_LIST_DIR}/rt-targets.cmake)        # rt::core, sync, loop, io, net
include(${CMAKE_CURRENT_LIST_DIR}/http_min-targets.cmake)  # http_min::wire, app, server, testing
