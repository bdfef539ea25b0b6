// A header explains itself: each type says what it is for and what it promises.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <set>
#include <string>

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

/// What is installed names nothing that is not: each header, those it includes, and the standard
/// library, whose headers have no ending.
TEST(Headers, ThoseInstalledNameOnlyEachOther) {
  const SourceFile* install = find_file("compiler/cmake/EcacInstall.cmake");
  ASSERT_NE(install, nullptr);
  static const RE2 kHeader(R"((?m)^  (compiler/[a-z0-9_/]+\.h))");
  static const RE2 kInclude(R"re((?m)^\s*#\s*include\s*[<"]([^>"]+)[>"])re");
  std::set<std::string> headers;
  std::string path;
  re2::StringPiece list(install->text);
  while (RE2::FindAndConsume(&list, kHeader, &path)) headers.insert(path);
  EXPECT_GT(headers.size(), 5u);
  Complaints complaints;
  for (const std::string& header : headers) {
    const SourceFile* file = find_file(header);
    ASSERT_NE(file, nullptr) << header;
    re2::StringPiece rest(file->text);
    while (RE2::FindAndConsume(&rest, kInclude, &path)) {
      if (path.find('.') != std::string::npos && headers.count(path) == 0) {
        complaints.add(header + " includes " + path);
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
