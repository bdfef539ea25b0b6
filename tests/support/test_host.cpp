#include "tests/support/test_host.h"

#include <utility>

#include "compiler/host/openssl_certificate_reader.h"

namespace ecac::test {

Host host_with(const FileTree& files, std::string today) {
  return {.files = files, .certificates = openssl_certificate_reader(), .today = std::move(today)};
}

}  // namespace ecac::test
