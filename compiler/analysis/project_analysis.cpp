#include "compiler/analysis/project_analysis.h"

#include <algorithm>
#include <atomic>

#include "compiler/analysis/project_loader.h"
#include "compiler/resolve/org/permission_set.h"

namespace ecac {

namespace {

std::string label_of_permission_set(const ProjectFile& file) {
  if (file.type != types::PermissionSet) return {};
  const FieldFact* label = file.facts.find(fields::PermissionSet::label);
  return label == nullptr ? std::string() : std::string(file.facts.text(*label));
}

Unit file_unit(FileId file) {
  return {UnitKind::file, static_cast<std::uint32_t>(file)};
}

StoreOpening store_opening(const ProjectFile& file) {
  return file.type == types::PermissionSet ? token_store_opening(file.facts) : StoreOpening::closed;
}

}  // namespace

bool is_org_wide(TypeId type) {
  return type == types::OauthOidcSettings || type == types::SecuritySettings ||
         type == types::ExternalClientAppSettings || type == types::Network ||
         type == types::CustomSite || type == types::ProfileSessionSetting ||
         type == types::CorsWhitelistOrigin;
}

ProjectAnalysis::ProjectAnalysis(Project project, const CertificateReader& certificates,
                                 bool track_edits, RunFacts run, const Project* earlier)
    : project_(std::make_unique<Project>(std::move(project))),
      run_(std::make_unique<const RunFacts>(std::move(run))),
      replacements_(std::make_unique<const DeclaredSources>(*project_, run_->replacements)),
      earlier_(earlier),
      certificates_(certificates),
      track_edits_(track_edits) {}

void ProjectAnalysis::renew_context() {
  context_ = std::make_unique<ProjectContext>(*project_, run_->apps, certificates_);
}

void ProjectAnalysis::link_all() {
  for (const FileId id : project_->files()) project_->link(id);
}

void ProjectAnalysis::read_on_reference(const FileTree& files) {
  ecac::read_on_reference(files, certificates_, *project_);
}

std::vector<Unit> ProjectAnalysis::symbol_units() const {
  std::vector<Unit> units;
  const SymbolIndex& symbols = project_->symbols();
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId symbol{id};
    const TypeId type = symbols.type(symbol);
    if (type != types::ExternalClientApplication && type != types::ExternalCredential) continue;
    if (!symbols.is_defined(symbol) && !symbols.is_used(symbol)) continue;
    const bool app = type == types::ExternalClientApplication;
    units.push_back({app ? UnitKind::bundle : UnitKind::stack, id});
  }
  return units;
}

void ProjectAnalysis::analyze_all(Executor& executor) {
  project_->prepare_near_names();
  renew_context();
  const RuleInputs shared = inputs();
  of_file_.assign(project_->file_count(), {});
  of_symbol_.clear();
  of_project_.clear();
  if (track_edits_) {
    asks_.clear();
    missed_.clear();
    type_askers_.clear();
    key_askers_.clear();
    askers_.assign(project_->symbols().size(), {});
  }
  const std::vector<Unit> units = symbol_units();
  std::vector<std::vector<Diagnostic>> of_units(units.size());
  std::vector<AskLog> logs(track_edits_ ? project_->file_count() + units.size() : 0);
  std::atomic<bool> sound{true};
  const std::size_t files = project_->file_count();
  parallel_for(
      executor, files + units.size(), 256, [] { return std::vector<Diagnostic>(); },
      [&](std::vector<Diagnostic>& findings, std::size_t i) {
        const bool of_file = i < files;
        const Unit unit = of_file ? file_unit(project_->files()[i]) : units[i - files];
        AskLog* log = track_edits_ ? &logs[i] : nullptr;
        findings.clear();
        if (!run_rules(shared, unit, log, findings)) sound = false;
        if (findings.empty()) return;
        (of_file ? of_file_[i] : of_units[i - files]) = std::move(findings);
        findings = {};
      });
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!of_units[i].empty()) of_symbol_.emplace(units[i].index, std::move(of_units[i]));
  }
  AskLog project_log;
  if (!run_rules(shared, {UnitKind::project, 0}, track_edits_ ? &project_log : nullptr,
                 of_project_)) {
    sound = false;
  }
  sound_ = sound;
  if (!track_edits_) return;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    record_asks(i < files ? file_unit(project_->files()[i]) : units[i - files], std::move(logs[i]));
  }
  record_asks({UnitKind::project, 0}, std::move(project_log));
}

std::vector<Diagnostic>& ProjectAnalysis::findings_of(Unit unit) {
  switch (unit.kind) {
    case UnitKind::file: return of_file_[project_->index_of(FileId{unit.index})];
    case UnitKind::bundle:
    case UnitKind::stack: return of_symbol_[unit.index];
    case UnitKind::project: break;
  }
  return of_project_;
}

void ProjectAnalysis::record_asks(Unit unit, AskLog log) {
  std::sort(log.symbols.begin(), log.symbols.end());
  log.symbols.erase(std::unique(log.symbols.begin(), log.symbols.end()), log.symbols.end());
  for (const SymbolId symbol : log.symbols) {
    const auto index = static_cast<std::size_t>(symbol);
    if (index >= askers_.size()) askers_.resize(project_->symbols().size());
    askers_[index].push_back(unit);
  }
  for (const auto& [type, name] : log.missed) {
    missed_[static_cast<std::uint16_t>(type)].emplace_back(name, unit);
  }
  for (const TypeId type : log.types) type_askers_[static_cast<std::uint16_t>(type)].insert(unit);
  for (const std::uint64_t key : log.consumer_keys) key_askers_[key].insert(unit);
  asks_[unit] = std::move(log);
}

