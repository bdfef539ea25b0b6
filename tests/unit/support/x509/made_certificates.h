#pragma once

#include <string>
#include <vector>

namespace ecac::test {

struct MadeCertificate {
  std::string what = {};  ///< `RSA 2047`, `BMPString`
  std::string der = {};
};

/// Sound certificates of every kind of key and name that we could think of: keys and curves that
/// libcrypto knows, some that it does not, names of all string types.
std::vector<MadeCertificate> made_certificates();

}  // namespace ecac::test
