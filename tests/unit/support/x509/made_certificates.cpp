#include "tests/unit/support/x509/made_certificates.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "tests/unit/support/x509/der_writer.h"

namespace ecac::test {

namespace {

using namespace std::string_literals;

template <auto Function>
struct Free {
  template <class Object>
  void operator()(Object* object) const {
    Function(object);
  }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Group = std::unique_ptr<EC_GROUP, Free<EC_GROUP_free>>;
using Parameters = std::unique_ptr<ASN1_OBJECT, Free<ASN1_OBJECT_free>>;

/// A positive number of so many bits; not that a key with it were of any use.
std::string number_of(unsigned bits) {
  std::string bytes((bits + 7) / 8, '\x5B');
  bytes.front() = static_cast<char>(1U << ((bits - 1) % 8));
  if (bits % 8 == 0) bytes.insert(bytes.begin(), '\0');
  return integer(bytes);
}

std::string key_of(std::string_view algorithm, std::string_view parameters, std::string_view key) {
  return sequence({sequence({object_identifier(algorithm), parameters}), bit_string(key)});
}

std::string rsa_key(unsigned bits) {
  return key_of("1.2.840.113549.1.1.1", element(0x05, ""),
                sequence({number_of(bits), integer("\x01\x00\x01"s)}));
}

class Collection {
 public:
  std::vector<MadeCertificate> take() {
    add_keys();
    add_curves();
    add_names();
    add_name_attributes();
    add_times();
    add_forms();
    add_signed();
    return std::move(made_);
  }

 private:
  void add(std::string what, const CertificateParts& parts) {
    made_.push_back({std::move(what), parts.der()});
  }
  void add_key(std::string what, std::string key) {
    CertificateParts parts;
    parts.key = std::move(key);
    add(std::move(what), parts);
  }
  void add_name(std::string what, const std::vector<RelativeName>& names) {
    CertificateParts parts;
    parts.subject = name_of(names);
    add(std::move(what), parts);
  }

  void add_keys() {
    for (const unsigned bits :
         {512U, 1024U, 1536U, 2047U, 2048U, 2049U, 3072U, 4096U, 8192U, 16384U}) {
      add_key("RSA " + std::to_string(bits), rsa_key(bits));
    }
    const std::string rsa = sequence({number_of(2048), integer("\x03")});
    add_key("RSA without parameters", key_of("1.2.840.113549.1.1.1", "", rsa));
    add_key("RSA by its old identifier", key_of("2.5.8.1.1", element(0x05, ""), rsa));
    add_key("RSA-PSS", key_of("1.2.840.113549.1.1.10", "", rsa));
    add_key("RSA-PSS for any", key_of("1.2.840.113549.1.1.10", sequence({}), rsa));
    const std::string sha_256 = sequence({object_identifier("2.16.840.1.101.3.4.2.1")});
    const std::string mask = sequence({object_identifier("1.2.840.113549.1.1.8"), sha_256});
    const std::string salt = integer("\x20");
    add_key(
        "RSA-PSS for SHA-256",
        key_of("1.2.840.113549.1.1.10",
               sequence({element(0xA0, sha_256), element(0xA1, mask), element(0xA2, salt)}), rsa));
    add_key("Ed25519", key_of("1.3.101.112", "", std::string(32, 'k')));
    add_key("Ed448", key_of("1.3.101.113", "", std::string(57, 'k')));
    add_key("X25519", key_of("1.3.101.110", "", std::string(32, 'k')));
    add_key("X448", key_of("1.3.101.111", "", std::string(56, 'k')));
    const std::string domain = sequence({number_of(2048), number_of(256), number_of(2040)});
    add_key("DSA", key_of("1.2.840.10040.4.1", domain, number_of(2000)));
    add_key("DSA without parameters", key_of("1.2.840.10040.4.1", "", number_of(2000)));
    add_key("DH", key_of("1.2.840.113549.1.3.1", sequence({number_of(2048), integer("\x02")}),
                         number_of(2000)));
    add_key("X9.42 DH",
            key_of("1.2.840.10046.2.1",
                   sequence({number_of(1024), integer("\x02"), number_of(160)}), number_of(1000)));
    add_key("an unknown algorithm", key_of("1.3.6.1.4.1.55555.1", element(0x05, ""), "key"));
    add_key("ML-DSA-44", key_of("2.16.840.1.101.3.4.3.17", "", std::string(1312, 'k')));
    add_key("an unknown curve",
            key_of("1.2.840.10045.2.1", object_identifier("1.3.6.1.4.1.55555.2"),
                   "\x04" + std::string(64, 'k')));
  }

