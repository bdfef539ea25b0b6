# The installed package: program, library, headers, and `find_package(ecac)` for others' projects.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ecac_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ecac)
set(ecac_include_dir ${CMAKE_INSTALL_INCLUDEDIR}/ecac)

install(TARGETS ecac RUNTIME)
install(TARGETS ecac_core EXPORT ecac_targets ARCHIVE)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/compiler ${ECAC_GENERATED_DIR}/compiler
  DESTINATION ${ecac_include_dir}
  FILES_MATCHING PATTERN "*.h"
  PATTERN libgit2_functions.h EXCLUDE  # needs headers that nobody else does
  PATTERN cli EXCLUDE
  PATTERN tools EXCLUDE
  PATTERN cmake EXCLUDE)
install(EXPORT ecac_targets NAMESPACE ecac:: DESTINATION ${ecac_package_dir})

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/compiler/cmake/ecac-config.cmake.in
  ${PROJECT_BINARY_DIR}/ecac-config.cmake
  INSTALL_DESTINATION ${ecac_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/ecac-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ecac-config.cmake ${PROJECT_BINARY_DIR}/ecac-config-version.cmake
  DESTINATION ${ecac_package_dir})
