#include "compiler/secrets/redaction.h"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/utf8.h"

namespace ecac {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"awsAccessSecret", "consumerSecret", "ecKey",
                                                    "oauthToken", "password"};
constexpr std::string_view kSecret = "hunter2-is-my-secret";

std::string shown(std::string_view text, std::vector<TextRange> known = {}) {
  Redactor redactor(kNames);
  std::vector<TextRange> secrets = redactor.find(text, known);
  return mask(text, {0, static_cast<std::uint32_t>(text.size())}, secrets);
}

// `@` stands for the secret in every way somebody could leave one in a file.
constexpr std::string_view kPlanted[] = {
    "<consumerSecret>@</consumerSecret>",
    "<a><consumerSecret>@</consumerSecret><b>1</b></a>",
    "<consumerSecret>@",
    "<a>\n    <consumerSecret>@\n    <isPkceRequired>true</isPkceRequired>\n</a>",
    "<consumerSecret>\n  @\n",
    "<consumerSecret>@</consumerSecrt>",
    "<consumerSecret>@</a>",
    "<consumerSecret>@<consumerSecret>",
    "<consumerSecret>@</ consumerSecret>",
    "<consumerSecret >@</consumerSecret>",
    "< consumerSecret>@</consumerSecret>",
    "<consumerSecret xsi:type=\"xsd:string\">@</consumerSecret>",
    "<md:consumerSecret>@</md:consumerSecret>",
    "<md:consumerSecret>@",
    "<ConsumerSecret>@</ConsumerSecret>",
    "<consumerSecrt>@</consumerSecrt>",
    "<cosnumerSecret>@</cosnumerSecret>",
    "<clientSecret>@</clientSecret>",
    "<client_secret>@</client_secret>",
    "<key_passphrase>@</key_passphrase>",
    "consumerSecret>@</consumerSecret>",
    "<consumerSecret @</consumerSecret>",
    "<consumerSecret<@</consumerSecret>",
    "<consumerSecret value=\"@\"/>",
    "<consumerSecret value='@'>x</consumerSecret>",
    "<consumerSecret value=@ />",
    "<app consumerSecret=\"@\"/>",
    "<app consumerSecret = '@'>",
    "<!-- <consumerSecret>@</consumerSecret> -->",
    "<!-- <consumerSecret>@ -->",
    "<!-- password: @ -->",
    "<!-- password=@ -->",
    "<consumerSecret><![CDATA[@]]></consumerSecret>",
    "<consumerSecret><![CDATA[@",
    "<consumerSecret><!-- mine -->@</consumerSecret>",
    "<consumerSecret><value>@</value></consumerSecret>",
    "<consumerSecret>x<y @</consumerSecret>",
    "<consumerSecret@</consumerSecret>",
    "<consumerSecret/>@</consumerSecret>",
    "<consumerSecret></consumerSecret>@</consumerSecret>",
    "<consumerSecret></consumerSecret>\n@\n",
    "</consumerSecret>@</consumerSecret>",
    "<consumerSecret><@</consumerSecret>",
    "<!-- password: correct horse @ -->",
    "<apiToken>@</apiToken>",
    "<pwd>@</pwd>",
    "<!-- sessionId: @ -->",
    "<clientSecretOld>@</clientSecretOld>",
    "<passwordConfirm>@</passwordConfirm>",
    "<secretAccessKey>@</secretAccessKey>",
    "<x subscriptionKey=\"@\"/>",
    "<authorization>@</authorization>",
    "{\"consumerSecret\": \"@\"}",
    "{\"password\":\"@\"",
    "https://api.example.com/?client_secret=@&x=1",
    "https://user:@@api.example.com/x",
    "Authorization: Bearer @",
    "<p><parameterName>Authorization</parameterName><parameterValue>@</parameterValue></p>",
    "<externalCredentialParameters><parameterName>client_secret</parameterName>"
    "<parameterValue>@</parameterValue></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>x-functions-key</parameterName>"
    "<parameterValue>@</parameterValue></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>Proxy-Authorization</parameterName>"
    "<parameterValues>@</parameterValues></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>Cookie</parameterName>"
    "<m:parameterValue>@</m:parameterValue></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>X-Auth</parameterName>"
    "<parameterValue a=\"b\">@</parameterValue></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>bearer</parameterName>"
    "< parameterValue>@</parameterValue></externalCredentialParameters>",
    "<externalCredentialParameters><parameterName>api_key</parameterName>"
    "<parameterValue>another-of-these</parameterValue><parameterValue>@</parameterValue>"
    "</externalCredentialParameters>",
    "<x>-----BEGIN RSA PRIVATE KEY-----\n@\n-----END RSA PRIVATE KEY-----</x>",
    "-----BEGIN PRIVATE KEY-----\n@",
};

