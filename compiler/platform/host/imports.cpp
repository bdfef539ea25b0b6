#include "compiler/platform/host/imports.h"

namespace ecac::host {

std::string answer(std::int32_t size) {
  std::string text(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
  if (size > 0) host_take(text.data());
  return text;
}

std::string explanation() {
  return answer(host_explain());
}

}  // namespace ecac::host
