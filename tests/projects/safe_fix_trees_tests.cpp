// All safe fixes of trees full of twins: copies of files beside them, in other package directories,
// outside of those, in projects inside the project, and with other line ends.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/fix.h"
#include "compiler/source/decode.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/path_text.h"
#include "compiler/syntax/xml_scanner.h"
#include "tests/support/loose_ends.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr std::string_view kTreesRoot = "/work";
constexpr int kTreesOfSample = 12;

std::string with_line_ends(std::string_view text, std::string_view line_end) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += line_end;
    } else {
      result += c;
    }
  }
  return result;
}

/// A tree in which each file of a broken sample may stand several times.
ProjectTexts tree_of(const ProjectTexts& sample, unsigned seed) {
  std::mt19937 random(seed);
  const auto chance = [&](unsigned of) { return random() % of == 0; };
  ProjectTexts tree;
  tree["sfdx-project.json"] =
      R"({"packageDirectories": [{"path": "force-app"}, {"path": "env/uat"}, {"path": "env/prod"}],
          "sourceApiVersion": "66.0"})";
  if (chance(2)) {
    tree["ecac.json"] =
        R"({"environments": {"uat": ["force-app", "env/uat"], "prod": ["force-app", "env/prod"]}})";
  }
  if (chance(2)) tree["nested/sfdx-project.json"] = R"({"packageDirectories": [{"path": "src"}]})";
  if (chance(3)) tree[".forceignore"] = "**/old/**\n";
  for (const auto& [path, text] : sample) {
    if (!path.starts_with("force-app/main/default/")) continue;
    const std::string below = path.substr(std::string_view("force-app/main/default/").size());
    const std::string_view folder = parent_path(below);
    for (const std::string place : {"force-app/main/default", "force-app/other", "env/uat",
                                    "env/prod", "backup", "nested/src", "force-app/main/old"}) {
      if (place != "force-app/main/default" && !chance(4)) continue;
      std::string copy = text;
      if (chance(5)) copy = with_line_ends(copy, "\r\n");
      if (chance(8)) copy.insert(0, "\xEF\xBB\xBF");
      if (chance(6)) copy += "\n";
      if (chance(12)) copy.resize(copy.size() / 2);
      std::string name(file_name(below));
      // Files that other files are called as well, and some that no tool knows.
      if (chance(10)) name.insert(0, "Other_");
      if (chance(12)) name.replace(name.find('.'), 1, ".x.");
      tree[join_path(join_path(place, folder), name)] = std::move(copy);
    }
  }
  return tree;
}

struct Form {
  bool well_formed = false;
  std::string root = {};
  bool mark = false;
  std::size_t bare_line_feeds = 0;
};

Form form_of(std::string_view bytes) {
  Form form;
  std::string buffer;
  const DecodedText decoded = decode_text(bytes, buffer);
  XmlScan scan;
  scan_xml(decoded.text, scan);
  form.well_formed = scan.breaks().empty();
  if (!scan.elements().empty()) form.root = scan.local_name(0);
  form.mark = bytes.starts_with("\xEF\xBB\xBF");
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\n' && (at == 0 || bytes[at - 1] != '\r')) ++form.bare_line_feeds;
  }
  return form;
}

FixOutcome fixed(const ProjectTexts& tree, const std::vector<std::string>& paths,
                 bool unsafe = false) {
  MemoryFileTree files;
  add_texts(files, std::string(kTreesRoot), tree);
  FixRequest request;
  request.check.current_directory = kTreesRoot;
  request.check.paths = paths;
  request.unsafe = unsafe;
  return run_fix(host_with(files), request);
}

std::size_t errors_in(const ProjectTexts& tree) {
  MemoryFileTree files;
  add_texts(files, std::string(kTreesRoot), tree);
  CheckRequest request;
  request.current_directory = kTreesRoot;
  const CheckResult result = run_check(host_with(files), request);
  return static_cast<std::size_t>(
      std::count_if(result.report.findings.begin(), result.report.findings.end(),
                    [](const ReportFinding& each) { return each.severity == Severity::error; }));
}