std::string plant(std::string_view form, std::string_view secret) {
  std::string text(form);
  std::size_t at = text.find('@');
  return text.replace(at, 1, secret);
}

TEST(Redaction, HidesASecretHoweverItIsWritten) {
  for (std::string_view form : kPlanted) {
    std::string text = plant(form, kSecret);
    std::string result = shown(text);
    EXPECT_EQ(result.find("hunter"), std::string::npos) << text << "\n" << result;
    EXPECT_EQ(result.size(), text.size()) << text;
  }
}

TEST(Redaction, ShowsNothingOfAShortSecret) {
  for (std::string_view form : kPlanted) {
    // Tokens are known by their length, so a short word behind `Bearer` is just a word.
    if (form.find("Bearer") != std::string_view::npos) continue;
    std::string text = plant(form, "QZ7#k9");
    std::string result = shown(text);
    EXPECT_EQ(result.find("QZ"), std::string::npos) << text << "\n" << result;
  }
}

TEST(Redaction, HidesMessagesInEveryFormToo) {
  Redactor redactor(kNames);
  for (std::string_view form : kPlanted) {
    if (form.find("parameterName") != std::string_view::npos) continue;
    std::string text = plant(form, kSecret);
    const SecretValues values({std::string(kSecret)}, Redactor::kShortestRepeatedValue);
    EXPECT_EQ(redactor.redact("found `" + text + "` here", values).find("hunter"),
              std::string::npos)
        << text;
  }
}

TEST(Redaction, LeavesEverythingElseAlone) {
  constexpr std::string_view kHarmless[] = {
      "<consumerKey>3MVG9abc</consumerKey>",
      "<consumerSecret>${CLIENT_SECRET}</consumerSecret>",
      "<consumerSecret>{{client-secret}}</consumerSecret>",
      "<consumerSecret></consumerSecret>",
      "<consumerSecret/>",
      "<consumerSecret>Placeholder_Value</consumerSecret>",
      "<isConsumerSecretOptional>false</isConsumerSecretOptional>",
      "<isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>",
      "<externalCredentialParameters><parameterName>client_secret</parameterName>"
      "<parameterValue>{!$Credential.Partner.Secret}</parameterValue>"
      "</externalCredentialParameters>",
      "<parameterName>TokenUrl</parameterName><parameterValue>https://a.example.com</"
      "parameterValue>",
      "<description>Bearer tokens are used</description>",
      "<callbackUrl>https://login.example.com/cb?code=1</callbackUrl>",
      "<certificate>Portal_Cert</certificate>",
      "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
  };
  for (std::string_view text : kHarmless) EXPECT_EQ(shown(text), text);
}

TEST(Redaction, KeepsFourCharactersLineEndsAndColumns) {
  EXPECT_EQ(shown("<consumerSecret>hunter2-is-my-own</consumerSecret>"),
            "<consumerSecret>hunt*************</consumerSecret>");
  EXPECT_EQ(shown("<password>äöü€ß-long-enough</password>"),
            "<password>äöü€*************</password>");
  EXPECT_EQ(shown("<password>\r\n  first-line-of-two\r\n  second\r\n</password>"),
            "<password>\r\n  firs*************\r\n********\r\n</password>");
  EXPECT_EQ(shown("<password>123456789012345</password>"), "<password>***************</password>");
}

TEST(Redaction, ASecretIsHiddenWhereverItIsRepeated) {
  EXPECT_EQ(shown("<a>hunter2-is-my-own</a><password>hunter2-is-my-own</password>"),
            "<a>hunt*************</a><password>hunt*************</password>");
}

