// What an answer was read from is recorded by the view it was read through. So nobody who gives
// answers may get at a project in another way.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

TEST(RecordingView, IsTheOnlyWayToAProject) {
  static const RE2 kProject(R"(\bProject\b\s*(?:const\s*)?[&*]|model/project\.h)");
  Complaints complaints;
  for (const std::string_view folder : {"compiler/rules/", "compiler/resolve/"}) {
    for (const std::string_view ending : {".h", ".cpp"}) {
      for (const SourceFile* file : files_in(folder, ending)) {
        if (file->path.starts_with("compiler/resolve/view/")) continue;
        for (const std::string_view line : lines_of(file->text)) {
          if (RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), kProject)) {
            complaints.add(file->path + ": " + std::string(line));
          }
        }
      }
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
