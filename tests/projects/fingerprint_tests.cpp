#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

ProjectTexts broken_sample(const std::string& name) {
  return texts_of_folder("samples/" + name + "-broken");
}

std::vector<ReportFinding> findings(const MemoryFileTree& tree, const std::string& current,
                                    std::vector<std::string> paths) {
  CheckRequest request;
  request.current_directory = current;
  request.paths = std::move(paths);
  return run_check(host_with(tree), request).report.findings;
}

/// Sorted; `in` keeps only those of shown paths that begin so.
std::vector<std::string> fingerprints(const MemoryFileTree& tree, const std::string& current,
                                      std::vector<std::string> paths, const std::string& in = "") {
  std::vector<std::string> found;
  for (const ReportFinding& finding : findings(tree, current, std::move(paths))) {
    if (finding.place.path.starts_with(in)) found.push_back(finding.fingerprint);
  }
  std::sort(found.begin(), found.end());
  return found;
}

class FingerprintOfSample : public testing::TestWithParam<std::string> {};

TEST_P(FingerprintOfSample, DoesNotDependOnWhatElseIsCheckedNorFromWhere) {
  MemoryFileTree tree;
  tree.add_directory("/home/work/.git");
  add_texts(tree, "/home/work/a", broken_sample(GetParam()));
  add_texts(tree, "/home/work/b", broken_sample(GetParam()));
  const auto alone = fingerprints(tree, "/home/work", {"b"});
  ASSERT_GT(alone.size(), 5u);
  EXPECT_EQ(alone, fingerprints(tree, "/home/work", {"a", "b"}, "b/"));
  EXPECT_EQ(alone, fingerprints(tree, "/home/work", {"."}, "b/"));
  EXPECT_EQ(alone, fingerprints(tree, "/home/work/b", {}));
  EXPECT_EQ(alone, fingerprints(tree, "/home/work/b/force-app", {}));
  EXPECT_EQ(alone, fingerprints(tree, "/elsewhere", {"/home/work/b"}));
  // Two projects of a repository have nothing in common.
  const auto other = fingerprints(tree, "/home/work", {"a"});
  EXPECT_EQ(other.size(), alone.size());
  std::vector<std::string> both;
  std::ranges::set_intersection(alone, other, std::back_inserter(both));
  EXPECT_THAT(both, testing::IsEmpty());
}

TEST_P(FingerprintOfSample, ShowsBothProjectsWhereTheirPathsReadTheSame) {
  MemoryFileTree tree;
  add_texts(tree, "/x/a", broken_sample(GetParam()));
  add_texts(tree, "/x/b", broken_sample(GetParam()));
  const auto alone = fingerprints(tree, "/elsewhere", {"/x/b"});
  const auto together = fingerprints(tree, "/elsewhere", {"/x/a", "/x/b"});
  EXPECT_EQ(together.size(), 2 * alone.size());
  EXPECT_THAT(std::set(together.begin(), together.end()),
              testing::ElementsAreArray(std::set(alone.begin(), alone.end())));
}

TEST_P(FingerprintOfSample, MovesWithItsRepository) {
  MemoryFileTree tree;
  add_texts(tree, "/home/work/apps/b", broken_sample(GetParam()));
  tree.add_directory("/home/work/.git");
  add_texts(tree, "/srv/build/17/apps/b", broken_sample(GetParam()));
  tree.add("/srv/build/17/.git", "gitdir: /srv/git/17\n");  // a work tree has a file
  tree.add_link("/link", "/home/work");
  const auto here = fingerprints(tree, "/home/work", {"apps/b"});
  EXPECT_EQ(here, fingerprints(tree, "/srv/build/17", {"."}));
  EXPECT_EQ(here, fingerprints(tree, "/", {"/link/apps/b"}));
}

