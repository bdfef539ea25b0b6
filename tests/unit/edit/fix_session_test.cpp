#include "compiler/edit/fix_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/cases/invalid_enum_value.h"
#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;
using Reason = LeftOutFix::Reason;

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
    const auto begin = static_cast<std::uint32_t>(at);
    const auto end = static_cast<std::uint32_t>(at + what.size());
    report("Write " + by, applicability, {EditOperation{{number_of(path), {begin, end}}, by}});
  }
  void create(const std::string& path, const std::string& text) {
    report("Create it", Applicability::unsafe, {CreateOperation{path, text}});
  }
  void rename(const FileTree& files, const std::string& from, const std::string& to) {
    if (files.kind(from) == EntryKind::missing) return;
    report("Rename it", Applicability::unsafe, {RenameOperation{from, to}});
  }
  void remove(const FileTree& files, const std::string& path) {
    if (files.kind(path) == EntryKind::missing) return;
    report("Delete it", Applicability::unsafe, {DeleteOperation{path}});
  }
  void report(const std::string& description, Applicability applicability,
              std::vector<FileOperation> operations) {
    FixableFinding finding;
    finding.rule_case = rule_case;
    finding.path = "f" + std::to_string(findings_.size());
    finding.project = root_;
    finding.fixes.push_back({.description = description,
                             .applicability = applicability,
                             .operations = std::move(operations)});
    findings_.push_back(std::move(finding));
  }
  std::vector<FixableFinding>& findings() { return findings_; }
  FileId number_of(const std::string& path) {
    paths_.push_back(path);
    return FileId{static_cast<std::uint32_t>(paths_.size() - 1)};
  }

  FixCheck check() {
    return [this](const FileTree& files, const MovedFiles& moved) {
      ++rounds;
      seen_moved = moved;
      findings_.clear();
      paths_.clear();
      look(*this, files);
      return FixableFindings{
          .findings = findings_,
          .path_of = [paths =
                          paths_](FileId file) { return paths.at(static_cast<std::size_t>(file)); },
          .is_as_checked = is_as_checked,
          .failures = failures};
    };
  }
  int rounds = 0;
  CaseId rule_case = cases::SCH001_unknown;
  MovedFiles seen_moved;
  std::function<bool(FileId, std::string_view)> is_as_checked;
  std::vector<std::string> failures;

 private:
  std::string root_;
  std::vector<std::string> paths_;
  std::vector<FixableFinding> findings_;
};

class FixSessionTest : public testing::Test {
 protected:
  FixOutcome fix(bool unsafe = true) {
    return run_fix_session(files_, {.unsafe = unsafe}, checker_.check());
  }
  /// "old>new:before>after" of each change.
  static std::vector<std::string> told(const FixOutcome& fixed) {
    std::vector<std::string> lines;
    for (const FileChange& change : fixed.changes) {
      lines.push_back(change.old_path + ">" + change.new_path + ":" + change.before + ">" +
                      change.after);
    }
    return lines;
  }
  static std::vector<std::string> made(const FixOutcome& fixed) {
    std::vector<std::string> lines;
    for (const ShownFix& fix : fixed.made) lines.push_back(fix.path + ": " + fix.description);
    return lines;
  }
  static std::vector<std::pair<std::string, Reason>> left_out(const FixOutcome& fixed) {
    std::vector<std::pair<std::string, Reason>> lines;
    for (const LeftOutFix& each : fixed.left_out) lines.emplace_back(each.path, each.reason);
    return lines;
  }

  MemoryFileTree files_;
  Checker checker_{"/p"};
};

TEST_F(FixSessionTest, GoesOnUntilNothingIsLeft) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    checker.edit(files, "/p/a", "2", "3");
    checker.edit(files, "/p/a", "3", "4");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:1>4"));
  EXPECT_EQ(fixed.made.size(), 3U);
  EXPECT_EQ(checker_.rounds, 4);
}

TEST_F(FixSessionTest, LeavesUnsafeFixesToThoseWhoAskForThem) {
  files_.add("/p/a", "1 2");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "one");
    checker.edit(files, "/p/a", "2", "two", Applicability::unsafe);
  };
  EXPECT_THAT(told(fix(false)), ElementsAre("/p/a>/p/a:1 2>one 2"));
  const FixOutcome all = fix(true);
  EXPECT_THAT(told(all), ElementsAre("/p/a>/p/a:1 2>one two"));
  EXPECT_THAT(made(all), ElementsAre("f0: Write one", "f1: Write two"));
  EXPECT_EQ(all.made[0].applicability, Applicability::safe);
  EXPECT_EQ(all.made[1].applicability, Applicability::unsafe);
}

