find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
# Looking up the symbols of these two at every start costs more than all else that `--version` does.
set(OPENSSL_USE_STATIC_LIBS ON)
set(Boost_USE_STATIC_LIBS ON)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(Boost 1.81 REQUIRED COMPONENTS program_options url)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)
# Headers only: the library is loaded when a revision is read (host/libgit2_functions.cpp).
pkg_check_modules(libgit2 REQUIRED libgit2>=1.5)
add_library(re2::re2 ALIAS PkgConfig::re2)
