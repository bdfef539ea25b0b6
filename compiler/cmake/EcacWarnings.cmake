add_library(ecac_warnings INTERFACE)
target_compile_options(ecac_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Werror)
# Who only wants to run ecac is not stopped by the warning of another compiler; and g++ 12 sees
# overlaps inside std::string that are not there (its bug 105329).
target_compile_options(ecac_warnings INTERFACE
  $<$<CONFIG:Release>:-Wno-error>
  $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU>>:-Wno-restrict>)

if(ECAC_SANITIZE)
  add_compile_options(-fsanitize=${ECAC_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${ECAC_SANITIZE})
  # A failed internal check must not be caught and reported where we hunt for such failures.
  add_compile_definitions(ECAC_ABORT_ON_INTERNAL_ERROR)
endif()
if(ECAC_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
  add_compile_definitions(ECAC_ABORT_ON_INTERNAL_ERROR)
endif()