TEST_F(FixSessionTest, MakesOneFixOfAFindingAndPrefersASafeOne) {
  files_.add("/p/a", "1 2");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "2", "unsafe", Applicability::unsafe);
    checker.edit(files, "/p/a", "1", "safe");
    if (checker.findings().size() < 2) return;
    FixableFinding both = checker.findings()[0];
    both.fixes.push_back(checker.findings()[1].fixes[0]);
    checker.findings() = {both};
  };
  // Once the safe one is made, the made-up finding has only the other.
  const FixOutcome fixed = fix(false);
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:1 2>safe 2"));
}

TEST_F(FixSessionTest, LeavesOverlapsForTheNextRound) {
  files_.add("/p/a", "abc");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "ab", "A");
    checker.edit(files, "/p/a", "bc", "C");
    checker.edit(files, "/p/a", "Ac", "done");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:abc>done"));
  EXPECT_EQ(fixed.made.size(), 2U);
}

TEST_F(FixSessionTest, UnsafeFixesOfTwoRulesInOneFileSeeWhatTheOtherMade) {
  files_.add("/p/a", "one two");
  files_.add("/p/b", "one two");
  checker_.look = [](Checker& checker, const FileTree& files) {
    for (const std::string path : {"/p/a", "/p/b"}) {
      checker.rule_case = cases::SCH001_unknown;
      checker.edit(files, path, "one", "1", Applicability::unsafe);
      // Another rule has its own mind of what is there, as long as it is.
      checker.rule_case = cases::SCH004_unknown;
      if (text_at(files, path).find("one") != std::string::npos) {
        checker.edit(files, path, "two", "1 + 1", Applicability::unsafe);
      }
    }
  };
  EXPECT_THAT(told(fix()), ElementsAre("/p/a>/p/a:one two>1 two", "/p/b>/p/b:one two>1 two"));
}

TEST_F(FixSessionTest, AsksOnceARoundWhetherAFileIsAsChecked) {
  files_.add("/p/a", std::string(100, 'x'));
  int asked = 0;
  checker_.is_as_checked = [&](FileId, std::string_view) {
    ++asked;
    return true;
  };
  checker_.look = [&](Checker& checker, const FileTree& files) {
    if (text_at(files, "/p/a").find('x') == std::string::npos) return;
    for (std::uint32_t at = 0; at < 100; ++at) {
      checker.report("Write y", Applicability::unsafe,
                     {EditOperation{{checker.number_of("/p/a"), {at, at + 1}}, "y"}});
    }
  };
  EXPECT_EQ(fix().made.size(), 100U);
  EXPECT_EQ(asked, 1);
}

TEST_F(FixSessionTest, LeavesOutFixesThatUndoEachOther) {
  files_.add("/p/a", "x 1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "x", "y");
    checker.edit(files, "/p/a", "y", "x");
    checker.edit(files, "/p/a", "1", "2");
  };
  const FixOutcome fixed = fix();
  EXPECT_LT(checker_.rounds, 6);
  ASSERT_EQ(fixed.changes.size(), 1U);
  EXPECT_THAT(fixed.changes[0].after, HasSubstr(" 2"));
  EXPECT_EQ(fixed.left_out.size(), 2U);
  EXPECT_EQ(fixed.left_out[0].reason, Reason::undone);
  EXPECT_EQ(fixed.left_out[0].fix.description, "Write x");

  files_.add("/p/a", "x");
  EXPECT_THAT(told(fix()), IsEmpty());
}

TEST_F(FixSessionTest, EndsWhereAFixMakesMoreOfTheSame) {
  files_.add("/p/a", "x");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "x", "xx");
  };
  EXPECT_TRUE(fix().unfinished);
}

TEST_F(FixSessionTest, GoesOnWithFilesThatCameWentOrMoved) {
  files_.add("/p/old", "text 1");
  files_.add("/p/double", "x");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.rename(files, "/p/old", "/p/d/new");
    checker.edit(files, "/p/d/new", "1", "2");
    checker.remove(files, "/p/double");
    if (files.kind("/p/made") == EntryKind::missing) checker.create("/p/made", "a");
    checker.edit(files, "/p/made", "a", "b");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed),
              ElementsAre("/p/old>/p/d/new:text 1>text 2", "/p/double>:x>", ">/p/made:>b"));
  EXPECT_EQ(fixed.made.size(), 5U);
  EXPECT_THAT(checker_.seen_moved,
              UnorderedElementsAre(Pair("/p/old", "/p/d/new"), Pair("/p/double", "")));
  EXPECT_EQ(fixed.moved, checker_.seen_moved);
}

