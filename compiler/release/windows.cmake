# A cross build for Windows 10 and later on x64, by Debian's MinGW-w64; ECAC_LIBRARY_ROOT is what build_libraries left.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
foreach(language IN ITEMS C CXX)
  set(CMAKE_${language}_FLAGS_INIT
    "-D_WIN32_WINNT=0x0A00 -DWINVER=0x0A00 -DNOMINMAX -DWIN32_LEAN_AND_MEAN -ffunction-sections -fdata-sections")
  set(CMAKE_${language}_FLAGS_RELEASE "-O2 -DNDEBUG" CACHE STRING "")
endforeach()
# One file to hand out: nothing of the compiler's is looked for beside it.
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -Wl,--gc-sections")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ECAC_LIBRARY_ROOT)
include(${CMAKE_CURRENT_LIST_DIR}/library_root.cmake)
