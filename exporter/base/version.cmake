# version.cpp's definitions. -DREVISION=... names the commit where the build has no .git, as in an image.
set(REVISION "" CACHE STRING "Commit this build is made from; empty: ask git when configuring")
set(revision ${REVISION})
if(NOT revision)
  execute_process(COMMAND git -C ${PROJECT_SOURCE_DIR} rev-parse --short=12 HEAD
    OUTPUT_VARIABLE revision OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
  if(failed OR NOT revision)
    set(revision unknown)
  endif()
endif()

set(compiler_names_GNU g++)
set(compiler_names_Clang clang)
set(compiler ${compiler_names_${CMAKE_CXX_COMPILER_ID}})
if(NOT compiler)
  set(compiler ${CMAKE_CXX_COMPILER_ID})
endif()

set_source_files_properties(version.cpp PROPERTIES COMPILE_DEFINITIONS
  "BUILD_PROGRAM=\"${PROJECT_NAME}\";BUILD_VERSION=\"${PROJECT_VERSION}\";BUILD_REVISION=\"${revision}\";BUILD_COMPILER=\"${compiler} ${CMAKE_CXX_COMPILER_VERSION}\"")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/VERSION)
