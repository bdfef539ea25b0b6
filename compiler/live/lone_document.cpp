#include "compiler/live/lone_document.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "compiler/model/well_known_files.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/report_assembler.h"
#include "compiler/support/files/forwarding_file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// A tree in which folders have nothing but the way to one file, and what says how that is read.
class LoneFileTree final : public ForwardingFileTree {
 public:
  LoneFileTree(const FileTree& base, std::string path)
      : ForwardingFileTree(base), path_(std::move(path)) {}

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override {
    constexpr std::array<std::string_view, 4> kSettings = {kProjectFileName, kConfigFileName,
                                                           ".forceignore", ".gitignore"};
    listing.clear();
    const auto add = [&](std::string_view name) {
      const std::string entry = join_path(directory, name);
      const EntryKind kind = base_.kind(entry);
      if (kind != EntryKind::missing) listing.add(name, kind, base_.is_link(entry));
    };
    for (const std::string_view name : kSettings) add(name);
    if (!is_within(path_, directory)) return {};
    const std::string_view way = relative_path(path_, directory);
    const std::string_view next = way.substr(0, way.find('/'));
    if (std::ranges::find(kSettings, next) == kSettings.end()) add(next);
    return {};
  }

 private:
  std::string path_;
};

}  // namespace

std::vector<ReportFinding> findings_of_lone(const Host& host, const LiveRequest& request,
                                            const std::string& path, const std::string& text) {
  OverlayFileTree document(host.files);
  document.set(path, text);
  const LoneFileTree files(document, path);
  const Host lone = host.with(files);
  WorkspaceRequest asked = request;
  asked.asked_mode = request.rules.mode;
  asked.paths = {path};
  const Workspace workspace(lone, std::move(asked));
  std::vector<ReportFinding> findings;
  if (!workspace.failures().empty() || !workspace.config_errors().empty()) return findings;
  ReportAssembler assembler(workspace.sources(), workspace.schema(),
                            ShownPaths(request.current_directory, request.paths, ReportRoot()));
  ReportPart part;
  assembler.restrict_to(part);
  std::vector<AnalysedProject> projects;
  std::vector<ProjectRules> rules;
  for (const DiscoveredProject& discovered : workspace.projects()) {
    ProjectRules of_project = rules_of(request.rules, *discovered.config, *workspace.sources());
    if (!of_project.errors.empty() || discovered.find(path) == nullptr) continue;
    projects.push_back(analyse_project(workspace, discovered, {}, true));
    rules.push_back(std::move(of_project));
  }
  const FileId file = workspace.sources()->find(path);
  part.texts.insert(file);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    if (!projects[i].project().has(file)) continue;
    part.instead[file] = projects[i].analysis().lone_findings(file);
    assembler.add_project(projects[i], rules[i]);
  }
  for (ReportFinding& finding : assembler.finish().findings) {
    if (finding.place.file == file) findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace ecac
