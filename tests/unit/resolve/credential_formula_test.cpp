#include "compiler/resolve/values/credential_formula.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ecac {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string_view> texts(const FormulaCall& call) {
  std::vector<std::string_view> texts;
  for (const FormulaArgument& argument : call.arguments) texts.push_back(argument.text);
  return texts;
}

TEST(CredentialFormula, KnowsWhereACallEndsAndWhatJoinsTexts) {
  const std::string_view value = "{!F(G('&' , (a & b)), c & H(d), e) & g}";
  const auto formulas = read_formulas(value);
  ASSERT_EQ(formulas[0].calls.size(), 3U);
  const FormulaCall& g = formulas[0].calls[0];
  EXPECT_EQ(value.substr(g.begin, g.end - g.begin), "G('&' , (a & b))");
  EXPECT_FALSE(g.arguments[0].joins_texts);
  EXPECT_FALSE(g.arguments[1].joins_texts);
  const FormulaCall& f = formulas[0].calls[2];
  ASSERT_EQ(f.arguments.size(), 3U);
  EXPECT_FALSE(f.arguments[0].joins_texts);
  EXPECT_TRUE(f.arguments[1].joins_texts);
  EXPECT_FALSE(f.arguments[2].joins_texts);
}

TEST(CredentialFormula, ReadsNamesAndCalls) {
  const auto formulas =
      read_formulas("Key {!HEX(HMAC('SHA-256', $Credential.A.Body, BLOB($Credential.A.K)))} end");
  ASSERT_EQ(formulas.size(), 1U);
  EXPECT_TRUE(formulas[0].closed);
  EXPECT_TRUE(formulas[0].balanced);
  ASSERT_EQ(formulas[0].names.size(), 2U);
  EXPECT_THAT(formulas[0].names[0].parts, ElementsAre("Credential", "A", "Body"));
  ASSERT_EQ(formulas[0].calls.size(), 3U);  // in the order in which they end
  EXPECT_EQ(formulas[0].calls[0].name, "BLOB");
  EXPECT_EQ(formulas[0].calls[1].name, "HMAC");
  EXPECT_THAT(texts(formulas[0].calls[1]),
              ElementsAre("'SHA-256'", "$Credential.A.Body", "BLOB($Credential.A.K)"));
  EXPECT_EQ(formulas[0].calls[2].name, "HEX");
}

TEST(CredentialFormula, TakesTextInQuotesAsText) {
  const auto formulas = read_formulas("{!'}) $No.Name F(x) \xE2\x80\x98' & \"it's\"}{!$User.Id}");
  ASSERT_EQ(formulas.size(), 2U);
  EXPECT_TRUE(formulas[0].balanced);
  EXPECT_THAT(formulas[0].names, IsEmpty());
  EXPECT_THAT(formulas[0].calls, IsEmpty());
  EXPECT_THAT(formulas[0].curly_quotes, IsEmpty());
  EXPECT_THAT(formulas[1].names[0].parts, ElementsAre("User", "Id"));
}

TEST(CredentialFormula, SeesWhatDoesNotEnd) {
  EXPECT_FALSE(read_formulas("{!F(")[0].closed);
  EXPECT_FALSE(read_formulas("{!F(}")[0].balanced);
  EXPECT_FALSE(read_formulas("{!F)(}")[0].balanced);
  EXPECT_TRUE(read_formulas("{!'a}")[0].open_string);
  EXPECT_EQ(read_formulas("{!\xE2\x80\x9C"
                          "a\xE2\x80\x9D}")[0]
                .curly_quotes.size(),
            2U);
  EXPECT_THAT(read_formulas("a } b"), IsEmpty());
}

}  // namespace
}  // namespace ecac
