#include "compiler/secrets/secret_scan.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/model/binder/facts_builder.h"
#include "compiler/schema/field_ids.h"
#include "tests/support/project_builder.h"

namespace ecac {
namespace {

std::string times(std::string_view part, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += part;
  return text;
}

const std::string kJwt = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.TWFkZVVwU2lnbmF0dXJlT25seQ";
const std::string kAccess = "00D000MadeUpOrg!" + times("MadeUpTokenPart_", 6);
const std::string kRefresh = "5Aep861" + times("MadeUpRefreshPart_20", 4);
const std::string kKey = "-----BEGIN EC PRIVATE KEY-----\n" + times("MadeUpMaterial16", 4);

/// What of a text is reported as a secret by its form, with the case.
std::vector<std::string> seen(std::string_view text,
                              TypeId type = types::ExtlClntAppGlobalOauthSettings) {
  FactsBuilder builder(*SchemaSet::embedded());
  const FileFacts facts = builder.analyze(text, type);
  std::vector<std::string> found;
  constexpr std::string_view kForms[] = {"key", "access-token", "refresh-token", "jwt"};
  for (const SecretInText& secret : facts.notes().secrets) {
    found.push_back(
        fmt::format("{} {}", kForms[static_cast<std::size_t>(secret.form)], secret.range.in(text)));
  }
  return found;
}

using Seen = std::vector<std::string>;

std::string settings(std::string_view body) {
  return test::metadata_text("ExtlClntAppGlobalOauthSettings", body);
}

TEST(SecretScan, FindsEachFormWhereverItStands) {
  const std::pair<std::string, std::string> forms[] = {
      {kJwt, "jwt " + kJwt},
      {kAccess, "access-token " + kAccess},
      {kRefresh, "refresh-token " + kRefresh},
      {kKey, "key -----BEGIN EC PRIVATE KEY-----"},
  };
  for (const auto& [secret, expected] : forms) {
    for (const char* place :
         {"<label>{}</label>", "<label>{}", "<!-- {} -->", "<unknown>{}</unknown>",
          "<label a=\"{}\"/>", "<!-- {}", "<label><![CDATA[{}]]></label>", "x={}"}) {
      const std::string text = fmt::format(fmt::runtime(place), secret);
      EXPECT_EQ(seen(settings(text)), Seen{expected}) << text;
      EXPECT_EQ(seen(text), Seen{expected}) << text;
      EXPECT_EQ(seen("<Other>" + text), Seen{expected}) << text;
    }
  }
}

TEST(SecretScan, FindsAKeyWhoseTextMarkupBegins) {
  const std::string material = times("MadeUpMaterial16", 4);
  for (const char* between :
       {"<![CDATA[", "<!-- the key -->", "&#32;", "&#10;<!-- a --><![CDATA["}) {
    const std::string key = "-----BEGIN PRIVATE KEY-----" + std::string(between) + material +
                            (std::string_view(between).ends_with("[") ? "]]>" : "");
    EXPECT_EQ(seen(settings("<label>" + key + "</label>")), Seen{"key -----BEGIN PRIVATE KEY-----"})
        << between;
  }
  EXPECT_EQ(seen(settings("<label>-----BEGIN PRIVATE KEY-----<b/>" + material + "</label>")),
            Seen{});
}

TEST(SecretScan, LeavesASecretFieldToItsRule) {
  EXPECT_EQ(seen(settings("<consumerSecret>" + kJwt + "</consumerSecret>")), Seen{});
  // A broken one is nobody else's.
  EXPECT_EQ(seen(settings("<consumerSecret>" + kJwt)), Seen{"jwt " + kJwt});
  EXPECT_EQ(seen("<NamedCredential xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                 "<awsAccessKey>" +
                     kJwt + "</awsAccessKey></NamedCredential>",
                 types::NamedCredential),
            Seen{"jwt " + kJwt});
}

TEST(SecretScan, KnowsWhatOnlyLooksLikeOne) {
  const std::string not_secrets[] = {
      "-----BEGIN PRIVATE KEY-----",
      "-----BEGIN PRIVATE KEY----- and so on, up to -----END PRIVATE KEY-----",
      "-----BEGIN CERTIFICATE-----\n" + times("MadeUpMaterial16", 4),
      "-----BEGIN PUBLIC KEY-----\n" + times("MadeUpMaterial16", 4),
      "-----BEGIN PRIVATE KEY-----\n" + times("x", 64),
      "-----BEGIN PRIVATE KEY-----${KEY}-----END PRIVATE KEY-----",
      "00D000MadeUpOrg!tooshort",
      "00D000MadeUpOrg!" + times("x", 96),
      "00D000MadeUpOrg!" + times("MadeUpTokenPart_", 7),
      "A" + kAccess,
      "5Aep861tooshort",
      "eyJhbGciOiJub25lIn0",
      "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtYWRlLXVwIn0.",
      "eyJhbGciOiJub25lIn0.notanobject.TWFkZVVwU2lnbmF0dXJlT25seQ",
      "x" + kJwt,
  };
  for (const std::string& text : not_secrets) EXPECT_EQ(seen(text), Seen{}) << text;
}

TEST(SecretScan, ReportsEachPlaceAndABoundedNumber) {
  EXPECT_EQ(seen(kJwt + " " + kJwt).size(), 2U);
  std::string text;
  for (int i = 0; i < 500; ++i) text += kJwt + "\n";
  EXPECT_EQ(seen(text).size(), 100U);
}

TEST(SecretScan, ReadsUtf16AndMisnamedFiles) {
  FactsBuilder builder(*SchemaSet::embedded());
  std::string wide = "\xFF\xFE";
  for (const char c : kJwt) wide += std::string{c, '\0'};
  EXPECT_FALSE(builder.analyze(wide, types::NamedCredential).notes().empty());
  const FileFacts misnamed = builder.secrets_only("<a>\n" + kJwt + "</a>", types::NamedCredential);
  ASSERT_EQ(misnamed.notes().secrets.size(), 1U);
  EXPECT_EQ(misnamed.notes().secrets[0].range.begin, 4U);
  EXPECT_FALSE(misnamed.usable());
  EXPECT_TRUE(builder.secrets_only("<a/>", types::NamedCredential).notes().empty());
}

/// Candidates that begin again and again must not be read to the end each time: if they were, this
/// would take hours.
TEST(SecretScan, TimeGrowsWithTheTextAlone) {
  FactsBuilder builder(*SchemaSet::embedded());
  for (const char* part : {"eyJ", "eyJaaaaaaaa.", "5Aep861", "00D000MadeUpOrg!",
                           "-----BEGIN PRIVATE KEY-----\n", "-----BEGIN PRIVATE KEY-----A: "}) {
    const FileFacts facts = builder.secrets_only(times(part, 500'000), types::NamedCredential);
    EXPECT_LE(facts.notes().secrets.size(), 100U) << part;
  }
}

}  // namespace
}  // namespace ecac
