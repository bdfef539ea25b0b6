#include "compiler/cli/apply_fixes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/support/memory_file_tree.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Files have the numbers of their places in this list.
class NamedFiles final : public SnippetSource {
 public:
  explicit NamedFiles(std::vector<std::string> paths) : paths_(std::move(paths)) {}
  bool line(FileId, std::uint32_t, std::string&) override { return false; }
  std::string path_of(FileId file) const override {
    return paths_.at(static_cast<std::size_t>(file));
  }

 private:
  std::vector<std::string> paths_;
};

std::string text_at(const FileTree& files, const std::string& path) {
  std::string text;
  return files.read(path, text, 1u << 20) ? text : "nothing";
}

/// A made-up checker: what it finds is up to the functions that look at the files.
class Checker {
 public:
  explicit Checker(std::string root) : root_(std::move(root)) {}

  using Look = std::function<void(Checker&, const FileTree&)>;
  Look look;

  /// Replaces the first `what` in the file.
  void edit(const FileTree& files, const std::string& path, const std::string& what,
            const std::string& by, Applicability applicability = Applicability::safe) {
    const std::size_t at = text_at(files, path).find(what);
    if (at == std::string::npos) return;
    ReportOperation operation;
    operation.place.file = number_of(path);
    operation.place.range = {static_cast<std::uint32_t>(at),
                             static_cast<std::uint32_t>(at + what.size())};
    operation.text = by;
    report("Write " + by, applicability, {operation});
  }
  void create(const std::string& path, const std::string& text) {
    ReportOperation operation{.kind = ReportOperation::Kind::create, .text = text, .file = path};
    report("Create it", Applicability::unsafe, {operation});
  }
  void rename(const FileTree& files, const std::string& from, const std::string& to) {
    if (files.kind(from) == EntryKind::missing) return;
    ReportOperation operation{.kind = ReportOperation::Kind::rename, .file = from, .new_file = to};
    report("Rename it", Applicability::unsafe, {operation});
  }
  void remove(const FileTree& files, const std::string& path) {
    if (files.kind(path) == EntryKind::missing) return;
    ReportOperation operation{.kind = ReportOperation::Kind::remove, .file = path};
    report("Delete it", Applicability::unsafe, {operation});
  }
  void report(const std::string& description, Applicability applicability,
              std::vector<ReportOperation> operations) {
    ReportFinding finding;
    finding.rule_case = cases::SCH001_unknown;
    finding.place.path = "f" + std::to_string(findings_.size());
    finding.fixes.push_back({.description = description,
                             .applicability = applicability,
                             .operations = std::move(operations),
                             .project = root_});
    findings_.push_back(std::move(finding));
  }
  std::vector<ReportFinding>& findings() { return findings_; }
  FileId number_of(const std::string& path) {
    paths_.push_back(path);
    return FileId{static_cast<std::uint32_t>(paths_.size() - 1)};
  }

  FixedProject::Check check() {
    return [this](const FileTree& files, const std::vector<std::string>& paths) {
      ++rounds;
      seen_paths = paths;
      findings_.clear();
      paths_.clear();
      look(*this, files);
      CheckResult result;
      result.report.findings = findings_;
      result.snippets = std::make_unique<NamedFiles>(paths_);
      return result;
    };
  }
  int rounds = 0;
  std::vector<std::string> seen_paths;

 private:
  std::string root_;
  std::vector<std::string> paths_;
  std::vector<ReportFinding> findings_;
};

class FixedProjectTest : public testing::Test {
 protected:
  FixedProject fix(bool unsafe = true, std::vector<std::string> paths = {}) {
    return FixedProject(files_,
                        {.unsafe = unsafe, .current_directory = "/p", .paths = std::move(paths)},
                        checker_.check());
  }
  /// "old>new:before>after" of each change.
  static std::vector<std::string> told(const FixedProject& fixed) {
    std::vector<std::string> lines;
    for (const FileChange& change : fixed.changes()) {
      lines.push_back(change.old_path + ">" + change.new_path + ":" + change.before + ">" +
                      change.after);
    }
    return lines;
  }

