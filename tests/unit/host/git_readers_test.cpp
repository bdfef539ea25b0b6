// A repository is read by libgit2 or by the program git, and both say the same.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <vector>

#include "compiler/host/git/git_file_tree.h"
#include "compiler/host/git/git_program_objects.h"
#include "compiler/support/path_text.h"
#include "tests/support/git_repository.h"
#include "tests/unit/support/seen_tree.h"

namespace ecac::git_readers_test {
namespace {

namespace fs = std::filesystem;
using seen_tree::kNoLimit;
using testing::HasSubstr;

/// All that is below a folder, with texts and kinds.
void write_down(const FileTree& tree, const std::string& folder, std::string& out) {
  DirectoryListing listing;
  if (const auto listed = tree.list(folder, listing); !listed) {
    out += folder + ": " + listed.error().message + '\n';
    return;
  }
  std::vector<std::string> names;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    names.emplace_back(listing.name(entry));
  }
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    const std::string path = join_path(folder, name);
    const EntryKind kind = tree.kind(path);
    out += path + ' ' + std::to_string(static_cast<int>(kind)) + ' ' +
           tree.resolve(path).value_or("nowhere") + '\n';
    std::string text;
    if (kind == EntryKind::file) {
      const auto read = tree.read(path, text, kNoLimit);
      if (text.size() > 100) text = std::to_string(text.size()) + " of " + text.back();
      out += read ? text + '\n' : read.error().message + '\n';
    }
    // A link to a folder around it has no end.
    if (kind == EntryKind::directory && tree.resolve(path) == path) write_down(tree, path, out);
  }
}

/// What a reader sees of a state, or why it sees nothing.
std::string seen(const std::string& path, const RepositoryState& state, GitReader reader) {
  const auto opened = GitFileTree::open(path, state, reader);
  if (!opened) {
    return opened.error().message + ' ' + std::to_string(static_cast<int>(opened.error().kind));
  }
  std::string out = (*opened)->root() + ' ' + (*opened)->commit() + '\n';
  write_down(**opened, (*opened)->root(), out);
  if (const auto failure = (*opened)->failure()) out += failure->message;
  return out;
}

