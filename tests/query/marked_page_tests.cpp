// Questions about places, as pages of marked text that say what is answered.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/query/asked_project.h"
#include "tests/query/marked_page.h"
#include "tests/support/golden.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

constexpr char kPages[] = "tests/query/pages";

std::vector<std::string> page_names() {
  std::vector<std::string> names;
  const std::string folder = std::string(ECAC_SOURCE_DIR) + "/" + kPages;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string path_of(const std::string& name) {
  return std::string(kPages) + "/" + name + ".txt";
}

MarkedPage page_called(const std::string& name) {
  return read_marked_page(read_text_file(std::string(ECAC_SOURCE_DIR) + "/" + path_of(name)));
}

class MarkedPages : public testing::TestWithParam<std::string> {};

TEST_P(MarkedPages, AnswerAsTheySay) {
  const MarkedPage page = page_called(GetParam());
  ASSERT_FALSE(page.questions.empty());
  const AskedProject project(page);
  std::vector<std::string> answers;
  for (const MarkedQuestion& question : page.questions) {
    std::string answer = project.answer(question.words);
    // No answer may end the page's own lines.
    ASSERT_EQ(answer.find("\n--- "), std::string::npos) << question.words;
    answers.push_back(std::move(answer));
  }
  expect_golden(path_of(GetParam()), with_answers(page, answers));
}

TEST(SecretsOfPages, AreToldNowhere) {
  std::size_t pages = 0;
  for (const std::string& name : page_names()) {
    const MarkedPage page = page_called(name);
    if (page.secrets.empty()) continue;
    ++pages;
    const AskedProject project(page);
    const auto expect_none = [&](const std::string& answers, const std::string& where) {
      for (const std::string& secret : page.secrets) {
        // Four characters may be told, and so must not be the end of it.
        constexpr std::size_t kTold = 5;
        ASSERT_GT(secret.size(), 2 * kTold);
        EXPECT_EQ(answers.find(secret.substr(kTold)), std::string::npos) << where;
        EXPECT_EQ(answers.find(secret.substr(0, 2 * kTold)), std::string::npos) << where;
      }
    };
    expect_none(project.all_answers(), "the project");
    for (const MarkedFile& file : page.files) {
      expect_none(project.all_answers(file), file.path);
      const auto text = project.text(file);
      if (text == nullptr) continue;
      const auto size = static_cast<std::uint32_t>(text->text().size());
      for (std::uint32_t offset = 0; offset <= size; offset += 11) {
        expect_none(project.all_answers(file, offset), file.path + " " + std::to_string(offset));
        if (HasFailure()) return;
      }
    }
  }
  EXPECT_NE(pages, 0U);
}

/// What a person has when half of it is written: every question is answered with places of the
/// text that is there.
TEST_P(MarkedPages, AnswerInHalfATextToo) {
  const MarkedPage page = page_called(GetParam());
  AskedProject project(page);
  for (const MarkedFile& file : page.files) {
    if (!file.path.ends_with("-meta.xml")) continue;
    constexpr std::size_t kStops = 4;
    for (std::size_t stop = 1; stop < kStops; ++stop) {
      std::string half = file.text.substr(0, file.text.size() * stop / kStops);
      project.change(file, half);
      const auto size = static_cast<std::uint32_t>(half.size());
      const std::uint32_t back = std::min<std::uint32_t>(size, 24);
      for (std::uint32_t offset = size - back; offset <= size + 8; offset += 8) {
        project.all_answers(file, offset);
      }
      project.all_answers(file);
    }
    project.change(file, file.text);
  }
}

INSTANTIATE_TEST_SUITE_P(Query, MarkedPages, testing::ValuesIn(page_names()), [](const auto& page) {
  std::string name = page.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

}  // namespace
}  // namespace ecac::test
