#include "compiler/host/git/git_file_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "compiler/support/path_text.h"
#include "tests/support/git_repository.h"
#include "tests/unit/support/seen_tree.h"

namespace ecac::git_file_tree_test {
namespace {

using seen_tree::dump;
using seen_tree::kNoLimit;
using seen_tree::read;

using testing::HasSubstr;

std::unique_ptr<GitFileTree> open(const std::string& path, const std::string& revision) {
  Result<std::unique_ptr<GitFileTree>> opened = GitFileTree::open(path, revision);
  if (opened) return std::move(*opened);
  ADD_FAILURE() << opened.error().message;
  return nullptr;
}

std::string refusal(const std::string& path, const std::string& revision) {
  const Result<std::unique_ptr<GitFileTree>> opened = GitFileTree::open(path, revision);
  return opened ? "" : opened.error().message;
}

/// Two commits; the work tree holds something else again.
class GitFileTreeTest : public testing::Test {
 protected:
  GitFileTreeTest() {
    repository_.write("a.txt", "first");
    repository_.write("d/b.txt", "text of b");
    repository_.write("d/e/c.txt", "");
    link("a.txt", "file_link");
    link("d", "folder_link");
    link("../a.txt", "d/up_link");
    link(repository_.at("d/b.txt"), "absolute_link");
    link("nowhere", "dangling");
    link("loop", "loop");
    link("/etc", "outside_link");
    link("../..", "d/above_link");
    repository_.commit("first");
    repository_.git("tag v1");
    repository_.git("tag --annotate --message=note v1-noted");
    repository_.write("a.txt", "second");
    repository_.write("new.txt", "new");
    std::filesystem::remove_all(repository_.at("d"));
    repository_.commit("second");
    repository_.write("a.txt", "not committed");
  }

  void link(const std::string& target, const std::string& name) const {
    ASSERT_EQ(::symlink(target.c_str(), repository_.at(name).c_str()), 0);
  }

