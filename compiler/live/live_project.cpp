#include "compiler/live/live_project.h"

#include <utility>

namespace ecac {

LiveProject::Shown::Shown(const LiveProject& project, const ShownPaths& paths)
    : redactor(project.analysed().project().schema().secret_names()),
      open(project.analysed(), project.sources(), paths, redactor, reported) {}

LiveProject::LiveProject(const Workspace& workspace, const DiscoveredProject& discovered,
                         ProjectRules rules, const ShownPaths& paths,
                         const FindingsByPath& findings)
    : analysed_(analyse_project(workspace, discovered, {}, true)),
      rules_(std::move(rules)),
      paths_(paths),
      findings_(findings) {}

void LiveProject::refresh(const Workspace& workspace, const DiscoveredProject& discovered,
                          ProjectRules rules, std::span<const std::string> changed) {
  rules_ = std::move(rules);
  refresh_project(workspace, discovered, changed, analysed_);
  forget_secrets();
}

bool LiveProject::is_of(const DiscoveredProject& discovered) const {
  const DiscoveredProject& own = analysed_.discovered();
  return own.root == discovered.root && own.environment == discovered.environment &&
         own.is_outside == discovered.is_outside &&
         own.has_project_file == discovered.has_project_file;
}

std::string LiveProject::redact(FileId file, std::string_view text) const {
  if (shown_ == nullptr) shown_ = std::make_unique<Shown>(*this, paths_);
  const FileId own = analysed_.project().has(file) ? file : FileId::none;
  return shown_->open.redact(own, text);
}

}  // namespace ecac
