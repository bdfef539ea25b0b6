#include "compiler/host/disk_file_tree.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/unit/support/temporary_directory.h"

namespace ecac {
namespace {

TEST(DiskFileTree, KnowsWhatBelongsToAnother) {
  const TemporaryDirectory folder;
  folder.write("mine/a", "");
  folder.write("other", "");
  const DiskFileTree tree;
  EXPECT_FALSE(tree.is_of_another(folder.at("other"), folder.at("mine")));
  EXPECT_FALSE(tree.is_of_another(folder.at("missing"), folder.at("mine")));
  if (::geteuid() != 0) GTEST_SKIP() << "only an administrator gives files away";
  constexpr uid_t kSomebody = 12345;
  ASSERT_EQ(::chown(folder.at("other").c_str(), kSomebody, kSomebody), 0);
  EXPECT_TRUE(tree.is_of_another(folder.at("other"), folder.at("mine")));
  ASSERT_EQ(::chown(folder.at("mine").c_str(), kSomebody, kSomebody), 0);
  EXPECT_FALSE(tree.is_of_another(folder.at("other"), folder.at("mine")));
}

}  // namespace
}  // namespace ecac
