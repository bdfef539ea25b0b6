# The installed package: program, library, headers, and `find_package(ecac)` for others' projects.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ecac_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ecac)
set(ecac_include_dir ${CMAKE_INSTALL_INCLUDEDIR}/ecac)

install(TARGETS ecac RUNTIME)
install(TARGETS ecac_pure ecac_host EXPORT ecac_targets ARCHIVE)
# What others may include: these headers name each other and the standard library (a test holds them to it).
set(ECAC_PUBLIC_HEADERS
  compiler/api/ecac.h
  compiler/host/disk_file_tree.h
  compiler/host/git_file_tree.h
  compiler/host/openssl_certificate_reader.h
  compiler/host/thread_executor.h
  compiler/support/certificate_reader.h
  compiler/support/check.h
  compiler/support/executor.h
  compiler/support/file_tree.h
  compiler/support/host.h
  compiler/support/memory_file_tree.h
  compiler/support/overlay_file_tree.h
  compiler/support/result.h)
foreach(header IN LISTS ECAC_PUBLIC_HEADERS)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${ecac_include_dir}/${folder})
endforeach()
install(EXPORT ecac_targets NAMESPACE ecac:: DESTINATION ${ecac_package_dir})

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/compiler/cmake/ecac-config.cmake.in
  ${PROJECT_BINARY_DIR}/ecac-config.cmake
  INSTALL_DESTINATION ${ecac_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/ecac-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ecac-config.cmake ${PROJECT_BINARY_DIR}/ecac-config-version.cmake
  DESTINATION ${ecac_package_dir})
