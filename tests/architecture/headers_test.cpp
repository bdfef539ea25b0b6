// A header explains itself: each type says what it is for and what it promises.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

TEST(Headers, EveryTypeHasAComment) {
  static const RE2 kType(R"((?:class|struct|enum class|concept) (\w+)[^;]*)");
  Complaints complaints;
  for (const SourceFile* file : files_in("compiler/", ".h")) {
    const std::vector<std::string_view> lines = lines_of(file->text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      std::string name;
      if (!RE2::FullMatch(re2::StringPiece(lines[i].data(), lines[i].size()), kType, &name)) {
        continue;
      }
      std::size_t before = i;
      while (before > 0 && lines[before - 1].starts_with("template")) --before;
      if (before == 0 || !lines[before - 1].starts_with("//")) {
        complaints.add(file->path + ": " + name);
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