  GitRepository repository_;
};

TEST_F(GitFileTreeTest, ShowsARevisionUnderThePathsOfTheDisk) {
  const auto first = open(repository_.path(), "HEAD~1");
  const auto second = open(repository_.path(), "main");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->root(), repository_.path());
  EXPECT_NE(first->commit(), second->commit());
  EXPECT_EQ(first->commit().size(), 40U);
  EXPECT_EQ(read(*first, repository_.at("a.txt")), "first");
  EXPECT_EQ(read(*second, repository_.at("a.txt")), "second");
  EXPECT_EQ(read(*first, repository_.at("d/b.txt")), "text of b");
  EXPECT_EQ(read(*first, repository_.at("d/e/c.txt")), "");
  EXPECT_EQ(read(*second, repository_.at("d/b.txt")), "error: no such file or folder");
  EXPECT_EQ(dump(*second, repository_.at("d")), "error: no such file or folder");
  EXPECT_EQ(dump(*first, repository_.at("d")),
            "above_link@:missing b.txt:file e:directory up_link@:file ");
  EXPECT_EQ(dump(*first, repository_.path()),
            "a.txt:file absolute_link@:file d:directory dangling@:missing file_link@:file "
            "folder_link@:directory loop@:missing outside_link@:missing ");
}

TEST_F(GitFileTreeTest, TakesEveryWordForACommit) {
  const std::string hash = open(repository_.path(), "HEAD~1")->commit();
  for (const std::string& word :
       {std::string("v1"), std::string("v1-noted"), std::string("tags/v1"), hash,
        hash.substr(0, 12), std::string("main^"), std::string("HEAD^{commit}~1")}) {
    EXPECT_EQ(open(repository_.path(), word)->commit(), hash) << word;
  }
}

TEST_F(GitFileTreeTest, ReadsWithinBounds) {
  const auto tree = open(repository_.path(), "v1");
  EXPECT_EQ(read(*tree, repository_.at("d/b.txt"), 9), "text of b");
  EXPECT_EQ(read(*tree, repository_.at("d/b.txt"), 8), "error: 9 bytes, more than the limit of 8");
  EXPECT_EQ(read(*tree, repository_.at("d")), "error: is a folder");
  EXPECT_EQ(dump(*tree, repository_.at("a.txt")), "error: not a folder");
  EXPECT_EQ(read(*tree, repository_.at("a.txt/x")), "error: no such file or folder");
}

TEST_F(GitFileTreeTest, FollowsLinksInsideTheRepository) {
  const auto tree = open(repository_.path(), "v1");
  EXPECT_EQ(read(*tree, repository_.at("file_link")), "first");
  EXPECT_EQ(read(*tree, repository_.at("folder_link/b.txt")), "text of b");
  EXPECT_EQ(read(*tree, repository_.at("folder_link/up_link")), "first");
  EXPECT_EQ(read(*tree, repository_.at("absolute_link")), "text of b");
  EXPECT_EQ(tree->kind(repository_.at("loop")), EntryKind::missing);
  EXPECT_EQ(tree->kind(repository_.at("outside_link/passwd")), EntryKind::missing);
  EXPECT_EQ(tree->resolve(repository_.at("folder_link/e")), repository_.at("d/e"));
  EXPECT_EQ(tree->resolve(repository_.at("dangling")), std::nullopt);
  EXPECT_EQ(tree->identity(repository_.at("folder_link")), tree->identity(repository_.at("d")));
}

TEST_F(GitFileTreeTest, TellsFoldersWithTheSameContentApart) {
  repository_.write("one/x", "same");
  repository_.write("two/x", "same");
  repository_.commit("third");
  const auto tree = open(repository_.path(), "HEAD");
  EXPECT_NE(tree->identity(repository_.at("one")), tree->identity(repository_.at("two")));
  DirectoryListing listing;
  ASSERT_TRUE(tree->list(repository_.at("one"), listing));
  EXPECT_EQ(listing.identity, tree->identity(repository_.at("one")));
}

TEST_F(GitFileTreeTest, KnowsTheFoldersAboveButNothingInThem) {
  const auto tree = open(repository_.path(), "v1");
  const std::string above = std::filesystem::path(repository_.path()).parent_path().string();
  const std::string name = std::filesystem::path(repository_.path()).filename().string();
  EXPECT_EQ(tree->kind("/"), EntryKind::directory);
  EXPECT_EQ(dump(*tree, above), name + ":directory ");
  EXPECT_EQ(tree->kind("/etc/passwd"), EntryKind::missing);
  EXPECT_EQ(tree->kind(repository_.path() + "x"), EntryKind::missing);
}

TEST_F(GitFileTreeTest, GoesTheWayThroughALinkThatLeadsToTheRepository) {
  const TemporaryDirectory other;
  ASSERT_EQ(::symlink(repository_.path().c_str(), other.at("all").c_str()), 0);
  const auto all = open(other.at("all/d/e"), "v1");
  EXPECT_EQ(read(*all, other.at("all/d/b.txt")), "text of b");
  EXPECT_EQ(read(*all, repository_.at("d/b.txt")), "text of b");
  EXPECT_EQ(all->resolve(other.at("all/d")), repository_.at("d"));
  EXPECT_EQ(all->kind(other.path()), EntryKind::directory);

  repository_.write("d/b.txt", "back again");
  ASSERT_EQ(::symlink(repository_.at("d").c_str(), other.at("part").c_str()), 0);
  const auto part = open(other.at("part"), "v1");
  EXPECT_EQ(read(*part, other.at("part/b.txt")), "text of b");
  EXPECT_EQ(read(*part, other.at("part/up_link")), "first");
}

TEST_F(GitFileTreeTest, ReadsThroughAnotherWorkTree) {
  const TemporaryDirectory other;
  repository_.git("worktree add --quiet '" + other.at("tree") + "' v1");
  ASSERT_TRUE(std::filesystem::is_regular_file(other.at("tree/.git")));
  const auto tree = open(other.at("tree/d"), "main");
  EXPECT_EQ(tree->root(), other.at("tree"));
  EXPECT_EQ(read(*tree, other.at("tree/a.txt")), "second");
  EXPECT_EQ(open(other.at("tree"), "HEAD")->commit(), open(repository_.path(), "v1")->commit());
}

TEST_F(GitFileTreeTest, ReadsABareRepository) {
  const TemporaryDirectory other;
  repository_.git("clone --quiet --bare . '" + other.at("bare.git") + "'");
  const auto tree = open(other.at("bare.git"), "main");
  EXPECT_EQ(tree->root(), other.at("bare.git"));
  EXPECT_EQ(read(*tree, other.at("bare.git/a.txt")), "second");
  EXPECT_EQ(tree->kind(other.at("bare.git/HEAD")), EntryKind::missing);
}

TEST_F(GitFileTreeTest, ShowsSubmodulesAtTheirCommits) {
  const GitRepository inner;
  inner.write("x.txt", "inner");
  inner.commit("inner");
  repository_.git("submodule --quiet add '" + inner.path() + "' part");
  repository_.commit("with a part");
  ASSERT_TRUE(std::filesystem::exists(repository_.at("part/x.txt")));
  const auto tree = open(repository_.path(), "HEAD");
  EXPECT_EQ(tree->kind(repository_.at("part")), EntryKind::directory);
  EXPECT_EQ(read(*tree, repository_.at("part/x.txt")), "inner");
  EXPECT_EQ(tree->kind(repository_.at("part/.git")), EntryKind::file);
  EXPECT_THAT(dump(*tree, repository_.path()), HasSubstr("part:directory"));
  EXPECT_TRUE(tree->closed_folders().empty());
  // As it was, whatever is checked out now.
  repository_.write("part/x.txt", "changed");
  repository_.git("-C part commit --quiet --all --message=changed");
  EXPECT_EQ(read(*open(repository_.path(), "HEAD"), repository_.at("part/x.txt")), "inner");
  // A commit that nobody has fetched.
  repository_.git("update-index --cacheinfo 160000,1234567890123456789012345678901234567890,part");
  repository_.git("commit --quiet --message=unknown");
  const auto closed = open(repository_.path(), "HEAD");
  EXPECT_EQ(dump(*closed, repository_.at("part")), "");
  EXPECT_EQ(closed->closed_folders(), std::vector<std::string>{repository_.at("part")});
  // Where it is not checked out, nothing can be compared with it.
  std::filesystem::remove_all(repository_.at("part"));
  std::filesystem::create_directory(repository_.at("part"));
  EXPECT_EQ(dump(*open(repository_.path(), "HEAD~1"), repository_.at("part")), "");
}

TEST_F(GitFileTreeTest, SaysWhatIsMissing) {
  const TemporaryDirectory elsewhere;
  const std::string root = repository_.path();
  const std::string name(file_name(root));
  EXPECT_EQ(refusal(elsewhere.path(), "main"),
            "`" + std::string(file_name(elsewhere.path())) + "` is in no git repository");
  for (const std::string& word : {std::string("mainn"), std::string(""), std::string("v1..main"),
                                  std::string("HEAD~9"), std::string("main\0x", 6)}) {
    EXPECT_EQ(refusal(root, word),
              "there is no revision `" + word + "` in the git repository `" + name + "`");
  }
  EXPECT_EQ(refusal(root, "HEAD:a.txt"),
            "`HEAD:a.txt` is no commit of the git repository `" + name + "`");
  EXPECT_EQ(refusal(GitRepository().path(), "HEAD").substr(0, 27), "there is no revision `HEAD`");
  EXPECT_EQ(GitFileTree::open(elsewhere.path(), "main").error().kind, ErrorKind::not_found);
  EXPECT_EQ(GitFileTree::open(root, "mainn").error().kind, ErrorKind::not_found);
}

TEST_F(GitFileTreeTest, TellsWhatAPipelineMayHaveLeftOut) {
  const TemporaryDirectory other;
  repository_.git("branch release");
  repository_.git("clone --quiet --depth=1 --no-tags --no-single-branch 'file://" +
                  repository_.path() + "' '" + other.at("shallow") + "'");
  EXPECT_THAT(refusal(other.at("shallow"), "release"), HasSubstr("did you mean `origin/release`?"));
  EXPECT_THAT(refusal(other.at("shallow"), "HEAD~1"), HasSubstr("git fetch --unshallow"));
}

TEST_F(GitFileTreeTest, ReadsFromPacksAndFromSeveralThreads) {
  for (int i = 0; i < 50; ++i) {
    repository_.write("many/" + std::to_string(i), "text " + std::to_string(i));
  }
  repository_.commit("many");
  repository_.git("gc --quiet");
  const auto tree = open(repository_.path(), "HEAD");
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t number = 0; number < wrong.size(); ++number) {
    threads.emplace_back([&, number] {
      const auto reader = tree->make_reader();
      std::string text;
      for (int i = 0; i < 50; ++i) {
        const std::string name = std::to_string(i);
        if (!reader->read(repository_.at("many"), name, text, kNoLimit) || text != "text " + name) {
          ++wrong[number];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4));
}

}  // namespace
}  // namespace ecac::git_file_tree_test