  void add_curves() {
    std::array<EC_builtin_curve, 200> curves;
    const std::size_t count = EC_get_builtin_curves(curves.data(), curves.size());
    for (std::size_t i = 0; i < count; ++i) {
      const ASN1_OBJECT* object = OBJ_nid2obj(curves[i].nid);
      if (OBJ_length(object) == 0) continue;
      const std::string identifier =
          element(0x06, {reinterpret_cast<const char*>(OBJ_get0_data(object)), OBJ_length(object)});
      const Group group(EC_GROUP_new_by_curve_name(curves[i].nid));
      for (const auto form : {POINT_CONVERSION_UNCOMPRESSED, POINT_CONVERSION_COMPRESSED}) {
        std::array<unsigned char, 256> point;
        const std::size_t size =
            EC_POINT_point2oct(group.get(), EC_GROUP_get0_generator(group.get()), form,
                               point.data(), point.size(), nullptr);
        add_key(std::string(OBJ_nid2sn(curves[i].nid)) +
                    (form == POINT_CONVERSION_COMPRESSED ? ", compressed" : ""),
                key_of("1.2.840.10045.2.1", identifier,
                       {reinterpret_cast<const char*>(point.data()), size}));
      }
    }
    const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
    EC_GROUP_set_asn1_flag(group.get(), OPENSSL_EC_EXPLICIT_CURVE);
    unsigned char* written = nullptr;
    const int size = i2d_ECPKParameters(group.get(), &written);
    const std::string domain(reinterpret_cast<const char*>(written),
                             static_cast<std::size_t>(size));
    OPENSSL_free(written);
    std::array<unsigned char, 65> point;
    EC_POINT_point2oct(group.get(), EC_GROUP_get0_generator(group.get()),
                       POINT_CONVERSION_UNCOMPRESSED, point.data(), point.size(), nullptr);
    add_key("a curve written out",
            key_of("1.2.840.10045.2.1", domain,
                   {reinterpret_cast<const char*>(point.data()), point.size()}));
  }

  void add_names() {
    add_name("an empty name", {});
    add_name("several parts", {{{"2.5.4.6", 0x13, "DE"}},
                               {{"2.5.4.10", 0x0C, "Quay"}},
                               {{"2.5.4.11", 0x0C, "One"}},
                               {{"2.5.4.11", 0x0C, "Two"}},
                               {{"2.5.4.3", 0x0C, "quay.example.com"}}});
    add_name("more than one value",
             {{{"2.5.4.3", 0x0C, "one"}, {"2.5.4.5", 0x13, "2"}},
              {{"2.5.4.10", 0x0C, "a"}, {"2.5.4.11", 0x0C, "b"}, {"2.5.4.8", 0x0C, "c"}}});
    for (const std::string_view value :
         {"Quay, Inc.", "a+b",       "a\"b",     "a\\b", "a<b>c", "a;b", "a=b", "#hash",
          "a#b",        " led",      "trailed ", " ",    "  ",    "#",   "",    "a  b",
          "\tx",        "line\nend", "\x7F",     "\x01", "a/b",   "'"}) {
      add_name("escapes: " + std::string(value), {{{"2.5.4.3", 0x0C, std::string(value)}}});
    }
    add_name("a NUL", {{{"2.5.4.3", 0x0C, "a\0b"s}}});
    add_name("UTF8String", {{{"2.5.4.3", 0x0C, "K\xC3\xB6ln \xE2\x82\xAC \xF0\x9F\x9A\xA2"}}});
    add_name("T61String", {{{"2.5.4.3", 0x14, "K\xF6ln, \xDF"}}});
    add_name("IA5String", {{{"2.5.4.3", 0x16, "who@example.com"}}});
    add_name("IA5String with high bytes", {{{"2.5.4.3", 0x16, "K\xF6ln"}}});
    add_name("NumericString", {{{"2.5.4.3", 0x12, "1 23"}}});
    add_name("PrintableString with others", {{{"2.5.4.3", 0x13, "a@b*\xF6"}}});
    add_name("BMPString", {{{"2.5.4.3", 0x1E, "\0K\0\xF6\x20\xAC\0,\0 "s}}});
    add_name("UniversalString", {{{"2.5.4.3", 0x1C, "\0\0\0 \0\0\0K\0\1\xF6\xA2"s}}});
    add_name("BIT STRING", {{{"2.5.4.45", 0x03, "\0\xAB\xCD"s}}});
    add_name("SEQUENCE", {{{"2.5.4.49", 0x30, sequence({integer("\x01")})}}});
    add_name("an unknown attribute", {{{"1.3.6.1.4.1.55555.3.4294967296", 0x0C, "value"}}});
    add_name("an unknown attribute in two bytes", {{{"2.999.3", 0x13, "value"}}});
    add_name("many", std::vector<RelativeName>(200, {{"2.5.4.11", 0x0C, "unit"}}));
  }

