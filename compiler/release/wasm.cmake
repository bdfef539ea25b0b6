# A cross build for WebAssembly with WASI's C library, by Debian's clang; ECAC_LIBRARY_ROOT is what build_libraries left.
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})  # Platform/WASI.cmake
set(CMAKE_C_COMPILER clang-19)
set(CMAKE_CXX_COMPILER clang++-19)
set(CMAKE_AR llvm-ar-19)
set(CMAKE_RANLIB llvm-ranlib-19)
foreach(language IN ITEMS C CXX)
  set(CMAKE_${language}_COMPILER_TARGET wasm32-wasi)
  # Their older encoding, the default of clang 19: it runs everywhere, the newer one not yet in Node 24.
  set(CMAKE_${language}_FLAGS_INIT "-fwasm-exceptions")
  # It is downloaded before it starts: docs/performance.md has what each level costs and takes.
  set(CMAKE_${language}_FLAGS_RELEASE "-Oz -DNDEBUG" CACHE STRING "")
endforeach()
# In front of Debian's C++ library, which cannot throw.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-L${ECAC_LIBRARY_ROOT}/lib -Wl,-z,stack-size=1048576")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ECAC_LIBRARY_ROOT)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
include(${CMAKE_CURRENT_LIST_DIR}/library_root.cmake)
