#include "compiler/driver/judged_components.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/report/fingerprint.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {

void JudgedComponents::add(const AnalysedProject& analysed, const ProjectRules& rules) {
  const Project& project = analysed.project();
  schema_ = project.shared_schema();
  const ProjectIdentity identity(files_, project.settings().root);
  OfProject& known = projects_[identity.project()];
  known.root = project.settings().root;
  known.rules = &rules;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    const std::string path = project.path(id);
    std::string component =
        file.definition == SymbolId::none
            ? identity.path(path)
            : fmt::format("{}:{}", schema_->type(file.type).name, file.full_name);
    if (file.checked && file.facts.usable() && !file.facts.broken()) {
      known.judged.emplace(std::move(component), path);
    } else {
      known.passed_over.insert(std::move(component));
    }
  }
}

namespace {

/// Whether a rule looks at one file alone, so that no other file can keep it from speaking.
bool is_of_one_file(std::string_view code) {
  return std::ranges::any_of(all_rule_checks(), [&](const Rule* rule) {
    return rule->unit == UnitKind::file && rule->also == nullptr && rule->id != RuleId() &&
           rule_of(rule->id).code == code;
  });
}

}  // namespace

void JudgedComponents::expect(const std::vector<BaselineEntry>& entries) {
  for (const BaselineEntry& entry : entries) {
    const auto found = projects_.find(entry.project);
    if (found == projects_.end() || found->second.has_hidden) continue;
    found->second.has_hidden = is_there_unjudged(found->second, entry);
  }
}

bool JudgedComponents::is_hidden(const BaselineEntry& entry) {
  const auto found = projects_.find(entry.project);
  if (found == projects_.end()) return false;
  if (is_there_unjudged(found->second, entry)) return true;
  return found->second.has_hidden && !is_of_one_file(entry.code);
}

bool JudgedComponents::is_there_unjudged(OfProject& project, const BaselineEntry& entry) {
  const auto judged = project.judged.find(entry.component);
  if (judged != project.judged.end()) return is_off(project, judged->second, entry);
  if (project.passed_over.contains(entry.component)) return true;
  if (entry.component.find(':') != std::string::npos) {
    return is_file_there(project, entry.component);
  }
  const std::string path = absolute_path(project.root, entry.component);
  if (files_.kind(path) == EntryKind::missing) return false;
  // What has a number was read, or at least looked for.
  return files_.find(path) == FileId::none || is_off(project, path, entry);
}

/// `overrides` turn a rule off for some paths, where it is on elsewhere.
bool JudgedComponents::is_off(const OfProject& project, std::string_view path,
                              const BaselineEntry& entry) const {
  const std::optional<CaseId> rule_case = find_case(entry.code, entry.case_id);
  return rule_case && project.rules->overrides.severity(path, *rule_case,
                                                        project.rules->selection) == Severity::off;
}

/// Whether a file is called like the component, wherever it lies.
bool JudgedComponents::is_file_there(OfProject& project, std::string_view component) {
  if (!project.names) find_names(project);
  const std::size_t colon = component.find(':');
  const TypeSchema* const type = schema_->find_type(component.substr(0, colon));
  std::string name = std::string(component.substr(colon + 1)) + '.';
  if (type != nullptr && !type->suffix.empty()) {
    name += type->suffix;
    return project.names->contains(name) || project.names->contains(name + "-meta.xml");
  }
  const auto next = project.names->lower_bound(name);
  return next != project.names->end() && next->starts_with(name);
}

void JudgedComponents::find_names(OfProject& project) const {
  project.names.emplace();
  std::vector<std::pair<std::string, std::uint32_t>> folders = {{project.root, 0}};
  DirectoryListing listing;
  std::size_t seen = 0;
  while (!folders.empty() && seen < limits::kRevisionEntries) {
    const auto [folder, depth] = std::move(folders.back());
    folders.pop_back();
    if (!files_.list(folder, listing)) continue;
    for (const DirectoryListing::Entry& entry : listing.entries()) {
      const std::string_view name = listing.name(entry);
      ++seen;
      if (entry.kind != EntryKind::directory) {
        project.names->emplace(name);
      } else if (!entry.link && name != ".git" && name != "node_modules" &&
                 depth + 1 < limits::kFolderDepth) {
        folders.emplace_back(join_path(folder, name), depth + 1);
      }
    }
  }
}

}  // namespace ecac