  MemoryFileTree files_;
  Checker checker_{"/p"};
};

TEST_F(FixedProjectTest, GoesOnUntilNothingIsLeft) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    checker.edit(files, "/p/a", "2", "3");
    checker.edit(files, "/p/a", "3", "4");
  };
  const FixedProject fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:1>4"));
  EXPECT_EQ(fixed.fixes().size(), 3U);
  EXPECT_EQ(checker_.rounds, 4);
}

TEST_F(FixedProjectTest, LeavesUnsafeFixesToThoseWhoAskForThem) {
  files_.add("/p/a", "1 2");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "one");
    checker.edit(files, "/p/a", "2", "two", Applicability::unsafe);
  };
  EXPECT_THAT(told(fix(false)), ElementsAre("/p/a>/p/a:1 2>one 2"));
  const FixedProject all = fix(true);
  EXPECT_THAT(told(all), ElementsAre("/p/a>/p/a:1 2>one two"));
  EXPECT_THAT(all.fixes(), ElementsAre("f0: SCH001 unknown-element: Write one (safe)",
                                       "f1: SCH001 unknown-element: Write two (unsafe)"));
}

TEST_F(FixedProjectTest, MakesOneFixOfAFindingAndPrefersASafeOne) {
  files_.add("/p/a", "1 2");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "2", "unsafe", Applicability::unsafe);
    checker.edit(files, "/p/a", "1", "safe");
    if (checker.findings().size() < 2) return;
    ReportFinding both = checker.findings()[0];
    both.fixes.push_back(checker.findings()[1].fixes[0]);
    checker.findings() = {both};
  };
  // Once the safe one is made, the made-up finding has only the other.
  const FixedProject fixed = fix(false);
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:1 2>safe 2"));
}

TEST_F(FixedProjectTest, LeavesOverlapsForTheNextRound) {
  files_.add("/p/a", "abc");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "ab", "A");
    checker.edit(files, "/p/a", "bc", "C");
    checker.edit(files, "/p/a", "Ac", "done");
  };
  const FixedProject fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:abc>done"));
  EXPECT_EQ(fixed.fixes().size(), 2U);
}

TEST_F(FixedProjectTest, LeavesOutFixesThatUndoEachOther) {
  files_.add("/p/a", "x 1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "x", "y");
    checker.edit(files, "/p/a", "y", "x");
    checker.edit(files, "/p/a", "1", "2");
  };
  const FixedProject fixed = fix();
  EXPECT_LT(checker_.rounds, 6);
  ASSERT_EQ(fixed.changes().size(), 1U);
  EXPECT_THAT(fixed.changes()[0].after, HasSubstr(" 2"));
  EXPECT_EQ(fixed.refusals().size(), 2U);
  EXPECT_THAT(fixed.refusals()[0], HasSubstr("another fix undoes it"));

  files_.add("/p/a", "x");
  EXPECT_THAT(told(fix()), IsEmpty());
}

TEST_F(FixedProjectTest, EndsWhereAFixMakesMoreOfTheSame) {
  files_.add("/p/a", "x");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "x", "xx");
  };
  EXPECT_THAT(fix().refusals(), ElementsAre(HasSubstr("there may be more to fix")));
}

