#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::test {

/// DER as it is made by hand: a tag, the length of what is in it, and that.
std::string element(std::uint8_t tag, std::string_view contents);
std::string sequence(std::initializer_list<std::string_view> parts);
/// `1.2.840` as an element.
std::string object_identifier(std::string_view dotted);
/// Of the bytes of a positive number, the highest bit not set.
std::string integer(std::string_view bytes);
std::string bit_string(std::string_view bytes);
std::string bytes_of_hex(std::string_view hex);

/// One attribute of a name: `2.5.4.3`, the tag of its value, and that.
struct NamePart {
  std::string type;
  std::uint8_t tag = 0x0C;
  std::string value;
};
using RelativeName = std::vector<NamePart>;
std::string name_of(const std::vector<RelativeName>& names);

/// What a certificate is put together from; each part is an element.
struct CertificateParts {
  std::string version = bytes_of_hex("a003020102");
  std::string serial = integer("\x11");
  std::string inner_algorithm = sequence({object_identifier("1.2.840.10045.4.3.2")});
  std::string issuer = name_of({{{"2.5.4.3", 0x0C, "quay.example.com"}}});
  std::string not_before = element(0x17, "260131101112Z");
  std::string not_after = element(0x17, "481024182053Z");
  std::string subject = name_of({{{"2.5.4.3", 0x0C, "quay.example.com"}}});
  std::string key = ed25519_key();
  std::string rest = {};  ///< identifiers and extensions
  std::string outer_algorithm = sequence({object_identifier("1.2.840.10045.4.3.2")});
  std::string signature = bit_string("no signature");

  std::string der() const;
  static std::string ed25519_key();
};

std::string base64_of(std::string_view bytes);

}  // namespace ecac::test