TEST_P(FingerprintOfSample, StaysWhenLinesMove) {
  const ProjectTexts texts = broken_sample(GetParam());
  MemoryFileTree tree;
  add_texts(tree, "/p", texts);
  const auto before = fingerprints(tree, "/p", {});
  MemoryFileTree edited;
  for (auto [path, text] : texts) {
    std::string changed;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool metadata = path.ends_with("-meta.xml");
      if (text[i] == '\n' && metadata) changed += '\r';
      changed += text[i];
      if (metadata && text.substr(0, i + 1).ends_with("?>\n")) {
        changed += "\r\n<!-- moved -->\r\n";
      }
    }
    edited.add("/p/" + path, changed);
  }
  EXPECT_EQ(before, fingerprints(edited, "/p", {}));
}

INSTANTIATE_TEST_SUITE_P(Samples, FingerprintOfSample,
                         testing::Values("headless-public", "headless-private", "mcp-oauth21"),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           std::ranges::replace(name, '-', '_');
                           return name;
                         });

std::string header(const std::string& inside) {
  return metadata_text("ExternalClientApplication", inside +
                                                        "    <distributionState>Local"
                                                        "</distributionState>\n"
                                                        "    <label>App</label>\n");
}

TEST(Fingerprint, NumbersEqualFindingsWithinTheirFileOnly) {
  const std::string twice = header("    <unheardOf>1</unheardOf>\n    <unheardOf>1</unheardOf>\n");
  MemoryFileTree tree;
  tree.add("/p/sfdx-project.json", R"({"packageDirectories": [{"path": "."}]})");
  tree.add("/p/externalClientApps/Harbor.eca-meta.xml", twice);
  const auto alone = fingerprints(tree, "/p", {}, "externalClientApps/Harbor");
  EXPECT_EQ(std::set(alone.begin(), alone.end()).size(), alone.size());
  EXPECT_GE(alone.size(), 2u);
  tree.add("/p/externalClientApps/Another.eca-meta.xml", twice);
  EXPECT_EQ(alone, fingerprints(tree, "/p", {}, "externalClientApps/Harbor"));
}

TEST(Fingerprint, OfLooseMetadataDoesNotDependOnThePathGiven) {
  MemoryFileTree tree;
  tree.add_directory("/r/.git");
  tree.add("/r/src/externalClientApps/Harbor.eca", header("    <unheardOf>1</unheardOf>\n"));
  const auto whole = fingerprints(tree, "/r", {"src"}, "src/externalClientApps");
  ASSERT_FALSE(whole.empty());
  EXPECT_EQ(whole, fingerprints(tree, "/r", {"."}, "src/externalClientApps"));
}

/// The fingerprint of the only finding of the code.
std::string only(const MemoryFileTree& tree, std::string_view code) {
  std::string found;
  for (const ReportFinding& finding : findings(tree, "/p", {})) {
    if (rule_of(finding.rule_case).code != code) continue;
    EXPECT_TRUE(found.empty()) << finding.message;
    found = finding.fingerprint;
  }
  EXPECT_FALSE(found.empty()) << code;
  return found;
}

TEST(Fingerprint, OfAProjectFileKnowsTheValueAndNoSentence) {
  const auto project = [](const std::string& text) {
    MemoryFileTree tree;
    tree.add("/p/sfdx-project.json", text);
    tree.add("/p/a/externalClientApps/Harbor.eca-meta.xml", header(""));
    return only(tree, "PRJ004");
  };
  // The sentence counts the folders; what is wrong is the same.
  EXPECT_EQ(project(R"({"packageDirectories": [{"path": "a"}, {"path": "."}]})"),
            project(R"({"packageDirectories": [{"path": "a"}, {"path": "."}, {"path": "./"}]})"));
  EXPECT_NE(project(R"({"packageDirectories": [{"path": "a"}], "namespace": "1a"})"),
            project(R"({"packageDirectories": [{"path": "a"}], "namespace": "1b"})"));
  EXPECT_EQ(project(R"({"packageDirectories": [{"path": "a"}], "namespace": "1a"})"),
            project("\n\n"
                    R"({"namespace": "1a", "packageDirectories": [{"path": "a"}]})"));
}

}  // namespace
}  // namespace ecac::test
