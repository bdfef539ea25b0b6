# A cross build for aarch64 Linux with Debian's compiler; ECAC_LIBRARY_ROOT is what unpack_libraries left.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
# The program itself tells what its manual page says.
set(CMAKE_CROSSCOMPILING_EMULATOR qemu-aarch64-static)
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ECAC_LIBRARY_ROOT)
set(CMAKE_FIND_ROOT_PATH ${ECAC_LIBRARY_ROOT} /usr/aarch64-linux-gnu)
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
set(ENV{PKG_CONFIG_LIBDIR}
  ${ECAC_LIBRARY_ROOT}/usr/lib/aarch64-linux-gnu/pkgconfig:${ECAC_LIBRARY_ROOT}/usr/share/pkgconfig)
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${ECAC_LIBRARY_ROOT})
# Headers of one architecture alone.
foreach(language IN ITEMS C CXX)
  set(CMAKE_${language}_FLAGS_INIT "-idirafter ${ECAC_LIBRARY_ROOT}/usr/include/aarch64-linux-gnu")
endforeach()
