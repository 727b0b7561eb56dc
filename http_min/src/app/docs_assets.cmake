# The scripts of /docs and /redoc, packed into http_min_app where npm's packages are to be had: `./lab` gets them. Else the
# pages load them from a CDN. Versions that are in the pages' URLs: docs_assets/package.json.
set(package_places ${RINGLAB_DOCS_PACKAGES} ${PROJECT_SOURCE_DIR}/.lab/docs/node_modules
  ${PROJECT_SOURCE_DIR}/node_modules /usr/local/lib/node_modules /usr/lib/node_modules)

# docs_assets(SWAGGER_UI swagger-ui-dist/x.js ...): packs the files, and defines HTTP_MIN_SWAGGER_UI as the folder.
function(docs_assets name)
  list(GET ARGN 0 first)
  find_path(RINGLAB_${name}_PACKAGE ${first} PATHS ${package_places} NO_DEFAULT_PATH
    DOC "the node_modules folder that has ${first}")
  if(NOT RINGLAB_${name}_PACKAGE)
    message(STATUS "http_min: no ${first}: its page loads it from a CDN")
    return()
  endif()
  set(packed ${PROJECT_BINARY_DIR}/docs_assets)
  file(MAKE_DIRECTORY ${packed})
  foreach(file IN LISTS ARGN)
    cmake_path(GET file FILENAME leaf)
    set(source ${RINGLAB_${name}_PACKAGE}/${file})
    if(${source} IS_NEWER_THAN ${packed}/${leaf}.gz)
      file(ARCHIVE_CREATE OUTPUT ${packed}/${leaf}.gz PATHS ${source} FORMAT raw COMPRESSION GZip)
    endif()
    set_property(SOURCE src/app/docs_assets.cpp APPEND PROPERTY OBJECT_DEPENDS ${packed}/${leaf}.gz)
  endforeach()
  set_property(SOURCE src/app/docs_assets.cpp APPEND PROPERTY COMPILE_DEFINITIONS HTTP_MIN_${name}="${packed}")
endfunction()

docs_assets(SWAGGER_UI swagger-ui-dist/swagger-ui-bundle.js swagger-ui-dist/swagger-ui.css swagger-ui-dist/oauth2-redirect.js)
docs_assets(REDOC redoc/bundles/redoc.standalone.js)