  void add_name_attributes() {
    std::vector<RelativeName> names;
    for (const int nid : name_attributes()) {
      std::array<char, 64> dotted;
      OBJ_obj2txt(dotted.data(), static_cast<int>(dotted.size()), OBJ_nid2obj(nid), 1);
      names.push_back({{dotted.data(), 0x0C, "value"}});
    }
    add_name("every attribute", names);
  }

  /// What stands in the arcs of names: X.500, RFC 1274, PKCS #9, and a few that offices use.
  static std::vector<int> name_attributes() {
    std::vector<int> found;
    for (int nid = 1; nid < OBJ_new_nid(0); ++nid) {
      const ASN1_OBJECT* object = OBJ_nid2obj(nid);
      if (object == nullptr || OBJ_length(object) == 0) continue;
      std::array<char, 64> dotted;
      OBJ_obj2txt(dotted.data(), static_cast<int>(dotted.size()), object, 1);
      const std::string_view text = dotted.data();
      for (const std::string_view arc :
           {"2.5.4.", "0.9.2342.19200300.100.1.", "1.2.840.113549.1.9.", "1.3.6.1.4.1.311.60.2.1.",
            "1.2.643.3.131.1.", "1.2.643.100."}) {
        if (text.starts_with(arc) && text.find('.', arc.size()) == std::string_view::npos) {
          found.push_back(nid);
        }
      }
    }
    return found;
  }

  void add_times() {
    for (const std::string_view time : {"500101000000Z",
                                        "491231235959Z",
                                        "000229120000Z",
                                        "991231235959Z",
                                        "2601311011Z",
                                        "260131101112+0130",
                                        "260131101112-1130",
                                        "260101003000+0100",
                                        "991231233000-0100",
                                        "260229000000Z",
                                        "261301000000Z",
                                        "260132000000Z",
                                        "260131240000Z",
                                        "260131236000Z",
                                        "260131101160Z",
                                        "26013110111Z",
                                        "260131101112",
                                        "260131101112+01",
                                        "260131101112+0199",
                                        "260131101112+1300",
                                        "2601311011+0130",
                                        "",
                                        "Z",
                                        "junk",
                                        "26013110111\xB2Z",
                                        "260131101112Z ",
                                        "260131101112.5Z"}) {
      CertificateParts parts;
      parts.not_before = element(0x17, time);
      add("UTCTime " + std::string(time), parts);
    }
    for (const std::string_view time :
         {"20500101000000Z", "99991231235959Z", "20260131101112.5Z", "20260131101112.Z",
          "202601311011Z", "20260131101112+0130", "20260131101112.25-0130", "19000229000000Z",
          "20000229000000Z", "10000101000000Z", "20260131101112.5", "99991231235959-0100", "",
          "2026013110Z", "20260431000000Z"}) {
      CertificateParts parts;
      parts.not_after = element(0x18, time);
      add("GeneralizedTime " + std::string(time), parts);
    }
  }