TEST(Redaction, AnUnclosedSecretEndsAtTheNextTag) {
  EXPECT_EQ(shown("<a>\n<consumerSecret>hunter2-is-my\n<b>true</b>\n</a>"),
            "<a>\n<consumerSecret>*************\n<b>true</b>\n</a>");
}

TEST(Redaction, KnownSpansAreHiddenWhereverTheyAre) {
  std::string_view text = "<x>topsecret-value</x>";
  EXPECT_EQ(shown(text, {{3, 18}}), "<x>***************</x>");
  EXPECT_EQ(shown("short", {{0, 400}}), "short");  // a span of another text is no danger
}

TEST(Redaction, ADisguisedSecretIsHiddenWhereItIsRepeated) {
  constexpr std::string_view kDisguised[] = {
      "hunter2-is-my-secret", "hunter2-<!-- half -->is-my-secret", "hunter2&#45;is-my-secret",
      "<![CDATA[hunter2-is-my]]>-secret", "hunter2-is<?x y?>-my&#x2D;secret"};
  for (const std::string_view own : kDisguised) {
    for (const std::string_view other : kDisguised) {
      const std::string text = "<a><password>" + std::string(own) + "</password><label>see " +
                               std::string(other) + " there</label></a>";
      const std::string result = shown(text);
      EXPECT_EQ(result.find("is-my"), std::string::npos) << text << "\n" << result;
      EXPECT_EQ(result.find("-secret"), std::string::npos) << text << "\n" << result;
      EXPECT_NE(result.find(" there</label>"), std::string::npos) << result;
      EXPECT_EQ(utf8_length(result), utf8_length(text)) << "columns stay";
    }
  }
  constexpr std::string_view kEscaped =
      "<a><password>a&amp;b&lt;c-hunter2</password><!-- a&b<c-hunter2 --></a>";
  EXPECT_EQ(shown(kEscaped).find("hunter2"), std::string::npos);
}

TEST(Redaction, ParameterNamesThatMayMeanASecretHideTheirValue) {
  const auto parameter = [](std::string_view name) {
    return shown("<xParameters><parameterName>" + std::string(name) +
                 "</parameterName><parameterValue>4711</parameterValue></xParameters>");
  };
  for (const char* name :
       {"key", "X-Key", "pin", "cardPin", "PIN", "sid", "X-Sid", "credential", "user_credentials",
        "cl<!-- -->ient_secret", "sig", "X-Signature", "X-Session"}) {
    EXPECT_EQ(parameter(name).find("4711"), std::string::npos) << name;
  }
  for (const char* name : {"keyboard", "pinned", "monkey", "inside", "credentialType", "spin",
                           "design", "sessions", "ExternalCredential", "ClientCredentials"}) {
    EXPECT_NE(parameter(name).find("4711"), std::string::npos) << name;
  }
}

TEST(Redaction, TellsLengthInMessages) {
  Redactor redactor(kNames);
  const SecretValues values({"hunter2-is-my-secret!"}, Redactor::kShortestRepeatedValue);
  EXPECT_EQ(redactor.redact("value `hunter2-is-my-secret!` is too long", values),
            "value `hunt… (21 characters)` is too long");
  EXPECT_EQ(redactor.redact("`a, hunter2-is-my-sec…` is no URI", values),
            "`a, hunt… (17 characters)…` is no URI");
  EXPECT_EQ(abbreviate_secret("12345678"), "… (8 characters)");
  EXPECT_EQ(redactor.redact("`<consumerSecret>` is never closed; `</consumerSecret>` is missing"),
            "`<consumerSecret>` is never closed; `</consumerSecret>` is missing");
}

TEST(Redaction, WindowsOfATextHideTheSameBytes) {
  std::string text = "ab<password>first-line-of-it\nsecond</password>cd";
  Redactor redactor(kNames);
  std::vector<TextRange> secrets = redactor.find(text);
  auto size = static_cast<std::uint32_t>(text.size());
  std::string whole = mask(text, {0, size}, secrets);
  for (std::uint32_t begin = 0; begin <= size; ++begin) {
    for (std::uint32_t end = begin; end <= size; ++end) {
      EXPECT_EQ(mask(text, {begin, end}, secrets), whole.substr(begin, end - begin));
    }
  }
}

