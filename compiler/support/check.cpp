#include "compiler/support/check.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace ecac {

void fail_check(const char* expression, const char* file, int line) {
  std::string_view name = file;
  name.remove_prefix(name.find_last_of('/') == std::string_view::npos ? 0
                                                                      : name.find_last_of('/') + 1);
  std::string what = std::string(name) + ":" + std::to_string(line) + ": " + expression;
#ifdef ECAC_ABORT_ON_INTERNAL_ERROR
  std::fprintf(stderr, "internal error: %s\n", what.c_str());
  std::abort();
#endif
  throw InternalError(what);
}

}  // namespace ecac
