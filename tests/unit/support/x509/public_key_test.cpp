#include "compiler/support/x509/public_key.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/x509/named_curves.h"
#include "tests/unit/support/x509/der_writer.h"

namespace ecac::x509 {
namespace {

using namespace std::string_literals;
using test::bit_string;
using test::element;
using test::integer;
using test::object_identifier;
using test::sequence;

constexpr std::string_view kRsa = "1.2.840.113549.1.1.1";
constexpr std::string_view kElliptic = "1.2.840.10045.2.1";

std::optional<std::string> read_key(std::string_view bytes) {
  DerReader in(bytes);
  return read_public_key(in);
}

std::optional<std::string> key(std::string_view algorithm, std::string_view parameters,
                               std::string_view bytes) {
  return read_key(
      sequence({sequence({object_identifier(algorithm), parameters}), bit_string(bytes)}));
}

TEST(PublicKey, OfRsaHasTheSizeOfItsModulus) {
  const std::string exponent = integer("\x01\x00\x01"s);
  const std::string null = element(0x05, "");
  EXPECT_EQ(key(kRsa, null, sequence({integer("\0\x80"s + std::string(255, 'n')), exponent})),
            "RSA 2048");
  EXPECT_EQ(key(kRsa, null, sequence({integer("\x7F" + std::string(255, 'n')), exponent})),
            "RSA 2047");
  // More zeros than one in front, as some programs have written them.
  EXPECT_EQ(key(kRsa, "", sequence({integer("\0\0\x80"s), exponent})), "RSA 8");
}

TEST(PublicKey, ThatIsNotOfItsAlgorithmIsUnknown) {
  const std::string three = integer("\x03");
  EXPECT_EQ(key(kRsa, "", ""), "");
  EXPECT_EQ(key(kRsa, "", "key"), "");
  EXPECT_EQ(key(kRsa, "", sequence({three})), "");
  EXPECT_EQ(key(kRsa, "", sequence({three, three, three})), "");
  EXPECT_EQ(key(kRsa, "", sequence({integer("\0"s), three})), "");
  EXPECT_EQ(key("1.2.840.113549.1.1.10", element(0x05, ""), sequence({three, three})), "");
  EXPECT_EQ(key("1.3.101.112", "", std::string(31, 'k')), "");
  EXPECT_EQ(key("1.3.101.112", element(0x05, ""), std::string(32, 'k')), "");
  EXPECT_EQ(key("1.2.840.10040.4.1", "", three), "");
  EXPECT_EQ(key("1.2.840.10040.4.1", sequence({three, three}), three), "");
  EXPECT_EQ(key("1.2.840.10040.4.1", sequence({three, three, three}), "key"), "");
  EXPECT_EQ(key("1.2.840.10040.4.1", sequence({three, three, three, three}), three), "");
  EXPECT_EQ(key("1.2.840.10040.4.1", sequence({three, three, three}), three), "DSA 2");
  EXPECT_EQ(key("1.3.6.1.4.1.55555.1", "", "key"), "");
}

TEST(PublicKey, OfACurveIsAPointOfItsLength) {
  const std::string p256 = object_identifier("1.2.840.10045.3.1.7");
  EXPECT_EQ(key(kElliptic, p256, "\x04" + std::string(64, 'k')), "EC 256");
  EXPECT_EQ(key(kElliptic, p256, "\x02" + std::string(32, 'k')), "EC 256");
  EXPECT_EQ(key(kElliptic, object_identifier("1.3.132.0.35"), "\x04" + std::string(132, 'k')),
            "EC 521");
  EXPECT_EQ(key(kElliptic, p256, "\x04" + std::string(63, 'k')), "");
  EXPECT_EQ(key(kElliptic, p256, "\x05" + std::string(64, 'k')), "");
  EXPECT_EQ(key(kElliptic, p256, "\x02" + std::string(64, 'k')), "");
  EXPECT_EQ(key(kElliptic, p256, ""), "");
  EXPECT_EQ(key(kElliptic, "", "\x04" + std::string(64, 'k')), "");
  EXPECT_EQ(key(kElliptic, element(0x05, ""), "\x04" + std::string(64, 'k')), "");
  EXPECT_EQ(key(kElliptic, object_identifier("1.3.6.1.4.1.55555.2"), "\x04" + std::string(64, 'k')),
            "");
}

TEST(PublicKey, OfACurveWrittenOutHasTheSizeOfItsOrder) {
  const std::string field = sequence({object_identifier("1.2.840.10045.1.1"), integer("\x11")});
  const auto curve = [&](const std::string& base, const std::string& order) {
    return sequence({integer("\x01"), field, sequence({}), element(0x04, base), order});
  };
  const std::string base = "\x04" + std::string(64, 'k');
  const std::string order = integer("\0\xFF"s + std::string(31, 'n'));
  EXPECT_EQ(key(kElliptic, curve(base, order), base), "EC 256");
  EXPECT_EQ(key(kElliptic, curve(base, order), "\x04" + std::string(62, 'k')), "");
  EXPECT_EQ(key(kElliptic, curve("", order), base), "");
  EXPECT_EQ(key(kElliptic, sequence({integer("\x01"), field}), base), "");
}

TEST(PublicKey, IsRefusedIfItIsNoStructureOfOne) {
  const std::string algorithm = sequence({object_identifier(kRsa)});
  for (const std::string& bytes :
       {""s, sequence({}), sequence({algorithm}), sequence({bit_string("k")}),
        sequence({algorithm, element(0x04, "k")}),
        sequence({algorithm, bit_string("k"), bit_string("k")}),
        sequence({sequence({}), bit_string("k")}),
        sequence({sequence({object_identifier(kRsa), element(0x05, ""), element(0x05, "")}),
                  bit_string("k")}),
        sequence({sequence({object_identifier(kRsa), element(0x05, "x")}), bit_string("k")})}) {
    EXPECT_EQ(read_key(bytes), std::nullopt) << bytes;
  }
}

TEST(NamedCurve, IsFoundByItsIdentifier) {
  const NamedCurve* const curve = find_named_curve("1.3.132.0.35");
  ASSERT_NE(curve, nullptr);
  EXPECT_EQ(curve->field_bits, 521U);
  EXPECT_EQ(find_named_curve("1.3.132.0"), nullptr);
  EXPECT_EQ(find_named_curve(""), nullptr);
  EXPECT_EQ(find_named_curve("9"), nullptr);
}

}  // namespace
}  // namespace ecac::x509
