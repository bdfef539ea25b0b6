# For `find_package(Boost COMPONENTS url program_options)`.
include(${CMAKE_CURRENT_LIST_DIR}/targets.cmake)
set(Boost_url_FOUND TRUE)
set(Boost_program_options_FOUND TRUE)
