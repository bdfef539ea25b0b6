#include "compiler/host/openssl_certificate_reader.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>
#include <string>

namespace ecac {

namespace {

struct Deleter {
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Certificate = std::unique_ptr<X509, Deleter>;
using Bio = std::unique_ptr<BIO, Deleter>;

std::string without_blanks(std::string_view text) {
  std::string packed;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') packed += c;
  }
  return packed;
}

/// The base64 between the lines of the first block called `label`, or "" if there is none.
std::string body_of(std::string_view text, std::string_view label) {
  const std::string begin = "-----BEGIN " + std::string(label) + "-----";
  const std::string end = "-----END " + std::string(label) + "-----";
  const std::size_t from = text.find(begin);
  const std::size_t to = text.find(end);
  if (from == std::string_view::npos || to == std::string_view::npos || to < from) return {};
  return without_blanks(text.substr(from + begin.size(), to - from - begin.size()));
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + word.size())) {
    ++found;
  }
  return found;
}

class OpensslCertificateReader final : public CertificateReader {
 public:
  CertificateInfo read(std::string_view text) const override {
    using Kind = CertificateInfo::Kind;
    if (text.find("PRIVATE KEY-----") != std::string_view::npos)
      return CertificateInfo{Kind::private_key};
    if (text.find("CERTIFICATE REQUEST-----") != std::string_view::npos) {
      return CertificateInfo{Kind::signing_request};
    }
    const std::size_t blocks = count(text, "-----BEGIN CERTIFICATE-----");
    if (blocks > 1) return CertificateInfo{Kind::several};
    const std::string base64 = blocks == 1 ? body_of(text, "CERTIFICATE") : without_blanks(text);
    const std::string der = decode(base64);
    if (der.empty()) return {Kind::not_a_certificate, "it is not the base64 text of a certificate"};
    const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
    const Certificate parsed(d2i_X509(nullptr, &bytes, static_cast<long>(der.size())));
    if (parsed == nullptr) {
      return {Kind::not_a_certificate, "its bytes are not an X.509 certificate"};
    }
    CertificateInfo info{Kind::certificate};
    describe(*parsed, info);
    return info;
  }

 private:
  static void describe(const X509& certificate, CertificateInfo& info) {
    const Bio text(BIO_new(BIO_s_mem()));
    if (text != nullptr) {
      X509_NAME_print_ex(text.get(), X509_get_subject_name(&certificate), 0, XN_FLAG_RFC2253);
      char* bytes = nullptr;
      const long size = BIO_get_mem_data(text.get(), &bytes);
      info.subject.assign(bytes, static_cast<std::size_t>(std::max(size, 0L)));
    }
    if (const EVP_PKEY* key = X509_get0_pubkey(&certificate)) {
      info.key =
          std::string(EVP_PKEY_get0_type_name(key)) + ' ' + std::to_string(EVP_PKEY_get_bits(key));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest = {};
    unsigned size = 0;
    if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) == 1) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      for (unsigned i = 0; i < size; ++i) {
        info.fingerprint += kDigits[digest[i] >> 4];
        info.fingerprint += kDigits[digest[i] & 15];
      }
    }
    info.not_before = text_of(X509_get0_notBefore(&certificate));
    info.not_after = text_of(X509_get0_notAfter(&certificate));
  }

  static std::string text_of(const ASN1_TIME* when) {
    std::tm time = {};
    if (ASN1_TIME_to_tm(when, &time) != 1) return {};
    std::array<char, 32> shown = {};
    return {shown.data(), std::strftime(shown.data(), shown.size(), "%Y-%m-%dT%H:%M:%SZ", &time)};
  }

  static std::string decode(std::string_view base64) {
    if (base64.empty() || base64.size() % 4 != 0) return {};
    std::string bytes(base64.size() / 4 * 3, '\0');
    const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                                     reinterpret_cast<const unsigned char*>(base64.data()),
                                     static_cast<int>(base64.size()));
    if (size < 0) return {};
    std::size_t length = static_cast<std::size_t>(size);
    // The padding decodes to zero bytes that are not part of the value.
    for (std::size_t i = base64.size(); i > 0 && base64[i - 1] == '=' && length > 0; --i) --length;
    bytes.resize(length);
    return bytes;
  }
};

}  // namespace

const CertificateReader& openssl_certificate_reader() {
  static const OpensslCertificateReader reader;
  return reader;
}

}  // namespace ecac
