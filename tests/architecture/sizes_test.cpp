// Files, folders and their ties stay small enough to be read.

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include "tests/architecture/source_tree.h"

namespace ecac::architecture {
namespace {

constexpr std::size_t kMostLines = 500;
constexpr std::size_t kMostModules = 15;

std::vector<const SourceFile*> our_sources() {
  std::vector<const SourceFile*> sources;
  for (const std::string_view folder : {"compiler/", "tests/"}) {
    for (const std::string_view ending : {".h", ".cpp"}) {
      const std::vector<const SourceFile*> found = files_in(folder, ending);
      sources.insert(sources.end(), found.begin(), found.end());
    }
  }
  return sources;
}

TEST(Sizes, NoFileIsTooLong) {
  Complaints complaints;
  for (const SourceFile* file : our_sources()) {
    const std::size_t lines = lines_of(file->text).size();
    if (lines > kMostLines) {
      complaints.add(file->path + " has " + std::to_string(lines) + " lines");
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

/// Families of rules are lists of rules; all other folders are read as a whole.
TEST(Sizes, NoFolderHasTooManyModules) {
  std::map<std::string, std::set<std::string>> modules;
  for (const SourceFile* file : our_sources()) {
    if (!file->path.starts_with("compiler/")) continue;
    const std::size_t slash = file->path.rfind('/');
    modules[file->path.substr(0, slash)].insert(file->path.substr(0, file->path.rfind('.')));
  }
  Complaints complaints;
  for (const auto& [folder, names] : modules) {
    static const RE2 kFamily("compiler/rules/[a-z]+");
    const bool holds_rules = RE2::FullMatch(folder, kFamily) && !folder.ends_with("/engine") &&
                             !folder.ends_with("/shared");
    if (names.size() > kMostModules && !holds_rules) {
      complaints.add(folder + " has " + std::to_string(names.size()) + " modules");
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

/// Its job, where to start, and what does not belong.
TEST(Folders, EachHasAPage) {
  std::set<std::string> folders;
  for (const SourceFile* file : files_in("compiler/", "")) {
    folders.insert(file->path.substr(0, file->path.rfind('/')));
  }
  ASSERT_GT(folders.size(), 30u);
  Complaints complaints;
  for (const std::string& folder : folders) {
    const SourceFile* page = find_file(folder + "/README.md");
    if (page == nullptr) {
      complaints.add(folder + " has no README.md");
      continue;
    }
    if (page->text.find("* Start at ") == std::string::npos) {
      complaints.add(page->path + " does not tell where to start");
    }
    if (page->text.find("* Not here: ") == std::string::npos) {
      complaints.add(page->path + " does not tell what does not belong");
    }
  }
  EXPECT_EQ(complaints.text(), "");
}

using Graph = std::map<std::string, std::set<std::string>>;

/// What can be reached from a node by at least one step.
std::set<std::string> reachable(const Graph& graph, const std::string& from) {
  std::set<std::string> seen;
  std::vector<std::string> waiting = {from};
  while (!waiting.empty()) {
    const auto found = graph.find(waiting.back());
    waiting.pop_back();
    if (found == graph.end()) continue;
    for (const std::string& next : found->second) {
      if (seen.insert(next).second) waiting.push_back(next);
    }
  }
  return seen;
}

std::string folder_of(const std::string& path) {
  return path.substr(0, path.rfind('/'));
}

/// Who includes whom, between files or, with `folder_of`, between folders.
Graph includes_between(const std::function<std::string(const std::string&)>& node_of) {
  static const RE2 kInclude(R"re((?m)^\s*#\s*include\s*"([^"]+)")re");
  Graph graph;
  for (const SourceFile* file : our_sources()) {
    std::string path;
    re2::StringPiece rest(file->text);
    const std::string from = node_of(file->path);
    while (RE2::FindAndConsume(&rest, kInclude, &path)) {
      if (const std::string to = node_of(path); to != from) graph[from].insert(to);
    }
  }
  return graph;
}

TEST(Includes, NoFileIncludesItself) {
  const Graph graph = includes_between([](const std::string& path) { return path; });
  ASSERT_GT(graph.size(), 400u);
  Complaints complaints;
  for (const auto& [file, unused] : graph) {
    if (reachable(graph, file).count(file) != 0) complaints.add(file + " is in a circle");
  }
  EXPECT_EQ(complaints.text(), "");
}

/// `cli/` and `workspace/` are one folder each in this: their rooms are told of each other by
/// World, Command and the workspace that discovery fills.
TEST(Includes, NoFolderIncludesItself) {
  const Graph graph = includes_between([](const std::string& path) {
    for (const std::string_view whole : {"compiler/cli/", "compiler/workspace/"}) {
      if (path.starts_with(whole)) return std::string(whole);
    }
    return folder_of(path);
  });
  Complaints complaints;
  for (const auto& [folder, unused] : graph) {
    if (reachable(graph, folder).count(folder) != 0) complaints.add(folder + " is in a circle");
  }
  EXPECT_EQ(complaints.text(), "");
}

}  // namespace
}  // namespace ecac::architecture