TEST_F(FixedProjectTest, GoesOnWithFilesThatCameWentOrMoved) {
  files_.add("/p/old", "text 1");
  files_.add("/p/double", "x");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.rename(files, "/p/old", "/p/d/new");
    checker.edit(files, "/p/d/new", "1", "2");
    checker.remove(files, "/p/double");
    if (files.kind("/p/made") == EntryKind::missing) checker.create("/p/made", "a");
    checker.edit(files, "/p/made", "a", "b");
  };
  const FixedProject fixed = fix(true, {"old", "double"});
  EXPECT_THAT(told(fixed),
              ElementsAre("/p/old>/p/d/new:text 1>text 2", "/p/double>:x>", ">/p/made:>b"));
  EXPECT_EQ(fixed.fixes().size(), 5U);
  // What was named is looked for where it is now.
  EXPECT_THAT(checker_.seen_paths, ElementsAre("d/new"));
  EXPECT_EQ(fixed.diff(),
            "diff --git a/old b/d/new\nrename from old\nrename to d/new\n"
            "--- a/old\n+++ b/d/new\n@@ -1 +1 @@\n-text 1\n\\ No newline at end of file\n"
            "+text 2\n\\ No newline at end of file\n"
            "diff --git a/double b/double\ndeleted file mode 100644\n"
            "--- a/double\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n\\ No newline at end of file\n"
            "diff --git a/made b/made\nnew file mode 100644\n"
            "--- /dev/null\n+++ b/made\n@@ -0,0 +1 @@\n+b\n\\ No newline at end of file\n");
}

TEST_F(FixedProjectTest, KeepsNothingOfWhatCameAndWent) {
  files_.add("/p/a", "x");
  checker_.look = [&](Checker& checker, const FileTree& files) {
    if (checker_.rounds == 1) checker.create("/p/b", "y");
    if (checker_.rounds == 2) checker.rename(files, "/p/b", "/p/c");
    if (checker_.rounds == 3) checker.remove(files, "/p/c");
    if (checker_.rounds == 3) checker.rename(files, "/p/a", "/p/d");
    if (checker_.rounds == 4) checker.rename(files, "/p/d", "/p/e");
  };
  EXPECT_THAT(told(fix()), ElementsAre("/p/a>/p/e:x>x"));
}

TEST_F(FixedProjectTest, RefusesWhatIsOutsideOrNoText) {
  files_.add("/p/a", "1");
  files_.add("/q/a", "1");
  files_.add("/q/f/a", "1");
  files_.add_link("/p/link", "/q/f");
  files_.add("/p/latin", "1 \xE4");
  files_.add("/p/zero", std::string("1\0", 2));
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/q/a", "1", "2");
    checker.edit(files, "/p/link/a", "1", "2");
    checker.edit(files, "/p/latin", "1", "2");
    checker.edit(files, "/p/zero", "1", "2");
    checker.create("/p/a", "there");
    checker.create("/p/../q/b", "x");
    checker.create("/p/link/b", "x");
    checker.rename(files, "/p/a", "/q/c");
    checker.remove(files, "/p/link");
  };
  const FixedProject fixed = fix();
  EXPECT_THAT(told(fixed), IsEmpty());
  EXPECT_THAT(fixed.fixes(), IsEmpty());
  EXPECT_THAT(fixed.refusals(),
              ElementsAre(HasSubstr("`/q/a` is outside"), HasSubstr("`/p/link/a` is outside"),
                          HasSubstr("`/p/latin` is no UTF-8"), HasSubstr("`/p/zero` is no UTF-8"),
                          HasSubstr("something stands at `/p/a`"),
                          HasSubstr("`/p/../q/b` is outside"), HasSubstr("`/p/link/b` is outside"),
                          HasSubstr("`/q/c` is outside"), HasSubstr("`/p/link` is outside")));
}

TEST_F(FixedProjectTest, TakesAFixOfSeveralFilesWholeOrNotAtAll) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    ReportOperation outside{
        .kind = ReportOperation::Kind::create, .text = "x", .file = "/elsewhere"};
    if (!checker.findings().empty()) {
      checker.findings()[0].fixes[0].operations.push_back(outside);
    }
  };
  EXPECT_THAT(told(fix()), IsEmpty());
}

