# The C++ library for WebAssembly as LLVM's sources make it, with exceptions. It stands in front of Debian's, which is
# compiled without and ends the program where it should throw; its headers are Debian's.
set(llvm ${ECAC_SOURCES}/source-llvm)
add_compile_definitions(_LIBCPP_BUILDING_LIBRARY LIBCXX_BUILDING_LIBCXXABI)
include_directories(${llvm}/libcxxabi/include ${llvm}/libcxxabi/src ${llvm}/libcxx/src ${llvm}/libunwind/include)

# Throwing and catching. A program that ends by an exception says which; the demangler is not worth its size for it.
set(abi abort_message cxa_aux_runtime cxa_default_handlers cxa_exception cxa_exception_storage cxa_guard cxa_handlers
  cxa_personality cxa_vector cxa_virtual fallback_malloc private_typeinfo stdlib_exception stdlib_new_delete
  stdlib_stdexcept stdlib_typeinfo)
list(TRANSFORM abi PREPEND ${llvm}/libcxxabi/src/)
list(TRANSFORM abi APPEND .cpp)
add_library(c++abi STATIC ${abi} ${llvm}/libunwind/src/Unwind-wasm.c)
target_compile_features(c++abi PRIVATE cxx_std_20)
target_compile_definitions(c++abi PRIVATE _LIBCXXABI_BUILDING_LIBRARY _LIBCXXABI_HAS_NO_THREADS
  _LIBUNWIND_HAS_NO_THREADS _LIBUNWIND_HIDE_SYMBOLS LIBCXXABI_NON_DEMANGLING_TERMINATE)

# What Debian's library holds, but for files and regular expressions.
set(library algorithm any bind call_once charconv chrono error_category exception expected functional hash ios
  ios.instantiations iostream legacy_pointer_safety locale memory memory_resource new_handler new_helpers optional
  ostream print random random_shuffle ryu/d2fixed ryu/d2s ryu/f2s stdexcept string strstream system_error typeinfo
  valarray variant vector verbose_abort)
list(TRANSFORM library PREPEND ${llvm}/libcxx/src/)
list(TRANSFORM library APPEND .cpp)
add_library(c++ STATIC ${library})
target_compile_features(c++ PRIVATE cxx_std_23)

install(TARGETS c++abi c++ ARCHIVE DESTINATION lib)
