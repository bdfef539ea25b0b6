#include "compiler/driver/checked_commit.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

const std::string kCommit = "0123456789abcdef0123456789abcdef01234567";

MemoryFileTree repository(const std::string& remote) {
  MemoryFileTree tree;
  tree.add("/work/app/sfdx-project.json", "{}");
  tree.add("/work/.git/HEAD", "ref: refs/heads/feature/login\n");
  tree.add("/work/.git/refs/heads/feature/login", kCommit + "\n");
  tree.add("/work/.git/config",
           "[core]\n\turl = https://no.example.com/remote\n[remote \"fork\"]\n\turl = "
           "https://fork.example.com/apps\n[remote \"origin\"]\n\tfetch = x\n\tURL = " +
               remote + "\n");
  return tree;
}

std::string address_of(const std::string& remote) {
  const auto found = checked_commit(repository(remote), "/work");
  return found ? found->address : std::string();
}

TEST(CheckedCommit, IsThatOfTheBranch) {
  const MemoryFileTree tree = repository("https://git.example.com/team/apps.git");
  const auto found = checked_commit(tree, "/work");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, "https://git.example.com/team/apps.git");
  EXPECT_EQ(found->commit, kCommit);
  EXPECT_EQ(found->branch, "feature/login");
  EXPECT_TRUE(found->is_root);
  const auto below = checked_commit(tree, "/work/app");
  ASSERT_TRUE(below);
  EXPECT_FALSE(below->is_root);
}

TEST(CheckedCommit, IsOfNoBranchAlone) {
  MemoryFileTree tree = repository("https://git.example.com/team/apps.git");
  tree.add("/work/.git/HEAD", kCommit + "\n");
  const auto found = checked_commit(tree, "/work");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->commit, kCommit);
  EXPECT_EQ(found->branch, "");
}

TEST(CheckedCommit, StandsInPackedReferences) {
  MemoryFileTree tree = repository("https://git.example.com/team/apps.git");
  tree.add("/work/.git/HEAD", "ref: refs/heads/main\n");
  EXPECT_FALSE(checked_commit(tree, "/work")) << "before the first commit";
  tree.add("/work/.git/packed-refs", "# pack-refs with: peeled fully-peeled sorted\n" +
                                         std::string(40, 'a') + " refs/heads/mai\n" + kCommit +
                                         " refs/heads/main\n^" + std::string(40, 'b') + "\n");
  const auto found = checked_commit(tree, "/work");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->commit, kCommit);
}

TEST(CheckedCommit, OfAFurtherWorkTreeIsItsOwn) {
  MemoryFileTree tree = repository("https://git.example.com/team/apps.git");
  tree.add("/other/.git", "gitdir: ../work/.git/worktrees/other\n");
  tree.add("/work/.git/worktrees/other/HEAD", "ref: refs/heads/fix\n");
  tree.add("/work/.git/worktrees/other/commondir", "../..\n");
  tree.add("/work/.git/refs/heads/fix", std::string(40, 'c') + "\n");
  const auto found = checked_commit(tree, "/other");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->commit, std::string(40, 'c'));
  EXPECT_EQ(found->branch, "fix");
}

TEST(CheckedCommit, ReadsAConfigurationAsGitDoes) {
  MemoryFileTree tree = repository("unused");
  tree.add("/work/.git/config",
           "; none of ours\n[Remote \"Origin\"]\n\turl = https://other.example.com/x\n"
           "[REMOTE \"origin\"] Url=https://git.example.com/team/apps # ours\n");
  const auto found = checked_commit(tree, "/work");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->address, "https://git.example.com/team/apps");
}

TEST(CheckedCommit, TellsNoUserAndNoPassword) {
  EXPECT_EQ(address_of("https://ci:not-a-real-token@git.example.com:8443/team/apps?x=1#y"),
            "https://git.example.com:8443/team/apps");
  EXPECT_EQ(address_of("\"https://ci@git.example.com/team/apps\" ; ours"),
            "https://git.example.com/team/apps");
  EXPECT_EQ(address_of("git@git.example.com:team/apps.git"), "ssh://git.example.com/team/apps.git");
  EXPECT_EQ(address_of("ssh://git@git.example.com/team/apps.git"),
            "ssh://git.example.com/team/apps.git");
}

TEST(CheckedCommit, NamesNoFolderOfTheMachine) {
  for (const char* remote :
       {"/srv/git/apps.git", "../apps", "./a:b", "file:///srv/git/apps.git", "C:\\apps", "C:/apps",
        "apps", "https://git.example.com", "https://git.example.com/a b", ""}) {
    EXPECT_EQ(address_of(remote), "") << remote;
  }
}

TEST(CheckedCommit, IsNotKnownWhereGitSaysNothing) {
  MemoryFileTree tree;
  tree.add("/work/a.txt", "x");
  EXPECT_FALSE(checked_commit(tree, "/work"));
  tree.add("/work/.git", "no folder");
  EXPECT_FALSE(checked_commit(tree, "/work"));
  MemoryFileTree broken = repository("https://git.example.com/team/apps.git");
  broken.add("/work/.git/refs/heads/feature/login", "no commit\n");
  EXPECT_FALSE(checked_commit(broken, "/work"));
}

}  // namespace
}  // namespace ecac
