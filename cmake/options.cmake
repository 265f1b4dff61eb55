# project_options: what every target of this project is compiled with. Linked PRIVATE, so that it stays ours.
add_library(project_options INTERFACE)

target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wcast-align
  -Wnon-virtual-dtor -Woverloaded-virtual -Wformat=2 -Wimplicit-fallthrough
  -fstack-protector-strong)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC bug 105651: with optimisation it sees an overlap inside std::string's own operator+.
  target_compile_options(project_options INTERFACE -Wno-restrict)
endif()
if(WARNINGS_AS_ERRORS)
  target_compile_options(project_options INTERFACE -Werror)
endif()
if(CMAKE_BUILD_TYPE MATCHES "Rel" AND NOT SANITIZE)
  # _FORTIFY_SOURCE needs optimisation and hides what the sanitizers look for.
  target_compile_definitions(project_options INTERFACE _FORTIFY_SOURCE=2)
endif()

if(SANITIZE)
  # Recovering is off: a test that only prints a finding would pass.
  target_compile_options(project_options INTERFACE -fsanitize=${SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(project_options INTERFACE -fsanitize=${SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC documents that the sanitizers make this warning see what is not there; here inside <regex>.
    target_compile_options(project_options INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
if(COVERAGE)
  target_compile_options(project_options INTERFACE --coverage)
  target_link_options(project_options INTERFACE --coverage)
endif()

if(STATIC_BINARIES)
  # What nobody calls is left out, also across files; position independent as any other program of the distribution.
  add_compile_options(-ffunction-sections -fdata-sections)
  add_link_options(-static-pie -Wl,--gc-sections -Wl,-z,relro,-z,now,-z,pack-relative-relocs -s)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ON)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
