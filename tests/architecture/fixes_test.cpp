// Fixes say what they mean; the bytes of it are made in edit/.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

/// A text that begins with a tag.
bool is_markup(std::string_view literal) {
  while (literal.starts_with(' ') || literal.starts_with("\\n") || literal.starts_with("\\r") ||
         literal.starts_with("\\t")) {
    literal.remove_prefix(literal.starts_with(' ') ? 1 : 2);
  }
  return literal.starts_with('<');
}

TEST(Fixes, NoRuleWritesMarkup) {
  std::size_t literals = 0;
  Complaints complaints;
  for (const std::string_view ending : {".cpp", ".h"}) {
    for (const SourceFile* file : files_in("compiler/rules/", ending)) {
      for (const std::string_view line : lines_of(file->text)) {
        if (line.starts_with("#include")) continue;
        for (const std::string_view literal : literals_of(line)) {
          ++literals;
          if (is_markup(literal)) complaints.add(file->path + ": " + std::string(literal));
        }
      }
    }
  }
  EXPECT_GT(literals, 1000U);
  EXPECT_EQ(complaints.text(), "");
}

/// Only a text that is no XML, and so has no elements, is mended by its bytes.
TEST(Fixes, NoRuleReplacesBytes) {
  const std::set<std::string> mends_broken_text = {
      "compiler/rules/shared/notes/markup_findings.cpp"};
  Complaints complaints;
  for (const SourceFile* file : files_in("compiler/rules/", ".cpp")) {
    const bool replaces = file->text.find("EditOperation{") != std::string::npos;
    if (replaces != (mends_broken_text.count(file->path) != 0)) complaints.add(file->path);
  }
  EXPECT_EQ(complaints.text(), "");
}

TEST(Fixes, MarkupIsSeen) {
  EXPECT_TRUE(is_markup("<label>"));
  EXPECT_TRUE(is_markup("    <!-- c -->"));
  EXPECT_TRUE(is_markup("\\n</r>"));
  EXPECT_FALSE(is_markup("Insert `<label>`"));
}

}  // namespace
}  // namespace ecac::architecture
