add_library(ecac_warnings INTERFACE)
target_compile_options(ecac_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wnon-virtual-dtor -Werror)

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