void ProjectAnalysis::forget_asks(Unit unit) {
  const auto found = asks_.find(unit);
  if (found == asks_.end()) return;
  for (const SymbolId symbol : found->second.symbols) {
    std::erase(askers_[static_cast<std::size_t>(symbol)], unit);
  }
  for (const auto& [type, name] : found->second.missed) {
    std::erase_if(missed_[static_cast<std::uint16_t>(type)],
                  [&](const auto& entry) { return entry.second == unit; });
  }
  for (const TypeId type : found->second.types) {
    type_askers_[static_cast<std::uint16_t>(type)].erase(unit);
  }
  for (const std::uint64_t key : found->second.consumer_keys) {
    const auto askers = key_askers_.find(key);
    if (askers == key_askers_.end()) continue;
    askers->second.erase(unit);
    if (askers->second.empty()) key_askers_.erase(askers);
  }
  asks_.erase(found);
}

void ProjectAnalysis::mark_names_of(FileId file,
                                    std::vector<std::pair<TypeId, std::string>>& definitions) {
  const ProjectFile& changed = project_->file(file);
  const auto mark = [&](SymbolId symbol) {
    const auto index = static_cast<std::size_t>(symbol);
    if (index < askers_.size()) stale_.insert(askers_[index].begin(), askers_[index].end());
    const TypeId type = project_->symbols().type(symbol);
    const auto id = static_cast<std::uint32_t>(symbol);
    if (type == types::ExternalClientApplication) {
      stale_.insert({UnitKind::bundle, id});
      // It may be, or have been, another name of a packaged app.
      const std::string_view name = project_->symbols().name(symbol);
      const std::string_view prefix = namespace_of(name);
      if (!prefix.empty()) {
        const SymbolId plain = project_->symbol(type, name.substr(prefix.size() + 2));
        if (plain != SymbolId::none) {
          stale_.insert({UnitKind::bundle, static_cast<std::uint32_t>(plain)});
        }
      }
    }
    if (type == types::ExternalCredential) stale_.insert({UnitKind::stack, id});
  };
  if (const FieldFact* key = find_consumer_key(changed.facts)) {
    const auto askers = key_askers_.find(ConsumerKeys::hash(changed.facts.text(*key)));
    if (askers != key_askers_.end()) {
      stale_.insert(askers->second.begin(), askers->second.end());
    }
  }
  if (changed.definition != SymbolId::none) {
    mark(changed.definition);
    definitions.emplace_back(changed.type, project_->symbols().name(changed.definition));
  }
  for (std::size_t i = 0; i < changed.facts.uses().size(); ++i) mark(changed.use_symbols[i]);
}

void ProjectAnalysis::mark_definition(TypeId type, std::string_view name) {
  const auto id = static_cast<std::uint16_t>(type);
  const auto askers = type_askers_.find(id);
  if (askers != type_askers_.end()) stale_.insert(askers->second.begin(), askers->second.end());
  const auto missed = missed_.find(id);
  if (missed == missed_.end()) return;
  for (const auto& [missed_name, unit] : missed->second) {
    if (is_near(missed_name, name)) stale_.insert(unit);
  }
}

void ProjectAnalysis::replace(FileId file, FileFacts facts) {
  std::vector<std::pair<TypeId, std::string>> before;
  std::vector<std::pair<TypeId, std::string>> after;
  mark_names_of(file, before);
  project_->unlink(file);
  ProjectFile& changed = project_->file(file);
  const std::string label = label_of_permission_set(changed);
  const StoreOpening opening = store_opening(changed);
  changed.facts = std::move(facts);
  project_->link(file);
  mark_names_of(file, after);
  if (opening != store_opening(changed)) {
    for (const Unit unit : symbol_units()) {
      if (unit.kind == UnitKind::stack) stale_.insert(unit);
    }
  }
  if (is_org_wide(changed.type)) {
    mark_everything();
  } else if (label != label_of_permission_set(changed)) {
    // An app may name the permission set by its label.
    for (const Unit unit : symbol_units()) {
      if (unit.kind == UnitKind::bundle) stale_.insert(unit);
    }
  }
  stale_.insert(file_unit(file));
  stale_.insert({UnitKind::project, 0});
  if (before == after) return;
  for (const auto& [type, name] : before) mark_definition(type, name);
  for (const auto& [type, name] : after) mark_definition(type, name);
}

void ProjectAnalysis::mark_everything() {
  for (const FileId id : project_->files()) stale_.insert(file_unit(id));
  for (const Unit unit : symbol_units()) stale_.insert(unit);
}

void ProjectAnalysis::run(Unit unit) {
  forget_asks(unit);
  AskLog log;
  std::vector<Diagnostic> findings;
  if (!run_rules(inputs(), unit, &log, findings)) sound_ = false;
  findings_of(unit) = std::move(findings);
  record_asks(unit, std::move(log));
}

std::size_t ProjectAnalysis::update() {
  if (askers_.size() < project_->symbols().size()) askers_.resize(project_->symbols().size());
  std::vector<Unit> units(stale_.begin(), stale_.end());
  std::sort(units.begin(), units.end());
  stale_.clear();
  project_->prepare_near_names();
  renew_context();
  for (const Unit unit : units) run(unit);
  return units.size();
}

std::size_t ProjectAnalysis::outside_references() const {
  const ReferenceResolver resolver(*project_);
  std::size_t count = 0;
  for (const FileId id : project_->files()) {
    const ProjectFile& file = project_->file(id);
    if (!file.checked) continue;
    for (std::size_t use = 0; use < file.facts.uses().size(); ++use) {
      // Most names are defined; only the others need the full answer.
      if (project_->symbols().is_defined(file.use_symbols[use])) continue;
      if (resolver.resolve(id, use).state == ReferenceState::outside) ++count;
    }
  }
  return count;
}

}  // namespace ecac
