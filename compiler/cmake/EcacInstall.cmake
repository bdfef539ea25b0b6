# What is installed: the program with its manual page and completions (component `program`), and library, headers and
# `find_package(ecac)` for others' projects (component `development`).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(ecac_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ecac)
set(ecac_include_dir ${CMAKE_INSTALL_INCLUDEDIR}/ecac)

install(TARGETS ecac RUNTIME COMPONENT program)
install(TARGETS ecac_pure ecac_host EXPORT ecac_targets ARCHIVE COMPONENT development)
# What others may include: these headers name each other and the standard library (a test holds them to it).
set(ECAC_PUBLIC_HEADERS
  compiler/api/ecac.h
  compiler/host/disk_file_tree.h
  compiler/host/git/git_file_tree.h
  compiler/host/threads.h
  compiler/support/check.h
  compiler/support/executor.h
  compiler/support/file_tree.h
  compiler/support/files/forwarding_file_tree.h
  compiler/support/host.h
  compiler/support/files/memory_file_tree.h
  compiler/support/files/overlay_file_tree.h
  compiler/support/result.h)
foreach(header IN LISTS ECAC_PUBLIC_HEADERS)
  cmake_path(GET header PARENT_PATH folder)
  install(FILES ${PROJECT_SOURCE_DIR}/${header} DESTINATION ${ecac_include_dir}/${folder}
    COMPONENT development)
endforeach()
install(EXPORT ecac_targets NAMESPACE ecac:: DESTINATION ${ecac_package_dir} COMPONENT development)

configure_package_config_file(
  ${PROJECT_SOURCE_DIR}/compiler/cmake/ecac-config.cmake.in
  ${PROJECT_BINARY_DIR}/ecac-config.cmake
  INSTALL_DESTINATION ${ecac_package_dir})
write_basic_package_version_file(
  ${PROJECT_BINARY_DIR}/ecac-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/ecac-config.cmake ${PROJECT_BINARY_DIR}/ecac-config-version.cmake
  DESTINATION ${ecac_package_dir} COMPONENT development)

# The program itself tells them, so it has to run here.
if(NOT CMAKE_CROSSCOMPILING OR CMAKE_CROSSCOMPILING_EMULATOR)
  set(texts ${PROJECT_BINARY_DIR}/program_texts)
  add_custom_command(
    OUTPUT ${texts}/ecac.1.gz ${texts}/ecac.bash ${texts}/_ecac
    COMMAND ${CMAKE_COMMAND} -D PROGRAM=$<TARGET_FILE:ecac> -D EMULATOR=${CMAKE_CROSSCOMPILING_EMULATOR}
            -D VERSION=${PROJECT_VERSION} -D FOLDER=${texts}
            -P ${PROJECT_SOURCE_DIR}/compiler/cmake/write_program_texts.cmake
    DEPENDS ecac ${PROJECT_SOURCE_DIR}/compiler/cmake/write_program_texts.cmake
    COMMENT "Writing the manual page and completions"
    VERBATIM)
  add_custom_target(ecac_program_texts ALL DEPENDS ${texts}/ecac.1.gz)
  install(FILES ${texts}/ecac.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT program)
  install(FILES ${texts}/ecac.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions
    RENAME ecac COMPONENT program)
  # Debian keeps those of its packages elsewhere (EcacPackages.cmake).
  install(FILES ${texts}/_ecac DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT local)
endif()
