// The JSON Schema of the report is written by hand; what the code can say of a run has to stand
// there.

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/report/report.h"
#include "tests/support/rule_page.h"

namespace ecac {
namespace {

nlohmann::json definition(const char* name) {
  const nlohmann::json schema = nlohmann::json::parse(test::read_text_file(
      std::string(ECAC_SOURCE_DIR) + "/schemas/output/check-report.schema.json"));
  return schema.at("$defs").at(name).at("properties");
}

/// The words of all kinds, in the order of the list that `last` ends.
template <class Kind, class Word>
std::vector<std::string> words_to(Kind last, Word&& word) {
  std::vector<std::string> words;
  for (int kind = 0; kind <= static_cast<int>(last); ++kind) {
    words.emplace_back(word(static_cast<Kind>(kind)));
  }
  std::sort(words.begin(), words.end());
  return words;
}

std::vector<std::string> listed(const nlohmann::json& property) {
  auto words = property.at("enum").get<std::vector<std::string>>();
  std::sort(words.begin(), words.end());
  return words;
}

TEST(ReportSchema, KnowsEveryNotice) {
  const nlohmann::json notice = definition("notice");
  const auto code = [](NoticeKind kind) { return code_of(kind); };
  const auto name = [](NoticeKind kind) { return name_of(kind); };
  EXPECT_EQ(listed(notice.at("code")), words_to(NoticeKind::not_compared, code));
  EXPECT_EQ(listed(notice.at("name")), words_to(NoticeKind::not_compared, name));
}

TEST(ReportSchema, KnowsEveryFailure) {
  const nlohmann::json failure = definition("failure");
  const auto code = [](FailureKind kind) { return code_of(kind); };
  const auto name = [](FailureKind kind) { return name_of(kind); };
  EXPECT_EQ(listed(failure.at("code")), words_to(FailureKind::internal, code));
  EXPECT_EQ(listed(failure.at("name")), words_to(FailureKind::internal, name));
}

}  // namespace
}  // namespace ecac