  void add_forms() {
    CertificateParts parts;
    parts.serial = integer("\x80");
    add("a negative serial number", parts);
    parts.serial = integer("\0"s);
    add("the serial number 0", parts);
    parts.serial = integer(std::string(40, '\x7A'));
    add("a long serial number", parts);
    parts = CertificateParts();
    parts.version = "";
    add("version 1", parts);
    parts.rest = element(0x81, "\0one"s) + element(0x82, "\0two"s);
    parts.version = bytes_of_hex("a003020101");
    add("version 2 with identifiers", parts);
    parts.version = bytes_of_hex("a003020109");
    add("version 10", parts);
    parts = CertificateParts();
    parts.inner_algorithm = parts.outer_algorithm =
        sequence({object_identifier("1.3.6.1.4.1.55555.4"), sequence({integer("\x01")})});
    add("an unknown signature", parts);
    parts.inner_algorithm =
        sequence({object_identifier("1.2.840.113549.1.1.11"), element(0x05, "")});
    add("two signature algorithms", parts);
    parts = CertificateParts();
    const std::string key_usage = sequence({object_identifier("2.5.29.15"), bytes_of_hex("0101ff"),
                                            element(0x04, "\x03\x02\x05\xA0")});
    const std::string unknown =
        sequence({object_identifier("1.3.6.1.4.1.55555.5"), element(0x04, "?")});
    parts.rest = element(0xA3, sequence({key_usage, unknown, unknown}));
    add("extensions", parts);
    parts.rest = element(0xA3, sequence({}));
    add("no extension in the list", parts);
    std::string many;
    for (int i = 0; i < 300; ++i) many += unknown;
    parts.rest = element(0xA3, element(0x30, many));
    add("many extensions", parts);
  }

  /// As a program makes them that knows nothing of our writer.
  void add_signed() {
    for (const auto& [type, what] :
         {std::pair{EVP_PKEY_ED25519, "Ed25519"}, std::pair{EVP_PKEY_ED448, "Ed448"},
          std::pair{EVP_PKEY_EC, "EC"}, std::pair{EVP_PKEY_RSA, "RSA"},
          std::pair{EVP_PKEY_RSA_PSS, "RSA-PSS"}}) {
      const Key key = new_key(type);
      const Certificate certificate(X509_new());
      X509_set_version(certificate.get(), 2);
      ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 42);
      X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
      X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3L * 365 * 24 * 3600);
      X509_set_pubkey(certificate.get(), key.get());
      X509_NAME* name = X509_get_subject_name(certificate.get());
      const auto* quay = reinterpret_cast<const unsigned char*>("K\xC3\xB6ln Quay, Inc.");
      X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8, quay, -1, -1, 0);
      X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, quay, -1, -1, 0);
      X509_NAME_add_entry_by_txt(name, "serialNumber", MBSTRING_ASC,
                                 reinterpret_cast<const unsigned char*>("7"), -1, -1, -1);
      X509_set_issuer_name(certificate.get(), name);
      X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints,
                                                      "critical,CA:TRUE,pathlen:1");
      X509_add_ext(certificate.get(), extension, -1);
      X509_EXTENSION_free(extension);
      const bool own_digest = type == EVP_PKEY_ED25519 || type == EVP_PKEY_ED448;
      X509_sign(certificate.get(), key.get(), own_digest ? nullptr : EVP_sha256());
      unsigned char* written = nullptr;
      const int size = i2d_X509(certificate.get(), &written);
      made_.push_back({"signed, "s + what,
                       {reinterpret_cast<const char*>(written), static_cast<std::size_t>(size)}});
      OPENSSL_free(written);
    }
  }

  static Key new_key(int type) {
    const std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>> context(
        EVP_PKEY_CTX_new_id(type, nullptr));
    EVP_PKEY_keygen_init(context.get());
    if (type == EVP_PKEY_EC) {
      EVP_PKEY_CTX_set_ec_paramgen_curve_nid(context.get(), NID_secp384r1);
    }
    EVP_PKEY* key = nullptr;
    EVP_PKEY_keygen(context.get(), &key);
    return Key(key);
  }

  std::vector<MadeCertificate> made_;
};

}  // namespace

std::vector<MadeCertificate> made_certificates() {
  return Collection().take();
}

}  // namespace ecac::test
