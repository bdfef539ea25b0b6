# The library headers that nearly every unit reads, read once for each target: half the time of a build that
# hardly optimises. Who is built without them (release, tidy) finds out whether a source names what it uses.
option(ECAC_PRECOMPILED "Precompile common library headers" OFF)

function(ecac_precompile target)
  if(NOT ECAC_PRECOMPILED)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE
    <fmt/format.h> <algorithm> <array> <cstdint> <functional> <map> <memory> <mutex> <optional> <set> <span> <string>
    <string_view> <unordered_map> <unordered_set> <utility> <variant> <vector> ${ARGN})
  ecac_use_precompiled(${target})
  # ccache reads this instead of the precompiled file, which is another one in every folder, where it is told
  # to (`pch_external_checksum`, with `sloppiness = pch_defines,time_macros`).
  file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/CMakeFiles/${target}.dir/cmake_pch.hxx.gch.sum
    "${target} ${CMAKE_CXX_COMPILER_VERSION} ${CMAKE_BUILD_TYPE} ${CMAKE_CXX_FLAGS} ${ECAC_SANITIZE} ${ARGN}")
endfunction()

# What another target of the same options and definitions has precompiled.
function(ecac_reuse_precompiled target other)
  if(ECAC_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${other})
    ecac_use_precompiled(${target})
  endif()
endfunction()

function(ecac_use_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
endfunction()
