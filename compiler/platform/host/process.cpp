#include "compiler/host/process.h"

#include <string_view>

#include "compiler/platform/host/imports.h"

namespace ecac {

std::string environment_variable(const char* name) {
  const std::string_view text(name);
  return host::answer(host::host_environment(text.data(), text.size()));
}

bool is_process_there(std::int64_t /*number*/) {
  return true;
}

std::string current_directory() {
  return host::answer(host::host_current_directory());
}

}  // namespace ecac