TEST(Redaction, TokensOfKnownShapeAreHiddenAnywhere) {
  EXPECT_EQ(shown("<x>eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2lnbmF0dXJl</x>").find("hbGci"),
            std::string::npos);
  EXPECT_EQ(shown("token 00D000000000001!AQcAQH0dMHZfz972Szmpkb58urFRkgeBGsxL"),
            "token 00D0************************************************");
}

TEST(RedactedFile, CutsLinesAsTheScannerDoes) {
  const std::string text = "\xEF\xBB\xBFone\r\ntwo\rthree\n";
  const LineIndex lines(text);
  const RedactedFile file(text, lines, {});
  LineExcerpt line;
  ASSERT_EQ(file.line_count(), 4u);
  EXPECT_TRUE(file.line({1, 1}, line));
  EXPECT_EQ(line.text, "one");
  EXPECT_TRUE(file.line({2, 3}, line));
  EXPECT_EQ(line.text, "two");
  EXPECT_TRUE(file.line({3, 99}, line));
  EXPECT_EQ(line.text, "three");
  EXPECT_EQ(line.first_column, 1u);
  EXPECT_TRUE(file.line({4, 1}, line));
  EXPECT_EQ(line.text, "");
  EXPECT_FALSE(file.line({5, 1}, line));
  EXPECT_FALSE(file.line({0, 1}, line));
}

TEST(RedactedFile, ShowsOfALongLineWhatIsAroundAColumn) {
  std::string text = "head\n";
  for (int i = 0; i < 5000; ++i) text += i == 3000 ? "x" : "\u00E9";
  const std::string whole = text + "\ntail";
  const LineIndex lines(whole);
  const RedactedFile file(whole, lines, {});
  LineExcerpt line;
  ASSERT_TRUE(file.line({2, 3001}, line));
  EXPECT_EQ(line.first_column, 2801u);
  EXPECT_TRUE(line.cut_before);
  EXPECT_TRUE(line.cut_after);
  EXPECT_EQ(utf8_length(line.text), 601u);
  EXPECT_EQ(line.text.find('x'), 400u) << "two bytes for each of the 200 characters before";
  ASSERT_TRUE(file.line({2, 4990}, line));
  EXPECT_FALSE(line.cut_after);
  EXPECT_EQ(utf8_length(line.text), 211u);
  ASSERT_TRUE(file.line({2, 1}, line));
  EXPECT_FALSE(line.cut_before);
  EXPECT_EQ(utf8_length(line.text), 401u);
}

TEST(Redaction, IsLinearInOneTokenAfterTheOther) {
  Redactor redactor(kNames);
  // A million bytes each; what looks at the rest of the text for each of these takes hours.
  for (const std::string_view unit : {"!",
                                      "password=",
                                      "password: ",
                                      "?access_token=",
                                      "\"password\":\"abc\",",
                                      "ghp_",
                                      "Basic ",
                                      "xoxb-",
                                      "glpat-",
                                      "3MVG9",
                                      "5AEP861",
                                      "-----BEGIN PRIVATE KEY-----",
                                      "00D000000000000!",
                                      "<password",
                                      "<passwordx",
                                      "</password>",
                                      "<password/>",
                                      "<password><",
                                      "password='",
                                      "eyJ.",
                                      "<parameterName>apiKey</parameterName><parameterValue>",
                                      "https://a:b@",
                                      "&token=",
                                      "=",
                                      "<!-- token: "}) {
    std::string text;
    while (text.size() < 1'000'000) text += unit;
    EXPECT_LE(redactor.find(text).size(), text.size()) << unit;
    EXPECT_FALSE(redactor.redact(text.substr(0, 100'000)).empty()) << unit;
  }
}

TEST(Redaction, IsLinearInBadInput) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "<consumerSecret>x<a" + std::to_string(i) + "secret>y";
  Redactor redactor(kNames);
  EXPECT_FALSE(redactor.find(text).empty());
}

}  // namespace
}  // namespace ecac
