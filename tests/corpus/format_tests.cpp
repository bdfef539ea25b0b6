#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/format/formatter.h"
#include "tests/support/golden.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

/// By path: who wrote a file that is not as an org writes it.
std::map<std::string, std::string> written_by_others() {
  std::map<std::string, std::string> writers;
  std::istringstream in(
      read_text_file(std::string(ECAC_SOURCE_DIR) + "/tests/corpus/formatted.txt"));
  for (std::string line; std::getline(in, line);) {
    const std::size_t colon = line.find(": ");
    EXPECT_NE(colon, std::string::npos) << line;
    EXPECT_TRUE(writers.emplace(line.substr(0, colon), line.substr(colon + 2)).second) << line;
  }
  return writers;
}

/// The type of a file by its name; none for one that is not formatted.
TypeId type_of(const std::string& name, const Formatter& formatter) {
  constexpr std::string_view kEnding = "-meta.xml";
  const std::string base =
      name.ends_with(kEnding) ? name.substr(0, name.size() - kEnding.size()) : name;
  const std::size_t dot = base.rfind('.');
  if (dot == std::string::npos) return TypeId::none;
  const TypeSchema* type =
      SchemaSet::embedded()->find_by_suffix(base.substr(dot + 1), base.substr(0, dot));
  return type != nullptr && formatter.formats(type->id) ? type->id : TypeId::none;
}

TEST(Corpus, FormattingLeavesWhatAnOrgWroteByteForByte) {
  ECAC_NEED_SHARED(shared);
  std::map<std::string, std::string> others = written_by_others();
  Formatter formatter(*SchemaSet::embedded());
  const std::filesystem::path root = shared + "/corpus";
  std::size_t in_form = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const TypeId type = type_of(entry.path().filename().string(), formatter);
    if (!entry.is_regular_file() || type == TypeId::none) continue;
    const std::string path = std::filesystem::relative(entry.path(), root).generic_string();
    SCOPED_TRACE(path);
    const std::string text = read_text_file(entry.path().string());
    const FormattedText formatted = formatter.format(text, type);
    if (formatted.text == text) {
      ++in_form;
      EXPECT_FALSE(others.contains(path)) << "is in form";
      continue;
    }
    const auto writer = others.find(path);
    EXPECT_NE(writer, others.end()) << "is not in form, and nobody but an org is known to write it";
    if (writer == others.end()) continue;
    EXPECT_EQ(writer->second.starts_with("refused: "), formatted.refusal.has_value());
    EXPECT_FALSE(formatted.refusal && formatted.refusal->internal) << formatted.refusal->why;
    others.erase(writer);
  }
  for (const auto& [path, writer] : others) ADD_FAILURE() << path << " is not there or in form";
  EXPECT_EQ(in_form, 272U);
}

}  // namespace
}  // namespace ecac::test
