#include "compiler/driver/baselines.h"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

#include "compiler/driver/baseline_file.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {

void Baselines::read(const DiscoveredProject& discovered) {
  if (!request_.baseline.empty()) {
    read_file(absolute_path(request_.current_directory, request_.baseline));
    return;
  }
  const Config& config = *discovered.config;
  if (config.baseline_path.empty()) return;
  const std::string folder(parent_path(config.path));
  const std::string& path = config.baseline_path;
  // What a project brings along must not have any file of the machine read, or written.
  if (request_.config.empty() && !config.path.empty()) {
    std::string border = repository_around(files_, folder);
    if (border.empty()) border = folder;
    if (!stays_within(files_, path, border)) {
      fail(path, "it is outside of this project");
      return;
    }
  }
  read_file(path);
}

void Baselines::fail(const std::string& path, const std::string& why) {
  failures_.push_back({.kind = FailureKind::configuration,
                       .message = fmt::format("cannot use the baseline {}: {}", shown_(path), why),
                       .path = shown_(path),
                       .root_path = shown_.from_root(path)});
}

void Baselines::read_file(const std::string& path) {
  const auto [known, first] = by_path_.try_emplace(path);
  if (!first) return;
  const EntryKind kind = files_.kind(path);
  if (kind == EntryKind::missing) {
    if (!request_.baseline_may_be_missing)
      fail(path, "it is not there; --update-baseline makes it");
    return;
  }
  std::string text;
  if (const auto read = files_.read(path, text, limits::kSettingsFile); !read) {
    fail(path, read.error().message);
    return;
  }
  Result<FindingBaseline> baseline = parse_baseline(text);
  if (!baseline) {
    fail(path, baseline.error().message);
    return;
  }
  known->second = *std::move(baseline);
}

std::vector<UsedBaseline> Baselines::apply(Report& report, const std::string& root,
                                           JudgedComponents& judged) {
  std::vector<UsedBaseline> used;
  for (auto& [path, baseline] : by_path_) {
    UsedBaseline& one = used.emplace_back();
    one.path = path;
    one.root_path = shown_.from_root(path);
    one.shown_path = shown_(path);
    one.baseline = std::move(baseline);
    for (const auto& [project, of_run] : report.run.projects) {
      if (!request_.baseline.empty() || of_run.baseline == path) one.projects.insert(project);
    }
    std::set<std::string_view> projects;
    for (const BaselineEntry& entry : one.baseline.entries) projects.insert(entry.project);
    for (const std::string_view project : projects) {
      if (report.run.projects.contains(std::string(project))) continue;
      const std::string folder = absolute_path(root, project.empty() ? "." : project);
      if (files_.kind(folder) != EntryKind::missing) one.elsewhere.emplace(project);
    }
    report.run.baselines.insert(one.root_path);
    judged.expect(one.baseline.entries);
    apply_baseline(one, report,
                   [&](const BaselineEntry& entry) { return judged.is_hidden(entry); });
  }
  return used;
}

}  // namespace ecac
