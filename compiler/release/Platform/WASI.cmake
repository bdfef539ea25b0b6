# What CMake 3.25 does not know of a machine that it has no file of; read by wasm.cmake.
set(WASI 1)
set(CMAKE_EXECUTABLE_SUFFIX .wasm)
