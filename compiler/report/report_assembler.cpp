#include "compiler/report/report_assembler.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "compiler/diagnostics/cases/internal_error.h"
#include "compiler/diagnostics/cases/private_key_material.h"
#include "compiler/diagnostics/cases/removed_component_still_named.h"
#include "compiler/diagnostics/words.h"
#include "compiler/report/open_files.h"
#include "compiler/report/shown_fixes.h"
#include "compiler/report/summary_counts.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config.h"

namespace ecac {

namespace {

/// Of a file that nobody checks only its secrets are told. A key is one of them, though the line
/// that tells it may be shown. And what the manifest leaves in the org may name what is deleted.
bool is_reported(const ProjectFile& file, const Diagnostic& finding) {
  // What the change breaks is told wherever it is.
  if (finding.rule_case == cases::REF008_deleted_in_change) return true;
  if (file.checked || !file.searched) return file.checked;
  const RuleInfo& rule = rule_of(finding.rule_case);
  if (rule.id() == rules::REF008) return file.exclusion == Exclusion::not_in_manifest;
  return rule.masks_place || rule.id() == rules::SCT003;
}

/// Whether each waiver names a component that is nobody's, where CFG001 says so.
std::vector<bool> misnamed_waivers(const AnalysedProject& analysed, const ProjectRules& rules) {
  std::vector<bool> misnamed;
  misnamed.reserve(rules.waiver_list.entries().size());
  const Project& project = analysed.project();
  for (const Waiver& waiver : rules.waiver_list.entries()) {
    const std::size_t colon = waiver.component.find(':');
    const TypeSchema* type = colon == std::string::npos
                                 ? nullptr
                                 : project.schema().find_type(waiver.component.substr(0, colon));
    const std::string name = type == nullptr ? std::string() : waiver.component.substr(colon + 1);
    misnamed.push_back(type != nullptr && name.find('*') == std::string::npos &&
                       analysed.analysis().run_facts().owns(waiver.component_place.file) &&
                       project.symbol(type->id, name) == SymbolId::none &&
                       !project.is_known(type->id, name));
  }
  return misnamed;
}

/// What a review must know of a finding: nothing of this file reaches an org. "" where it does.
std::string_view why_not_deployed(const ProjectFile& file) {
  if (!file.checked) return {};
  switch (file.exclusion) {
    case Exclusion::force_ignored: return "not deployed: `.forceignore` leaves this file out";
    case Exclusion::outside_packages: return "not deployed: this file lies in no package directory";
    case Exclusion::not_in_manifest:
    case Exclusion::none: break;
  }
  return {};
}

}  // namespace

ReportAssembler::ReportAssembler(std::shared_ptr<SourceStore> sources,
                                 std::shared_ptr<const SchemaSet> schema, ShownPaths paths)
    : sources_(std::move(sources)),
      schema_(std::move(schema)),
      paths_(std::move(paths)),
      redactor_(schema_->secret_names()),
      configuration_fixes_(*sources_) {}

void ReportAssembler::skip_project(const AnalysedProject& analysed, ProjectSecrets& secrets) {
  begin_project(analysed.project().settings().root);
  add_secrets(secrets.shared_values());
}

void ReportAssembler::sum_up(const AnalysedProject& analysed) {
  const Project& project = analysed.project();
  const std::string& environment = analysed.discovered().environment;
  count_project(analysed, environment.empty() ? nullptr : &counted_, report_.summary);
  if (!project.settings().manifest.empty()) {
    const std::string& manifest = project.settings().manifest;
    report_.summary.manifests.emplace(paths_.from_root(manifest), paths_(manifest));
  }
  report_.run.api_versions.insert(project.api_version());
  if (const std::string& path = analysed.discovered().config->path; !path.empty()) {
    report_.run.configurations.insert(paths_.from_root(path));
    if (!is_within(path, project.settings().root)) {
      report_.summary.configurations.emplace(paths_.from_root(path), paths_(path));
    }
  }
  for (const Config::File& extended : analysed.discovered().config->extended) {
    report_.run.configurations.insert(paths_.from_root(extended.path));
  }
}

void ReportAssembler::add_project(const AnalysedProject& analysed, const ProjectRules& rules,
                                  ProjectSecrets* secrets) {
  const Project& project = analysed.project();
  const std::string& environment = analysed.discovered().environment;
  begin_project(project.settings().root);
  if (part_ == nullptr) {
    sum_up(analysed);
    report_.summary.projects = project_number_;
    note_judged(analysed, rules);
  }
  if (!environment.empty()) environments_[project_number_].insert(environment);
  std::optional<ProjectSecrets> own_secrets;
  if (secrets == nullptr) secrets = &own_secrets.emplace(analysed, *sources_, redactor_);
  OpenFiles open(analysed, *sources_, paths_, redactor_, *secrets, files_);
  // What is said of a waiver is told of no file of the project, and repeats what is written there.
  if (learns_secrets_ || !rules.waiver_list.entries().empty()) open.learn_secrets();
  ShownFixes fixes(analysed, *sources_, paths_, open);
  ProjectAtWork work{project, environment, rules.waivers, rules.selection, open, fixes};
  const auto consider = [&](const Diagnostic& finding) {
    const FileId file = finding.place.file;
    // Nobody asks whether a text without facts is checked.
    if (project.has(file) && !is_reported(project.file(file), finding)) return;
    const Severity severity = judge(project, finding, rules);
    if (severity != Severity::off) add(work, finding, severity);
  };
  if (part_ == nullptr) {
    analysed.analysis().for_each_unit_finding(consider);
  } else {
    for (const FileId text : part_->texts) {
      const auto instead = part_->instead.find(text);
      if (instead == part_->instead.end()) {
        analysed.analysis().findings().for_each_in(text, consider);
      } else if (project.has(text)) {
        for (const Diagnostic& finding : instead->second) consider(finding);
      }
    }
  }
  if (!analysed.analysis().sound()) internal_error_ = true;
  note_comments(work, rules);
  if (analysed.discovered().whole) note_waivers(work, rules);
  if (part_ != nullptr && rules.waiver_list.entries().empty() && rules.refused.empty()) return;
  const ProjectIdentity& identity = identity_of(project.settings().root);
  const RunFacts& run = analysed.analysis().run_facts();
  std::vector<bool> untold = misnamed_waivers(analysed, rules);
  for (std::size_t i = 0; i < untold.size(); ++i) {
    if (!tells_unused_of(rules.waiver_list.entries()[i].place.file)) untold[i] = true;
  }
  const auto [reviewed, first] = reviewed_.try_emplace(
      project_number_,
      ReviewedProject{
          WaiverReview(rules, run.today, analysed.discovered().whole, std::move(untold)),
          identity.project(), identity.path(analysed.discovered().config->path),
          project.settings().root});
  if (!first || part_ == nullptr) return;
  for (auto use = part_->waivers.lower_bound({project_number_, {}});
       use != part_->waivers.end() && use->first == project_number_; ++use) {
    reviewed->second.review.note(use->second);
  }
}

void ReportAssembler::note_judged(const AnalysedProject& analysed, const ProjectRules& rules) {
  ReportRun::JudgedProject& project =
      report_.run.projects[identity_of(analysed.project().settings().root).project()];
  const auto cases = all_cases();
  project.judged.resize(cases.size(), false);
  for (const RuleInfo& rule : all_rules()) {
    for (std::size_t i = 0; i < rule.cases.size(); ++i) {
      const CaseId id{static_cast<std::uint32_t>(rule.first_case) + static_cast<std::uint32_t>(i)};
      if (rules.selection.severity(id) != Severity::off) project.judged[position_of(id)] = true;
    }
  }
  const DiscoveredProject& discovered = analysed.discovered();
  if (!discovered.whole && !discovered.is_outside) project.whole = false;
  const Config& config = *discovered.config;
  if (project.baseline.empty()) project.baseline = config.baseline_path;
}

Severity ReportAssembler::judge(const Project& project, const Diagnostic& finding,
                                const ProjectRules& rules) {
  const FileId file = finding.place.file;
  const std::string path = file == FileId::none ? std::string()
                           : project.has(file)  ? project.path(file)
                                                : sources_->path(file);
  const Severity severity = rules.overrides.severity(path, finding.rule_case, rules.selection);
  if (severity == Severity::off && (rules.selection.suppressed(finding.rule_case) ||
                                    rules.selection.severity(finding.rule_case) != Severity::off)) {
    ++report_.summary.suppressed;
  }
  if (rule_id_of(finding.rule_case) == rules::PRJ005) internal_error_ = true;
  return severity;
}

const Waiver* ReportAssembler::waiver_of(const ProjectAtWork& work, FileId file,
                                         CaseId rule_case) const {
  if (work.waivers.empty() || file == FileId::none) return nullptr;
  const Project& project = work.project;
  const ProjectFile& source = project.file(file);
  const Waiver* found =
      source.definition == SymbolId::none
          ? nullptr
          : work.waivers.find(project.symbols().name(source.definition), rule_case);
  if (!is_bundle_member(schema_->type(source.type))) return found;
  const auto uses = source.facts.uses();
  for (std::size_t i = 0; i < uses.size() && found == nullptr; ++i) {
    if (uses[i].type != types::ExternalClientApplication) continue;
    found = work.waivers.find(project.symbols().name(source.use_symbols[i]), rule_case);
  }
  return found;
}

std::size_t ReportAssembler::shown_waiver(ProjectAtWork& work, const Waiver& waiver) {
  const auto [known, first] = work.shown_waivers.try_emplace(&waiver, report_.waivers.size());
  if (first) {
    report_.waivers.push_back({.rule = waiver.selector,
                               .reason = work.open.redact(FileId::none, waiver.reason),
                               .place = work.open.place(waiver.place)});
  }
  return known->second;
}

void ReportAssembler::add(ProjectAtWork& work, const Diagnostic& finding, Severity severity) {
  // Facts, secrets and waivers are those of files of the project.
  const FileId own = work.project.has(finding.place.file) ? finding.place.file : FileId::none;
  PendingFinding pending;
  pending.text = finding.place.file;
  pending.finding = show(work, finding, own);
  pending.finding.severity = severity;
  pending.finding.enforced = work.selection.is_enforced(finding.rule_case);
  pending.project = project_number_;
  pending.parts = identify(work, finding, own);
  if (own != FileId::none) pending.finding.owner = work.open.owner(own, finding.place.range);
  if (!work.environment.empty()) pending.environments.insert(work.environment);
  const Waiver* waiver = waiver_of(work, own, finding.rule_case);
  pending.comment = comment_for(work, own, finding);
  if (waiver != nullptr && !work.selection.is_enforced(finding.rule_case)) {
    pending.waiver = shown_waiver(work, *waiver);
    uses_.push_back({.text = finding.place.file,
                     .project = project_number_,
                     .entry = {waiver->place.file, waiver->place.range.begin}});
  } else if (!pending.comment && finding.place.file != FileId::none &&
             !is_counted(work.project, finding.place.file) &&
             !is_of_command_line(*sources_, finding.place)) {
    judged_.insert(finding.place.file);
  }
  if (severity == Severity::error && own != FileId::none) {
    note_refused_use(work, own, finding.place.range);
  }
  pending_.push_back(std::move(pending));
}

void ReportAssembler::note_refused_use(ProjectAtWork& work, FileId file, TextRange range) {
  const ProjectFile& source = work.project.file(file);
  if (!source.checked) return;  // its uses were not counted
  const auto uses = source.facts.uses();
  const auto [known, first] = work.uses_by_place.try_emplace(file);
  if (first) {
    for (std::size_t i = 0; i < uses.size(); ++i) known->second.emplace(uses[i].range.begin, i);
  }
  const auto [begin, end] = known->second.equal_range(range.begin);
  for (auto at = begin; at != end; ++at) {
    const std::size_t use = at->second;
    if (uses[use].range != range || !work.refused_uses.emplace(file, use).second) continue;
    const ReferenceResolver resolver{ProjectView(work.project)};
    if (resolver.resolve(file, use).state == ReferenceState::outside) {
      --report_.summary.outside_references;
    }
  }
}

ReportFinding ReportAssembler::show(ProjectAtWork& work, const Diagnostic& finding,
                                    FileId own) const {
  const auto redacted = [&](std::string_view text) { return work.open.redact(own, text); };
  ReportFinding shown;
  shown.rule_case = finding.rule_case;
  if (finding.shows_text) {
    shown.place = work.open.place(finding.place);
  } else {
    shown.place.path = paths_(sources_->path(finding.place.file));
    shown.place.root_path = paths_.from_root(sources_->path(finding.place.file));
  }
  shown.message = redacted(finding.message);
  shown.caret = redacted(finding.caret);
  for (const Label& label : finding.labels) {
    const FileId file = label.place.file == FileId::none ? own : label.place.file;
    shown.related.push_back({work.open.place({file, label.place.range}), redacted(label.text)});
  }
  for (const std::string& help : finding.helps) shown.helps.push_back(redacted(help));
  for (const std::string& note : finding.notes) shown.notes.push_back(redacted(note));
  const std::string_view left_out =
      own == FileId::none ? std::string_view() : why_not_deployed(work.project.file(own));
  if (!left_out.empty()) shown.notes.emplace_back(left_out);
  for (const Fix& fix : finding.fixes) {
    if (auto ready = work.fixes.show(fix, own)) shown.fixes.push_back(std::move(*ready));
  }
  return shown;
}

FindingIdentity ReportAssembler::identify(ProjectAtWork& work, const Diagnostic& finding,
                                          FileId own) {
  const Project& project = work.project;
  const ProjectIdentity& identity = identity_of(project.settings().root);
  FindingIdentity parts{.rule_case = finding.rule_case, .project = identity.project()};
  if (own != FileId::none) {
    const ProjectFile& source = project.file(own);
    parts.component = source.definition == SymbolId::none
                          ? identity.path(project.path(own))
                          : fmt::format("{}:{}", schema_->type(source.type).name, source.full_name);
    parts.element = work.open.element_path(own, finding.place.range);
  } else if (finding.place.file != FileId::none) {
    parts.component = identity.path(sources_->path(finding.place.file));
  }
  parts.subject = work.open.redact(own, finding.subject);
  return parts;
}

void ReportAssembler::begin_project(std::string_view root) {
  if (project_number_ != 0 && identified_root_ == root) return;
  identified_root_ = root;
  identity_.reset();
  ++project_number_;
}

const ProjectIdentity& ReportAssembler::identity_of(std::string_view project_root) {
  begin_project(project_root);
  if (!identity_) identity_.emplace(*sources_, project_root);
  return *identity_;
}

/// By path, offset, code and message.
void ReportAssembler::sort_pending() {
  const auto key = [](const PendingFinding& pending) {
    const ReportFinding& finding = pending.finding;
    return std::tie(finding.place.root_path, finding.place.range.begin,
                    rule_of(finding.rule_case).code, finding.message, pending.project);
  };
  std::stable_sort(
      pending_.begin(), pending_.end(),
      [&](const PendingFinding& a, const PendingFinding& b) { return key(a) < key(b); });
}

void ReportAssembler::merge_pending() {
  const auto equal = [](const PendingFinding& a, const PendingFinding& b) {
    return a.project == b.project && a.finding.place.root_path == b.finding.place.root_path &&
           a.finding.place.range == b.finding.place.range &&
           rule_of(a.finding.rule_case).code == rule_of(b.finding.rule_case).code &&
           a.finding.message == b.finding.message;
  };
  std::size_t kept = 0;
  for (std::size_t i = 0; i < pending_.size(); ++i) {
    if (kept > 0 && equal(pending_[kept - 1], pending_[i])) {
      pending_[kept - 1].environments.merge(pending_[i].environments);
      continue;
    }
    if (kept != i) pending_[kept] = std::move(pending_[i]);
    ++kept;
  }
  pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(kept), pending_.end());
  for (PendingFinding& pending : pending_) {
    const auto all = environments_.find(pending.project);
    if (all == environments_.end() || pending.environments.size() == all->second.size()) continue;
    const std::vector<std::string> names(pending.environments.begin(), pending.environments.end());
    if (names.empty()) continue;
    pending.finding.notes.push_back(
        fmt::format("in the environment{} {}", names.size() == 1 ? "" : "s", list_of_names(names)));
  }
}

