find_package(PkgConfig REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
# Looking up the symbols of shared libraries at every start costs more than all else that `--version` does. These
# two are the largest; a program that is measured or installed takes in the others too, down to the C library.
set(OPENSSL_USE_STATIC_LIBS ON)
set(Boost_USE_STATIC_LIBS ON)
option(ECAC_STATIC_LIBRARIES "Link all libraries but the C library statically" OFF)
if(ECAC_STATIC_LIBRARIES)
  set(CMAKE_FIND_LIBRARY_SUFFIXES .a .so)
  set(ECAC_FMT fmt::fmt-header-only)  # Debian has no archive of it
else()
  set(ECAC_FMT fmt::fmt)
endif()
find_package(Boost 1.81 REQUIRED COMPONENTS url)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
add_library(re2::re2 ALIAS PkgConfig::re2)
if(ECAC_PURE_ONLY)
  return()
endif()
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Boost 1.81 REQUIRED COMPONENTS program_options)
# Headers only: the library is loaded when a revision is read (host/libgit2_functions.cpp). Without
# them the program git reads revisions (host/git_program_objects.cpp).
pkg_check_modules(libgit2 libgit2>=1.5)
