#include "compiler/support/x509/certificate.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "compiler/support/text/base64.h"
#include "compiler/support/x509/certificate_structure.h"

namespace ecac {

namespace {

constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view kEnd = "-----END CERTIFICATE-----";

bool contains(std::string_view text, std::string_view words) {
  return text.find(words) != std::string_view::npos;
}

std::string without_blanks(std::string_view text) {
  std::string packed;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') packed += c;
  }
  return packed;
}

}  // namespace

CertificateInfo read_certificate(std::string_view text) {
  using Kind = CertificateInfo::Kind;
  if (contains(text, "PRIVATE KEY-----")) return {Kind::private_key};
  if (contains(text, "CERTIFICATE REQUEST-----")) return {Kind::signing_request};
  std::string_view base64 = text;
  if (const std::size_t begin = text.find(kBegin); begin != std::string_view::npos) {
    base64.remove_prefix(begin + kBegin.size());
    if (contains(base64, kBegin)) return {Kind::several};
    const std::size_t end = base64.find(kEnd);
    base64 = end == std::string_view::npos ? std::string_view() : base64.substr(0, end);
  }
  const std::optional<std::string> bytes = decode_base64(without_blanks(base64));
  if (!bytes || bytes->empty()) {
    return {Kind::not_a_certificate, "it is not the base64 text of a certificate"};
  }
  if (std::optional<CertificateInfo> info = x509::read_structure(*bytes)) return std::move(*info);
  return {Kind::not_a_certificate, "its bytes are not an X.509 certificate"};
}

}  // namespace ecac