void ReportAssembler::name_pending(std::size_t first) {
  for (std::size_t i = first; i < pending_.size(); ++i) {
    PendingFinding& pending = pending_[i];
    ReportFinding& finding = pending.finding;
    finding.fingerprint = fingerprint(pending.parts, 1);
    const unsigned number = ++seen_[{pending.project, finding.fingerprint}];
    if (number > 1) finding.fingerprint = fingerprint(pending.parts, number);
    finding.project = std::move(pending.parts.project);
    finding.component = std::move(pending.parts.component);
    finding.element = std::move(pending.parts.element);
  }
}

ReportPlace ReportAssembler::place_in_config(Place place) {
  ReportPlace shown;
  shown.path = paths_(sources_->path(place.file));
  shown.root_path = paths_.from_root(sources_->path(place.file));
  shown.range = place.range;
  const auto text = sources_->get(place.file);
  if (text == nullptr) return shown;
  files_.add(place.file, {text->hash(), {}});
  shown.file = place.file;
  const auto position = [&](std::uint32_t offset) {
    const LineColumn at = text->lines().position(offset);
    return Position{at.line, at.column, offset};
  };
  shown.start = position(place.range.begin);
  shown.end = position(place.range.end);
  return shown;
}

Report ReportAssembler::finish() {
  report_.run.checked = true;
  report_.summary.files_checked += judged_.size();
  for (auto& [key, unused] : unused_waivers_) {
    if (!used_waivers_.contains(key)) pending_.push_back(std::move(unused));
  }
  cover_pending();
  sort_pending();
  merge_pending();
  name_pending(0);
  const std::size_t named = pending_.size();
  review_waivers();
  name_pending(named);
  if (pending_.size() != named) sort_pending();
  report_.findings.reserve(pending_.size());
  for (PendingFinding& pending : pending_) {
    ReportFinding& finding = pending.finding;
    if (finding.place.root_path == kCommandLineConfig) {
      // No file has it, so it is about the project, as far as a program is told.
      finding.place = {.path = std::string(kCommandLineConfig), .root_path = "."};
    }
    if (rule_of(finding.rule_case).not_judged && !pending.waiver) {
      report_.summary.not_judged.push_back(
          {finding.rule_case, finding.project, finding.component, finding.message});
    }
    if (pending.waiver) {
      const SuppressionKind kind = report_.waivers[*pending.waiver].kind;
      ++report_.summary.waived_by[static_cast<std::size_t>(kind)];
      report_.waived.push_back({std::move(finding), *pending.waiver});
    } else {
      count_finding(finding.severity, report_.summary);
      report_.findings.push_back(std::move(finding));
    }
  }
  if (internal_error_) {
    report_.failures.push_back(
        {.kind = FailureKind::internal,
         .message = fmt::format("a rule or a file failed inside; {} tells where",
                                rule_of(rules::PRJ005).code)});
  }
  report_.summary.waived = report_.waived.size();
  report_.summary.suppressed += report_.waived.size();
  return std::move(report_);
}

std::unique_ptr<SnippetSource> ReportAssembler::snippets() const {
  return std::make_unique<FileSnippets>(sources_, *schema_, files_);
}

}  // namespace ecac
