# cmake --install: the libraries and their headers, and what find_package(ringlab) needs to find them again.
#
# Nothing in the package names a folder of this machine: it can be moved as a whole.
if(RINGLAB_IMPL STREQUAL "mine")
  return()   # the headers that would be installed are not those that the libraries were made with
endif()
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/ringlab)

# ringlab_install(NAMESPACE TARGET...): NAMESPACE_name is used from outside as NAMESPACE::name.
function(ringlab_install namespace)
  foreach(target IN LISTS ARGN)
    string(REPLACE "${namespace}_" "" name ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  endforeach()
  install(TARGETS ${ARGN} EXPORT ${namespace} ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
  install(EXPORT ${namespace} NAMESPACE ${namespace}:: FILE ${namespace}-targets.cmake DESTINATION ${package})
endfunction()
ringlab_install(ringlab ringlab_language)
ringlab_install(rt rt_core rt_sync rt_loop rt_io rt_net)
ringlab_install(http_min http_min_wire http_min_app http_min_server http_min_client http_min_testing)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/runtime/include/ ${PROJECT_SOURCE_DIR}/http_min/include/
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.hpp)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Before 1.0 the second number counts what breaks.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/ringlab-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ringlab-config-version.cmake DESTINATION ${package})
install(FILES ${CMAKE_CURRENT_LIST_DIR}/package_config.cmake RENAME ringlab-config.cmake DESTINATION ${package})
