# `cpack -G DEB` in a built tree makes a Debian package of the program. Its library is for builds from source.
set(ECAC_MAINTAINER "ecac contributors <ecac@example.com>" CACHE STRING "Who answers for packages: Name <address>")
set(ECAC_HOMEPAGE "" CACHE STRING "Address that packages name as the home of the project")

set(CPACK_PACKAGE_NAME ecac)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT ${ECAC_MAINTAINER})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "checks and compiles Salesforce External Client App metadata")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"ecac reads Salesforce External Client App and credential metadata, in source
format or as a deploy package, and says what is wrong with it before an org
does. It compiles the same files into one resolved configuration: what each
app may do, for whom, for how long, and which line says so.")
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_COMPONENTS_ALL program debian)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_NAME ecac)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE ${ECAC_HOMEPAGE})
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Either reads git revisions.
if(libgit2_FOUND)
  string(REGEX MATCH "^[0-9]+\\.[0-9]+" libgit2_release ${libgit2_VERSION})
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libgit2-${libgit2_release} | git")
else()
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS git)
endif()

# What Debian wants of each package is made when there is to be one.
configure_file(${PROJECT_SOURCE_DIR}/compiler/cmake/install_debian_texts.cmake.in
  ${PROJECT_BINARY_DIR}/install_debian_texts.cmake @ONLY)
install(SCRIPT ${PROJECT_BINARY_DIR}/install_debian_texts.cmake COMPONENT debian EXCLUDE_FROM_ALL)
if(TARGET ecac_program_texts)
  install(FILES ${PROJECT_BINARY_DIR}/program_texts/_ecac
    DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions COMPONENT debian EXCLUDE_FROM_ALL)
endif()
include(CPack)