TEST_F(FixedProjectTest, CoversSecretsInEveryLineOfADiff) {
  const std::string secret = "hunter2hunter2hunter2";
  files_.add("/p/a", "<x>\n<consumerSecret>" + secret + "</consumerSecret>\n<y>1</y>\n</x>\n");
  files_.add("/p/gone", "<consumerSecret>" + secret + "other</consumerSecret>\n");
  files_.add("/p/wide", std::string("\xFF\xFE<\0", 4) + secret);
  checker_.look = [&](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "consumerSecret>", "label>");
    checker.edit(files, "/p/a", "</consumerSecret>", "</label>");
    checker.edit(files, "/p/a", "1", "2");
    checker.remove(files, "/p/gone");
    checker.remove(files, "/p/wide");
  };
  const std::string diff = fix().diff();
  EXPECT_EQ(diff.find(secret), std::string::npos) << diff;
  EXPECT_THAT(diff, HasSubstr("-<consumerSecret>hunte*"));
  EXPECT_THAT(diff, HasSubstr("+<label>hunte*"));
  EXPECT_THAT(diff, HasSubstr("Binary files a/wide and /dev/null differ"));
}

/// Changes on a real disk.
class WrittenChangesTest : public testing::Test {
 protected:
  std::vector<std::string> write(const std::vector<FileChange>& changes) {
    return write_changes(DiskFileTree(), changes);
  }
  std::string text(const std::string& name) const {
    return text_at(DiskFileTree(), folder_.at(name));
  }
  FileChange change(const std::string& from, const std::string& to, const std::string& before,
                    const std::string& after) const {
    return {.old_path = from.empty() ? "" : folder_.at(from),
            .new_path = to.empty() ? "" : folder_.at(to),
            .before = before,
            .after = after};
  }
  TemporaryDirectory folder_;
};

TEST_F(WrittenChangesTest, KeepModesAndMakeFolders) {
  folder_.write("edited", "1");
  folder_.write("moved", "2");
  folder_.write("gone", "3");
  ASSERT_EQ(::chmod(folder_.at("edited").c_str(), 0640), 0);
  ASSERT_EQ(::chmod(folder_.at("moved").c_str(), 0604), 0);
  ASSERT_EQ(::symlink("edited", folder_.at("link").c_str()), 0);
  EXPECT_THAT(write({change("link", "link", "1", "one"), change("moved", "x/y/new", "2", "two"),
                     change("", "z/made", "", "made"), change("gone", "", "3", "")}),
              IsEmpty());
  EXPECT_EQ(text("edited"), "one");
  EXPECT_TRUE(std::filesystem::is_symlink(folder_.at("link")));
  EXPECT_EQ(text("x/y/new"), "two");
  EXPECT_EQ(text("moved"), "nothing");
  EXPECT_EQ(text("z/made"), "made");
  EXPECT_EQ(text("gone"), "nothing");
  struct stat status {};
  ASSERT_EQ(::stat(folder_.at("edited").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0640U);
  ASSERT_EQ(::stat(folder_.at("x/y/new").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0604U);
}

TEST_F(WrittenChangesTest, LeaveAloneWhatSomebodyElseChanged) {
  folder_.write("a", "1, and more");
  folder_.write("b", "2");
  folder_.write("made", "by somebody");
  folder_.write("gone", "3");
  EXPECT_THAT(
      write({change("a", "a", "1", "one"), change("b", "b", "2", "two"),
             change("", "made", "", "by us"), change("gone", "", "3", "")}),
      ElementsAre(HasSubstr("`" + folder_.at("a") + "` was changed by somebody else"),
                  HasSubstr("something stands there already"), HasSubstr("was not deleted")));
  EXPECT_EQ(text("a"), "1, and more");
  EXPECT_EQ(text("b"), "two");
  EXPECT_EQ(text("made"), "by somebody");
  EXPECT_EQ(text("gone"), "3");
}

}  // namespace
}  // namespace ecac
