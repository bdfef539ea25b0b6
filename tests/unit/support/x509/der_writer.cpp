#include "tests/unit/support/x509/der_writer.h"

#include <charconv>

namespace ecac::test {

std::string element(std::uint8_t tag, std::string_view contents) {
  std::string bytes(1, static_cast<char>(tag));
  if (contents.size() < 128) {
    bytes += static_cast<char>(contents.size());
  } else {
    std::string length;
    for (std::size_t left = contents.size(); left != 0; left >>= 8) {
      length.insert(length.begin(), static_cast<char>(left & 255));
    }
    bytes += static_cast<char>(0x80 | length.size());
    bytes += length;
  }
  return bytes.append(contents);
}

std::string sequence(std::initializer_list<std::string_view> parts) {
  std::string contents;
  for (const std::string_view part : parts) contents += part;
  return element(0x30, contents);
}

std::string object_identifier(std::string_view dotted) {
  std::vector<unsigned long> arcs;
  const char* at = dotted.data();
  const char* const end = at + dotted.size();
  while (at < end) {
    unsigned long arc = 0;
    at = std::from_chars(at, end, arc).ptr + 1;
    arcs.push_back(arc);
  }
  arcs[1] += 40 * arcs[0];
  std::string contents;
  for (std::size_t i = 1; i < arcs.size(); ++i) {
    std::string digits(1, static_cast<char>(arcs[i] & 127));
    for (unsigned long left = arcs[i] >> 7; left != 0; left >>= 7) {
      digits.insert(digits.begin(), static_cast<char>(0x80 | (left & 127)));
    }
    contents += digits;
  }
  return element(0x06, contents);
}

std::string integer(std::string_view bytes) {
  return element(0x02, bytes);
}

std::string bit_string(std::string_view bytes) {
  return element(0x03, std::string(1, '\0').append(bytes));
}

std::string bytes_of_hex(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    bytes += static_cast<char>(value);
  }
  return bytes;
}

std::string name_of(const std::vector<RelativeName>& names) {
  std::string contents;
  for (const RelativeName& name : names) {
    std::string parts;
    for (const NamePart& part : name) {
      parts += sequence({object_identifier(part.type), element(part.tag, part.value)});
    }
    contents += element(0x31, parts);
  }
  return element(0x30, contents);
}

std::string CertificateParts::der() const {
  const std::string body = sequence({version, serial, inner_algorithm, issuer,
                                     sequence({not_before, not_after}), subject, key, rest});
  return sequence({body, outer_algorithm, signature});
}

std::string CertificateParts::ed25519_key() {
  return sequence({sequence({object_identifier("1.3.101.112")}), bit_string(std::string(32, 'k'))});
}

std::string base64_of(std::string_view bytes) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += i + j <= bytes.size() ? kLetters[group >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

}  // namespace ecac::test
