#include "compiler/support/x509/public_key.h"

#include <cstddef>
#include <string_view>

#include "compiler/support/x509/named_curves.h"
#include "compiler/support/x509/object_identifier.h"

namespace ecac::x509 {

namespace {

struct Algorithm {
  std::string identifier = {};  ///< dotted
  std::optional<DerElement> parameters = {};
};

/// SEQUENCE { algorithm OBJECT IDENTIFIER, parameters ANY OPTIONAL }
std::optional<Algorithm> read_algorithm(DerReader& in) {
  const std::optional<DerElement> sequence = in.next(DerTag::sequence);
  if (!sequence) return std::nullopt;
  DerReader parts(sequence->contents);
  const std::optional<DerElement> identifier = parts.next(DerTag::object_identifier);
  if (!identifier) return std::nullopt;
  Algorithm algorithm{.identifier = dotted(identifier->contents)};
  if (parts.at_end()) return algorithm;
  algorithm.parameters = parts.next();
  if (!algorithm.parameters || !is_sound(*algorithm.parameters) || !parts.at_end()) {
    return std::nullopt;
  }
  return algorithm;
}

std::string key_text(std::string_view type, std::size_t bits) {
  return bits == 0 ? std::string() : std::string(type) + ' ' + std::to_string(bits);
}

/// An INTEGER of a key. Some are written with more zeros in front than DER wants.
std::optional<std::string_view> next_number(DerReader& in) {
  DerReader ahead = in;
  const std::optional<DerElement> number = ahead.next();
  if (!number || number->tag != DerTag::integer || number->contents.empty()) return std::nullopt;
  in = ahead;
  return number->contents;
}

enum class More : bool { no, yes };

/// Bits of the first of some INTEGERs in a SEQUENCE, which is the modulus; 0 if they are not there.
/// Whether more may follow depends on the algorithm.
std::size_t modulus_bits(std::string_view bytes, int numbers, More more) {
  DerReader in(bytes);
  const std::optional<DerElement> sequence = in.next(DerTag::sequence);
  if (!sequence) return 0;
  DerReader parts(sequence->contents);
  std::size_t bits = 0;
  for (int i = 0; i < numbers; ++i) {
    const std::optional<std::string_view> number = next_number(parts);
    if (!number) return 0;
    if (i == 0) bits = bit_length(*number);
  }
  if (more == More::no && !parts.at_end()) return 0;
  return bits;
}

std::string rsa_key(std::string_view type, std::string_view key) {
  DerReader in(key);
  const std::optional<DerElement> numbers = in.next(DerTag::sequence);
  if (!numbers) return {};
  DerReader parts(numbers->contents);
  const std::optional<std::string_view> modulus = next_number(parts);
  if (!modulus || !next_number(parts) || !parts.at_end()) return {};
  return key_text(type, bit_length(*modulus));
}

/// Its parameters, which may be left out, say what signatures the key is for.
std::string rsa_pss_key(const Algorithm& algorithm, std::string_view key) {
  const auto& parameters = algorithm.parameters;
  return parameters && parameters->tag != DerTag::sequence ? std::string()
                                                           : rsa_key("RSA-PSS", key);
}

/// DSA and Diffie-Hellman: the modulus is among the parameters, the key is a number.
std::string key_of_modulus(std::string_view type, const Algorithm& algorithm, std::string_view key,
                           int numbers, More more) {
  if (!algorithm.parameters || !DerReader(key).skip(DerTag::integer)) return {};
  return key_text(type, modulus_bits(algorithm.parameters->whole, numbers, more));
}

std::string key_of_length(std::string_view type, std::size_t bits, const Algorithm& algorithm,
                          std::string_view key, std::size_t bytes) {
  return algorithm.parameters || key.size() != bytes ? std::string() : key_text(type, bits);
}

/// A point of a curve whose coordinates have so many bytes: both, with or without a hint at the
/// second (X9.62), or the first.
bool is_point(std::string_view key, std::size_t bytes) {
  if (key.empty()) return false;
  switch (key.front()) {
    case 2:
    case 3: return key.size() == 1 + bytes;
    case 4:
    case 6:
    case 7: return key.size() == 1 + 2 * bytes;
    default: return false;
  }
}

/// SEQUENCE { version, field, coefficients, base point, order, … }: a curve written out.
std::string key_of_written_curve(std::string_view parameters, std::string_view key) {
  DerReader in(parameters);
  if (!in.skip(DerTag::integer) || !in.skip(DerTag::sequence) || !in.skip(DerTag::sequence)) {
    return {};
  }
  const std::optional<DerElement> base = in.next(DerTag::octet_string);
  const std::optional<DerElement> order = in.next(DerTag::integer);
  if (!base || base->contents.empty() || !order) return {};
  const std::size_t coordinates = base->contents.front() == 4 ? 2 : 1;
  const std::size_t bytes = (base->contents.size() - 1) / coordinates;
  if (!is_point(base->contents, bytes) || !is_point(key, bytes)) return {};
  return key_text("EC", bit_length(order->contents));
}

std::string elliptic_key(const Algorithm& algorithm, std::string_view key) {
  constexpr std::string_view kSm2 = "1.2.156.10197.1.301";
  if (!algorithm.parameters) return {};
  const DerElement& parameters = *algorithm.parameters;
  if (parameters.tag == DerTag::sequence) return key_of_written_curve(parameters.contents, key);
  if (parameters.tag != DerTag::object_identifier) return {};
  const std::string identifier = dotted(parameters.contents);
  const NamedCurve* const curve = find_named_curve(identifier);
  if (curve == nullptr || !is_point(key, (curve->field_bits + 7) / 8)) return {};
  return key_text(identifier == kSm2 ? "SM2" : "EC", curve->order_bits);
}

std::string describe(const Algorithm& algorithm, std::string_view key) {
  const std::string_view identifier = algorithm.identifier;
  if (identifier == "1.2.840.113549.1.1.1" || identifier == "2.5.8.1.1") {
    return rsa_key("RSA", key);
  }
  if (identifier == "1.2.840.113549.1.1.10") return rsa_pss_key(algorithm, key);
  if (identifier == "1.2.840.10045.2.1") return elliptic_key(algorithm, key);
  if (identifier == "1.3.101.112") return key_of_length("ED25519", 256, algorithm, key, 32);
  if (identifier == "1.3.101.113") return key_of_length("ED448", 456, algorithm, key, 57);
  if (identifier == "1.3.101.110") return key_of_length("X25519", 253, algorithm, key, 32);
  if (identifier == "1.3.101.111") return key_of_length("X448", 448, algorithm, key, 56);
  if (identifier == "1.2.840.10040.4.1") return key_of_modulus("DSA", algorithm, key, 3, More::no);
  if (identifier == "1.2.840.113549.1.3.1")
    return key_of_modulus("DH", algorithm, key, 2, More::yes);
  if (identifier == "1.2.840.10046.2.1") return key_of_modulus("DHX", algorithm, key, 3, More::yes);
  return {};
}

}  // namespace

std::optional<std::string> read_public_key(DerReader& in) {
  const std::optional<DerElement> sequence = in.next(DerTag::sequence);
  if (!sequence) return std::nullopt;
  DerReader parts(sequence->contents);
  const std::optional<Algorithm> algorithm = read_algorithm(parts);
  if (!algorithm) return std::nullopt;
  const std::optional<DerElement> key = parts.next(DerTag::bit_string);
  if (!key || !parts.at_end()) return std::nullopt;
  return describe(*algorithm, key->contents.substr(1));
}

bool skip_algorithm(DerReader& in) {
  return read_algorithm(in).has_value();
}

}  // namespace ecac::x509