TEST_F(FixSessionTest, KeepsNothingOfWhatCameAndWent) {
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

TEST_F(FixSessionTest, RefusesWhatIsOutsideOrNoText) {
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
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), IsEmpty());
  EXPECT_THAT(fixed.made, IsEmpty());
  EXPECT_THAT(
      left_out(fixed),
      ElementsAre(Pair("/q/a", Reason::outside_project), Pair("/p/link/a", Reason::outside_project),
                  Pair("/p/latin", Reason::no_text), Pair("/p/zero", Reason::no_text),
                  Pair("/p/a", Reason::occupied), Pair("/p/../q/b", Reason::outside_project),
                  Pair("/p/link/b", Reason::outside_project), Pair("/q/c", Reason::outside_project),
                  Pair("/p/link", Reason::outside_project)));
}

TEST_F(FixSessionTest, TakesAFixOfSeveralFilesWholeOrNotAtAll) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    if (!checker.findings().empty()) {
      checker.findings()[0].fixes[0].operations.push_back(CreateOperation{"/elsewhere", "x"});
    }
  };
  EXPECT_THAT(told(fix()), IsEmpty());
}

TEST_F(FixSessionTest, MakesOneFixOfTwoThatWantTheSameAndBothThatOnlyMeet) {
  files_.add("/p/a", "abcd");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "ab", "1");
    checker.edit(files, "/p/a", "ab", "1");
    checker.edit(files, "/p/a", "cd", "2");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:abcd>12"));
  EXPECT_EQ(checker_.rounds, 2);
  EXPECT_EQ(fixed.made.size(), 3U);
}

TEST_F(FixSessionTest, CreatesAndRenamesInOneFix) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    if (files.kind("/p/a") == EntryKind::missing) return;
    checker.report("Split", Applicability::safe,
                   {RenameOperation{"/p/a", "/p/b"}, CreateOperation{"/p/c", "2"}});
    // The other wants the path that the first one takes.
    checker.create("/p/c", "3");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/b:1>1", ">/p/c:>2"));
  EXPECT_THAT(made(fixed), ElementsAre("f0: Split"));
}

TEST_F(FixSessionTest, TakesNothingAtAPathThatIsToBeRenamedTo) {
  files_.add("/p/a", "1");
  files_.add("/p/b", "2");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.rename(files, "/p/a", "/p/b");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), IsEmpty());
  EXPECT_THAT(left_out(fixed), ElementsAre(Pair("/p/b", Reason::occupied)));
}

TEST_F(FixSessionTest, LeavesAloneWhatIsNotWhatWasChecked) {
  files_.add("/p/a", "1");
  files_.add("/p/b", "1");
  files_.add("/p/c", "\xC3\xA4");
  checker_.look = [](Checker& checker, const FileTree& files) {
    if (text_at(files, "/p/b") != "1") return;
    // Behind the end of the text.
    checker.report("Far", Applicability::safe,
                   {EditOperation{{checker.number_of("/p/a"), {7, 9}}, "x"}});
    // In the middle of a character.
    checker.report("Half", Applicability::safe,
                   {EditOperation{{checker.number_of("/p/c"), {1, 2}}, "x"}});
    checker.edit(files, "/p/b", "1", "2");
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(made(fixed), ElementsAre("f2: Write 2"));
  EXPECT_THAT(told(fixed), ElementsAre("/p/b>/p/b:1>2"));
  EXPECT_THAT(left_out(fixed),
              ElementsAre(Pair("/p/a", Reason::changed), Pair("/p/c", Reason::changed)));
}

TEST_F(FixSessionTest, LeavesAloneWhatChangedBetweenTheCheckAndTheFix) {
  files_.add("/p/a", "old 1");
  files_.add("/p/b", "old 1");
  checker_.look = [&](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    checker.edit(files, "/p/b", "1", "2");
    files_.add("/p/a", "new 1");
  };
  checker_.is_as_checked = [](FileId, std::string_view bytes) { return bytes != "new 1"; };
  const FixOutcome fixed = fix();
  EXPECT_THAT(told(fixed), ElementsAre("/p/b>/p/b:old 1>old 2"));
  EXPECT_THAT(left_out(fixed), ElementsAre(Pair("/p/a", Reason::changed)));
}

TEST_F(FixSessionTest, EndsWhereNothingCanBeChecked) {
  files_.add("/p/a", "1");
  checker_.look = [](Checker& checker, const FileTree& files) {
    checker.edit(files, "/p/a", "1", "2");
    if (text_at(files, "/p/a") == "2") checker.failures = {"no"};
  };
  const FixOutcome fixed = fix();
  EXPECT_THAT(fixed.failures, ElementsAre("no"));
  EXPECT_THAT(told(fixed), ElementsAre("/p/a>/p/a:1>2"));
}

}  // namespace
}  // namespace ecac
