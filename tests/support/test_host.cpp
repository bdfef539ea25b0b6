#include "tests/support/test_host.h"

#include <utility>

namespace ecac::test {

Host host_with(const FileTree& files, std::string today) {
  return {.files = files, .today = std::move(today)};
}

}  // namespace ecac::test