class GitReaders : public testing::Test {
 protected:
  GitReaders() {
    repository_.write("a.txt", "first");
    repository_.write("a space.txt", "blank");
    repository_.write("d/b.txt", "text of b");
    repository_.write("d/e/\xC3\xA9\n.txt", "a name with a line");
    repository_.write("d.txt", "between d and d/");
    repository_.write("empty", "");
    repository_.write("large", std::string(200'000, 'x') + "\n");
    fs::create_symlink("d", repository_.at("link"));
    fs::create_symlink("nowhere", repository_.at("dangling"));
    repository_.commit("first");
    repository_.git("tag v1");
    repository_.git("tag --annotate --message=note noted");
    repository_.write("a.txt", "second");
    fs::remove(repository_.at("d.txt"));
    repository_.commit("second");
    repository_.git("checkout --quiet -b topic v1");
    repository_.write("topic.txt", "topic");
    repository_.commit("topic");
    repository_.git("checkout --quiet --orphan alone");
    repository_.commit("alone");
    repository_.git("checkout --quiet topic");
  }

  void expect_the_same(const RepositoryState& state, const std::string& path) const {
    const std::string by_library = seen(path, state, GitReader::library);
    EXPECT_EQ(seen(path, state, GitReader::program), by_library) << state.revision;
    EXPECT_EQ(seen(path, state, GitReader::any), by_library) << state.revision;
  }
  void expect_the_same(const RepositoryState& state) const {
    expect_the_same(state, repository_.path());
  }

  GitRepository repository_;
};

TEST_F(GitReaders, SeeTheSameInEveryRevision) {
  for (const std::string& words :
       {std::string("HEAD"), std::string("main"), std::string("main~1"), std::string("v1"),
        std::string("noted"), std::string("refs/tags/v1"), std::string("HEAD^{commit}"),
        std::string("mian"), std::string(""), std::string("v1..main"), std::string("HEAD~9"),
        std::string("main\0x", 6), std::string("HEAD:a.txt"), std::string("HEAD:d"),
        std::string("--all"), std::string("-n"), std::string("--help"),
        std::string("0000000000000000000000000000000000000000"), std::string("origin/main")}) {
    for (const auto kind : {RepositoryState::Kind::revision, RepositoryState::Kind::merge_base}) {
      expect_the_same({.kind = kind, .revision = words});
    }
  }
  EXPECT_THAT(seen(repository_.path(), {.revision = "main"}, GitReader::program),
              HasSubstr("second"));
  expect_the_same({.kind = RepositoryState::Kind::merge_base, .revision = "alone"});
  expect_the_same({.kind = RepositoryState::Kind::head, .revision = "HEAD"});
  expect_the_same({.revision = "HEAD"}, repository_.at("d/e"));
  expect_the_same({.revision = "HEAD"}, repository_.at("not/there"));
  const TemporaryDirectory elsewhere;
  expect_the_same({.revision = "HEAD"}, elsewhere.path());
}

TEST_F(GitReaders, FindTheCommitFromWhichBranchesWentApart) {
  const RepositoryState base{.kind = RepositoryState::Kind::merge_base, .revision = "main"};
  EXPECT_EQ((*GitFileTree::open(repository_.path(), base))->commit(),
            (*GitFileTree::open(repository_.path(), "v1"))->commit());
  repository_.git("merge --quiet --no-edit main");
  EXPECT_EQ((*GitFileTree::open(repository_.path(), base))->commit(),
            (*GitFileTree::open(repository_.path(), "main"))->commit());
  expect_the_same(base);
}

TEST_F(GitReaders, SeeTheSameInTheIndex) {
  const RepositoryState index{.kind = RepositoryState::Kind::index};
  expect_the_same(index);
  repository_.write("a.txt", "staged");
  repository_.write("d/new/n.txt", "new");
  repository_.git("add a.txt d/new/n.txt");
  repository_.git("rm --quiet --cached d/b.txt");
  repository_.write("a.txt", "not staged");
  repository_.write("promised.txt", "later");
  repository_.git("add --intent-to-add promised.txt");
  expect_the_same(index);
  const std::string state = seen(repository_.path(), index, GitReader::any);
  EXPECT_THAT(state, HasSubstr("staged\n"));
  EXPECT_THAT(state, HasSubstr("d/new/n.txt"));
  EXPECT_THAT(state, testing::Not(HasSubstr("not staged")));
  EXPECT_THAT(state, testing::Not(HasSubstr("promised")));
  EXPECT_THAT(state, testing::Not(HasSubstr("d/b.txt")));
  // A hook may be told of another index.
  fs::copy_file(repository_.at(".git/index"), repository_.at(".git/other"));
  repository_.git("reset --quiet");
  expect_the_same({.kind = RepositoryState::Kind::index, .index_file = ".git/other"});
  EXPECT_EQ(
      seen(repository_.path(), {.kind = RepositoryState::Kind::index, .index_file = ".git/other"},
           GitReader::any),
      state);
  expect_the_same(index, repository_.at("d"));
}

TEST_F(GitReaders, RefuseAnIndexWithConflicts) {
  repository_.write("a.txt", "ours");
  repository_.commit("ours");
  (void)std::system(("cd '" + repository_.path() +
                     "' && git -c user.name=H -c user.email=h@example.com merge main "
                     ">/dev/null 2>&1")
                        .c_str());
  const RepositoryState index{.kind = RepositoryState::Kind::index};
  EXPECT_THAT(seen(repository_.path(), index, GitReader::any), HasSubstr("are not merged"));
  expect_the_same(index);
}

TEST_F(GitReaders, BeginBeforeTheFirstCommit) {
  const GitRepository fresh;
  fresh.write("x.txt", "x");
  fresh.git("add x.txt");
  for (const auto kind : {RepositoryState::Kind::head, RepositoryState::Kind::index,
                          RepositoryState::Kind::merge_base, RepositoryState::Kind::revision}) {
    expect_the_same({.kind = kind, .revision = "HEAD"}, fresh.path());
  }
  EXPECT_THAT(seen(fresh.path(), {.kind = RepositoryState::Kind::index}, GitReader::any),
              HasSubstr("x.txt"));
}

TEST_F(GitReaders, ReadPacksWorkTreesAndBareRepositories) {
  repository_.git("gc --quiet");
  const TemporaryDirectory other;
  repository_.git("worktree add --quiet '" + other.at("tree") + "' v1");
  repository_.git("clone --quiet --bare . '" + other.at("bare.git") + "'");
  repository_.git("clone --quiet --depth=1 --no-tags --no-single-branch 'file://" +
                  repository_.path() + "' '" + other.at("shallow") + "'");
  for (const std::string folder : {"tree", "bare.git", "shallow"}) {
    for (const std::string words : {"HEAD", "main", "v1", "HEAD~1", "origin/main"}) {
      expect_the_same({.revision = words}, other.at(folder));
      expect_the_same({.kind = RepositoryState::Kind::merge_base, .revision = words},
                      other.at(folder));
    }
  }
}

TEST_F(GitReaders, ReadWhatTheLibraryDoesNotUnderstand) {
  const GitRepository other;
  fs::remove_all(other.at(".git"));
  other.git("init --quiet --object-format=sha256 --initial-branch=main .");
  other.write("x.txt", "x of a longer hash");
  other.commit("first");
  const std::string state = seen(other.path(), {.revision = "HEAD"}, GitReader::any);
  EXPECT_THAT(state, HasSubstr("x of a longer hash"));
  EXPECT_EQ((*GitFileTree::open(other.path(), "main"))->commit().size(), 64U);
}

TEST_F(GitReaders, RunNothingThatTheRepositoryNames) {
  const std::string trap = "touch " + repository_.at("sprung");
  for (const std::string key :
       {"core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.editor",
        "core.alternateRefsCommand", "diff.external", "credential.helper", "alias.cat-file",
        "alias.rev-parse", "filter.trap.smudge", "uploadpack.packObjectsHook"}) {
    const std::string value = key == "credential.helper" || key.starts_with("alias") ? "!" : "";
    repository_.git("config " + key + " '" + value + trap + "'");
  }
  for (const std::string hook : {"post-index-change", "post-checkout", "pre-auto-gc"}) {
    repository_.write(".git/hooks/" + hook, "#!/bin/sh\n" + trap + "\n");
    fs::permissions(repository_.at(".git/hooks/" + hook), fs::perms::owner_all);
  }
  // What is missing is not fetched either.
  repository_.git("config extensions.partialClone origin");
  repository_.git("config remote.origin.promisor true");
  repository_.git("config remote.origin.url 'ext::" + trap + "'");
  repository_.git("config protocol.ext.allow always");
  for (const auto& entry : fs::recursive_directory_iterator(repository_.at(".git/objects"))) {
    if (entry.is_regular_file() && entry.file_size() > 300) fs::remove(entry.path());
  }
  ::setenv("GIT_EXTERNAL_DIFF", trap.c_str(), 1);
  for (const GitReader reader : {GitReader::program, GitReader::library}) {
    for (const auto kind : {RepositoryState::Kind::revision, RepositoryState::Kind::merge_base,
                            RepositoryState::Kind::index}) {
      seen(repository_.path(), {.kind = kind, .revision = "main"}, reader);
    }
  }
  ::unsetenv("GIT_EXTERNAL_DIFF");
  EXPECT_FALSE(fs::exists(repository_.at("sprung")));
  EXPECT_THAT(seen(repository_.path(), {.revision = "main"}, GitReader::program),
              HasSubstr("is it damaged?"));
}

TEST_F(GitReaders, TakeNoProgramOfTheCurrentFolder) {
  const TemporaryDirectory folder;
  folder.write("git", "#!/bin/sh\ntouch '" + folder.at("sprung") + "'\n");
  fs::permissions(folder.at("git"), fs::perms::owner_all);
  const std::string path = std::getenv("PATH");
  const fs::path before = fs::current_path();
  fs::current_path(folder.path());
  ::setenv("PATH", (".::" + path).c_str(), 1);
  seen(repository_.path(), {.revision = "main"}, GitReader::program);
  ::setenv("PATH", "", 1);
  EXPECT_THAT(seen(repository_.path(), {.revision = "main"}, GitReader::program),
              HasSubstr("there is no program git"));
  ::setenv("PATH", path.c_str(), 1);
  fs::current_path(before);
  EXPECT_FALSE(fs::exists(folder.at("sprung")));
}

}  // namespace
}  // namespace ecac::git_readers_test
