#include "tests/query/query_workspace.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "compiler/driver/check.h"
#include "compiler/edit/change_set.h"
#include "tests/support/test_host.h"

namespace ecac::test {

MarkedText marked(std::string_view text) {
  const std::size_t mark = text.find('^');
  EXPECT_NE(mark, std::string_view::npos) << text;
  std::string without(text);
  without.erase(mark, 1);
  return {without, static_cast<std::uint32_t>(mark)};
}

QueryWorkspace::QueryWorkspace(std::string_view version) : host_(host_with(tree_, "2026-11-30")) {
  add("/w/sfdx-project.json",
      fmt::format(
          R"({{"packageDirectories": [{{"path": "force-app"}}], "sourceApiVersion": "{}"}})",
          version));
}

QueryWorkspace& QueryWorkspace::add(const std::string& path, std::string text) {
  tree_.add(path, text);
  files_[path] = std::move(text);
  return *this;
}

QueryWorkspace& QueryWorkspace::add_folder(const std::string& folder) {
  const std::filesystem::path root = std::filesystem::path(ECAC_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    add("/w/" + std::filesystem::relative(entry.path(), root).generic_string(),
        std::string(std::istreambuf_iterator<char>(in), {}));
  }
  return *this;
}

QueryWorkspace& QueryWorkspace::remove(const std::string& path) {
  tree_.remove(path);
  files_.erase(path);
  return *this;
}

LiveWorkspace& QueryWorkspace::live() {
  if (live_ == nullptr) {
    LiveRequest request;
    request.current_directory = "/w";
    request.paths = {"/w"};
    live_ = std::make_unique<LiveWorkspace>(host_, request);
    live_->load();
    live_->update();
  }
  return *live_;
}

Snapshot QueryWorkspace::snapshot(const std::string& path) {
  const std::optional<Snapshot> found = live().snapshot(path);
  if (!found) throw std::runtime_error("no project has " + path);
  return *found;
}

void QueryWorkspace::edit(const std::string& path, const std::string& text) {
  if (live().is_open(path)) {
    live().change(path, text, 2);
  } else {
    live().open(path, text, 1);
  }
  files_[path] = text;
  live().update();
}

std::map<std::string, std::string> QueryWorkspace::after(
    const std::vector<FileOperation>& operations, const std::string& path) {
  const Snapshot asked = snapshot(path);
  ChangeSet set([&](FileId file) { return asked.path(file); });
  std::map<std::string, std::string> result = files_;
  std::vector<FileOperation> edits;
  for (const FileOperation& operation : operations) {
    if (std::holds_alternative<EditOperation>(operation)) edits.push_back(operation);
  }
  EXPECT_TRUE(edits.empty() || set.add(edits)) << "edits overlap";
  for (const auto& [changed, change] : set.files()) {
    EXPECT_TRUE(result.contains(changed)) << changed;
    const auto text = apply_edits(result[changed], change.edits);
    EXPECT_TRUE(text) << changed;
    if (text) result[changed] = *text;
  }
  for (const FileOperation& operation : operations) {
    if (const auto* create = std::get_if<CreateOperation>(&operation)) {
      EXPECT_TRUE(result.emplace(create->path, create->text).second) << create->path;
    } else if (const auto* rename = std::get_if<RenameOperation>(&operation)) {
      auto moved = result.extract(rename->from);
      EXPECT_FALSE(moved.empty()) << rename->from;
      if (moved.empty()) continue;
      moved.key() = rename->to;
      EXPECT_TRUE(result.insert(std::move(moved)).inserted) << rename->to;
    } else if (const auto* removal = std::get_if<DeleteOperation>(&operation)) {
      EXPECT_EQ(result.erase(removal->path), 1u) << removal->path;
    }
  }
  return result;
}

std::vector<std::string> findings_in(const std::map<std::string, std::string>& files) {
  MemoryFileTree tree;
  for (const auto& [path, text] : files) tree.add(path, text);
  const Host host = host_with(tree, "2026-11-30");
  CheckRequest request;
  request.current_directory = "/w";
  request.paths = {"/w"};
  const CheckResult result = run_check(host, request);
  std::vector<std::string> found;
  for (const ReportFailure& failure : result.report.failures) found.push_back(failure.sentence());
  for (const ReportFinding& finding : result.report.findings) {
    found.push_back(fmt::format("{} {} {}: {}", to_string(finding.severity),
                                rule_of(finding.rule_case).code, finding.place.path,
                                finding.message));
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace ecac::test
