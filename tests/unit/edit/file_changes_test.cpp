#include "compiler/edit/file_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/memory_file_writer.h"

namespace ecac {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class FileChangesTest : public testing::Test {
 protected:
  std::vector<std::string> write(const std::vector<FileChange>& changes) {
    return write_changes(files_, writer_, changes).problems;
  }
  std::string text(const std::string& path) const {
    std::string text;
    return files_.read(path, text, 1U << 20) ? text : "nothing";
  }
  MemoryFileTree files_;
  test::MemoryFileWriter writer_{files_};
};

TEST_F(FileChangesTest, AreMadeAtEachPath) {
  files_.add("/edited", "1");
  files_.add("/moved", "2");
  files_.add("/gone", "3");
  EXPECT_THAT(write({{"/edited", "/edited", "1", "one"},
                     {"/moved", "/x/new", "2", "two"},
                     {"", "/z/made", "", "made"},
                     {"/gone", "", "3", ""}}),
              IsEmpty());
  EXPECT_EQ(text("/edited"), "one");
  EXPECT_EQ(text("/x/new"), "two");
  EXPECT_EQ(text("/moved"), "nothing");
  EXPECT_EQ(text("/z/made"), "made");
  EXPECT_EQ(text("/gone"), "nothing");
}

TEST_F(FileChangesTest, LeaveAloneWhatSomebodyElseChanged) {
  files_.add("/a", "1, and more");
  files_.add("/b", "2");
  files_.add("/moved", "2");
  files_.add("/new", "by somebody");
  files_.add("/made", "by somebody");
  files_.add("/gone", "3");
  EXPECT_THAT(write({{"/a", "/a", "1", "one"},
                     {"/b", "/b", "2", "two"},
                     {"/moved", "/new", "2", "2"},
                     {"", "/made", "", "by us"},
                     {"/gone", "", "3", ""}}),
              ElementsAre("`/a` was changed by somebody else meanwhile and is left alone",
                          "cannot rename `/moved`: `/new` stands there already",
                          "cannot create `/made`: something stands there already",
                          "`/gone` was not deleted, because not everything else could be done"));
  EXPECT_EQ(text("/a"), "1, and more");
  EXPECT_EQ(text("/b"), "two");
  EXPECT_EQ(text("/moved"), "2");
  EXPECT_EQ(text("/new"), "by somebody");
  EXPECT_EQ(text("/made"), "by somebody");
  EXPECT_EQ(text("/gone"), "3");
}

TEST_F(FileChangesTest, DeleteNoFileThatSomebodyElseChanged) {
  files_.add("/gone", "3 and more");
  EXPECT_THAT(write({{"/gone", "", "3", ""}}),
              ElementsAre("`/gone` was changed by somebody else meanwhile and is left alone"));
  EXPECT_EQ(text("/gone"), "3 and more");
}

TEST_F(FileChangesTest, TellWhatTheMachineRefuses) {
  files_.add("/a", "1");
  files_.add("/b", "2");
  files_.add("/gone", "3");
  writer_.refuse("/a");
  writer_.refuse("/gone");
  EXPECT_THAT(write({{"/a", "/c", "1", "one"}, {"/b", "/b", "2", "two"}}),
              ElementsAre("cannot write `/a`: refused"));
  EXPECT_EQ(text("/a"), "1");
  EXPECT_EQ(text("/c"), "nothing");
  EXPECT_EQ(text("/b"), "two");
  EXPECT_THAT(write({{"/gone", "", "3", ""}}), ElementsAre("cannot delete `/gone`: refused"));
}

}  // namespace
}  // namespace ecac
