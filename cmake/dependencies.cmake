# Every third-party library, found once. Each has one door in the code (docs/architecture.md).
find_package(Threads REQUIRED)
find_package(Poco REQUIRED COMPONENTS Foundation Net JSON)
find_package(CURL REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(prometheus-cpp REQUIRED COMPONENTS core)
find_package(CLI11 REQUIRED)
find_path(LIBDEFLATE_INCLUDE_DIR libdeflate.h REQUIRED)
find_library(LIBDEFLATE_LIBRARY deflate REQUIRED)

# yaml-cpp renamed its target in 0.8 (Debian 13).
if(NOT TARGET yaml-cpp::yaml-cpp)
  add_library(yaml-cpp::yaml-cpp ALIAS yaml-cpp)
endif()
add_library(libdeflate INTERFACE)
target_include_directories(libdeflate SYSTEM INTERFACE ${LIBDEFLATE_INCLUDE_DIR})
target_link_libraries(libdeflate INTERFACE ${LIBDEFLATE_LIBRARY})