void expect_nothing_lost(const FixOutcome& outcome, const std::string& where) {
  EXPECT_TRUE(outcome.failures.empty()) << where;
  for (const FileChange& change : outcome.changes) {
    SCOPED_TRACE(where + " " + change.old_path);
    EXPECT_EQ(change.new_path, change.old_path) << "no file comes, goes or gets another name";
    const Form before = form_of(change.before);
    const Form after = form_of(change.after);
    EXPECT_TRUE(after.well_formed || !before.well_formed);
    EXPECT_EQ(after.root, before.well_formed ? before.root : after.root);
    EXPECT_EQ(after.mark, before.mark);
    EXPECT_TRUE(after.bare_line_feeds == 0 || before.bare_line_feeds > 0);
  }
}

class SafeFixTrees : public testing::TestWithParam<const char*> {};

TEST_P(SafeFixTrees, LoseNothingAndComeToAnEnd) {
  const ProjectTexts sample = texts_of_folder(std::string("samples/") + GetParam());
  std::size_t changes = 0;
  for (unsigned seed = 0; seed < kTreesOfSample; ++seed) {
    ProjectTexts tree = tree_of(sample, seed);
    const std::string where = fmt::format("{} {}", GetParam(), seed);
    const std::size_t errors = errors_in(tree);
    const FixOutcome outcome = fixed(tree, {"."});
    expect_nothing_lost(outcome, where);
    changes += outcome.changes.size();
    for (const FileChange& change : outcome.changes) {
      tree[std::string(relative_path(change.new_path, kTreesRoot))] = change.after;
    }
    EXPECT_LE(errors_in(tree), errors) << where;
    EXPECT_TRUE(fixed(tree, {"."}).changes.empty()) << where << ": more is fixed the second time";
  }
  EXPECT_GT(changes, static_cast<std::size_t>(kTreesOfSample));
}

TEST_P(SafeFixTrees, StayInThePathsThatAreGiven) {
  const ProjectTexts sample = texts_of_folder(std::string("samples/") + GetParam());
  std::size_t changes = 0;
  for (unsigned seed = 0; seed < kTreesOfSample; ++seed) {
    const ProjectTexts tree = tree_of(sample, seed);
    for (const std::string given : {"env", "force-app/other", "nested"}) {
      const std::string folder = join_path(kTreesRoot, given);
      const bool there = std::any_of(
          tree.begin(), tree.end(), [&](const auto& file) { return is_within(file.first, given); });
      if (!there) continue;
      const FixOutcome outcome = fixed(tree, {given});
      expect_nothing_lost(outcome, given);
      changes += outcome.changes.size();
      for (const FileChange& change : outcome.changes) {
        EXPECT_TRUE(is_within(change.new_path, folder)) << change.new_path << " for " << given;
      }
    }
  }
  EXPECT_GT(changes, static_cast<std::size_t>(kTreesOfSample));
}

TEST_P(SafeFixTrees, NoFixLeavesALineBehind) {
  const ProjectTexts sample = texts_of_folder(std::string("samples/") + GetParam());
  for (unsigned seed = 0; seed < kTreesOfSample / 3; ++seed) {
    const FixOutcome outcome = fixed(tree_of(sample, seed), {}, true);
    EXPECT_FALSE(outcome.changes.empty());
    // What is moved from one file to another takes its lines along.
    std::size_t before = 0;
    std::size_t after = 0;
    for (const FileChange& change : outcome.changes) {
      before += loose_ends(change.before);
      after += loose_ends(change.after);
    }
    EXPECT_LE(after, before) << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(Samples, SafeFixTrees,
                         testing::Values("headless-public-broken", "headless-private-broken",
                                         "mcp-oauth21-broken"),
                         [](const auto& each) {
                           std::string name = each.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

}  // namespace
}  // namespace ecac::test
