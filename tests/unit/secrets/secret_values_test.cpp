#include "compiler/secrets/secret_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/secrets/plain_text.h"

namespace ecac {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(const SecretValues& values, std::string_view text) {
  std::vector<TextRange> ranges;
  values.find(text, ranges);
  std::vector<std::string> texts;
  for (const TextRange range : ranges) texts.emplace_back(range.in(text));
  return texts;
}

TEST(SecretValues, AreFoundWhereverTheyStand) {
  const SecretValues values({"hunter2", "hunter2-more", "${TOKEN}", "ab", "correct horse"}, 6);
  EXPECT_THAT(found(values, "hunter2 hunter2-more, hunter2-mor: correct horse, ab ${TOKEN}"),
              ElementsAre("hunter2", "hunter2-more", "hunter2", "correct horse"));
  EXPECT_THAT(found(values, "hunter"), IsEmpty());
  EXPECT_THAT(found(values, ""), IsEmpty());
  EXPECT_TRUE(SecretValues({"ab", "true"}, 4).empty());
}

TEST(SecretValues, AreFoundInEachOfTheirReadings) {
  const SecretValues values(
      {"Zk9qP4vX7w<b>Lm2TnB8sRd</b>", "Qw3rT6yU9i${stage}1AsDf5gH7x", "the words 7hJkL9mN2b of it"},
      6);
  EXPECT_THAT(found(values, "as Zk9qP4vX7wLm2TnB8sRd, Zk9qP4vX7w, Lm2TnB8sRd"),
              ElementsAre("Zk9qP4vX7wLm2TnB8sRd", "Zk9qP4vX7w", "Lm2TnB8sRd"));
  EXPECT_THAT(found(values, "as 1AsDf5gH7x, 7hJkL9mN2b"), ElementsAre("1AsDf5gH7x", "7hJkL9mN2b"));
  // Words and short parts could be anything.
  EXPECT_THAT(found(values, "the words of it, ${stage}, <b>"), IsEmpty());
}

TEST(SecretValues, OfALongOneThePartThatIsThereIsFound) {
  const std::string value = std::string(50, 'x') + "middle" + std::string(50, 'y') + "end";
  const SecretValues values({value, value + "other"}, 6);
  EXPECT_THAT(found(values, "a " + value + " b"), ElementsAre(value));
  EXPECT_THAT(found(values, "a " + value.substr(0, 70) + " b"), ElementsAre(value.substr(0, 70)));
  EXPECT_THAT(found(values, "a " + value.substr(0, 60) + " b"), IsEmpty());
}

TEST(SecretValues, AreFoundInFrontOfAnEllipsis) {
  const SecretValues values({"hunter2-is-my-secret"}, 6);
  std::vector<TextRange> ranges;
  const std::string_view text = "`a, hunter2-is…` is no `hunt…`";
  values.find_cut(text, ranges);
  ASSERT_EQ(ranges.size(), 1U);
  EXPECT_EQ(ranges[0].in(text), "hunter2-is");
}

TEST(SecretValues, TheSearchIsLinear) {
  std::vector<std::string> values;
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    values.push_back("password" + std::to_string(i) + "<!---->&amp;x");
    text += "password" + std::to_string(i % 100) + "&#38;<!---->x passwordpassword";
  }
  const SecretValues all(values, 6);
  EXPECT_GT(found(all, text).size(), 100U);
  std::string unclosed;
  for (int i = 0; i < 200'000; ++i) unclosed += "<!--<?&#";
  EXPECT_THAT(found(all, unclosed), IsEmpty());
}

TEST(PlainText, LeadsBackToWhatWasWritten) {
  const std::string_view text = "a<!-- x -->b&amp;&#99;<![CDATA[d]]>e<f>&g;<!-- open";
  EXPECT_TRUE(PlainText::is_needed(text));
  const PlainText plain(text);
  EXPECT_EQ(plain.text(), "ab&cde<f>&g; open");
  EXPECT_EQ(plain.source(0, 2).in(text), "a<!-- x -->b");
  EXPECT_EQ(plain.source(1, 2).in(text), "b");
  EXPECT_EQ(plain.source(2, 3).in(text), "&amp;");
  EXPECT_EQ(plain.source(3, 5).in(text), "&#99;<![CDATA[d");
  EXPECT_FALSE(PlainText::is_needed("<?xml version='1.0'?><a>b</a>"));
}

}  // namespace
}  // namespace ecac
