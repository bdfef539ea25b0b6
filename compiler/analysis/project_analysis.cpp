#include "compiler/analysis/project_analysis.h"

#include <algorithm>
#include <atomic>

#include "compiler/analysis/project_loader.h"
#include "compiler/resolve/org/permission_set.h"

namespace ecac {

namespace {

Unit file_unit(FileId file) {
  return {UnitKind::file, static_cast<std::uint32_t>(file)};
}

Asker asker_of(Unit unit) {
  switch (unit.kind) {
    case UnitKind::file: return {Asker::Kind::file, unit.index};
    case UnitKind::bundle: return {Asker::Kind::bundle, unit.index};
    case UnitKind::stack: return {Asker::Kind::stack, unit.index};
    case UnitKind::tree: return {Asker::Kind::tree, 0};
    case UnitKind::project: break;
  }
  return {Asker::Kind::project, unit.index};
}

Asker reading_of(FileId file) {
  return {Asker::Kind::reading, static_cast<std::uint32_t>(file)};
}

std::optional<Unit> unit_of(Asker asker) {
  switch (asker.kind) {
    case Asker::Kind::file: return Unit{UnitKind::file, asker.index};
    case Asker::Kind::bundle: return Unit{UnitKind::bundle, asker.index};
    case Asker::Kind::stack: return Unit{UnitKind::stack, asker.index};
    case Asker::Kind::project: return Unit{UnitKind::project, asker.index};
    case Asker::Kind::tree: return Unit{UnitKind::tree, asker.index};
    case Asker::Kind::shared:
    case Asker::Kind::reading: break;
  }
  return std::nullopt;
}

/// The unit that an app or a credential is; none for other names.
std::optional<Unit> unit_of_symbol(const SymbolIndex& symbols, SymbolId symbol) {
  const TypeId type = symbols.type(symbol);
  const auto index = static_cast<std::uint32_t>(symbol);
  if (type == types::ExternalClientApplication) return Unit{UnitKind::bundle, index};
  if (type == types::ExternalCredential) return Unit{UnitKind::stack, index};
  return std::nullopt;
}

}  // namespace

ProjectAnalysis::ProjectAnalysis(Project project, bool track_edits, RunFacts run,
                                 const Project* earlier)
    : project_(std::make_unique<Project>(std::move(project))),
      run_(std::make_unique<const RunFacts>(std::move(run))),
      replacements_(std::make_unique<const DeclaredSources>(run_->replacements)),
      earlier_(earlier),
      track_edits_(track_edits),
      findings_(track_edits) {}

RuleInputs ProjectAnalysis::inputs() const {
  RuleInputs inputs{*project_, *org_, *run_, *replacements_, *tree_};
  if (earlier_ != nullptr) inputs.earlier = *earlier_;
  return inputs;
}

void ProjectAnalysis::link_all() {
  for (const FileId id : project_->files()) project_->link(id);
}

void ProjectAnalysis::read_on_reference(const FileTree& files) {
  if (!track_edits_) {
    ecac::read_on_reference(files, *project_);
    return;
  }
  files_ = &files;
  project_->index_spellings();
  for (const FileId file : project_->files()) mark(reading_of(file));
  read_again();
}

/// Reads what is named now and was not before, and the other way.
void ProjectAnalysis::read_again() {
  std::vector<FileId> files;
  for (const Asker asker : stale_) {
    if (asker.kind == Asker::Kind::reading) files.push_back(FileId{asker.index});
  }
  for (const FileId file : files) {
    stale_.erase(reading_of(file));
    if (files_ == nullptr) continue;
    if (!is_read_on_reference(project_->schema(), project_->file(file))) continue;
    AskLog log;
    const bool named = ProjectView(*project_).recorded_in(&log).is_named(file);
    dependencies_.record(reading_of(file), log);
    if (ecac::read_on_reference(*files_, named, *project_, file)) mark_file(file);
  }
}

std::vector<Unit> ProjectAnalysis::symbol_units() const {
  std::vector<Unit> units;
  const SymbolIndex& symbols = project_->symbols();
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId symbol{id};
    const std::optional<Unit> unit = unit_of_symbol(symbols, symbol);
    if (!unit || (!symbols.is_defined(symbol) && !symbols.is_used(symbol))) continue;
    units.push_back(*unit);
  }
  return units;
}

void ProjectAnalysis::analyze_all(Executor& executor) {
  org_ = std::make_unique<OrgAnswers>(run_->apps, run_->today, track_edits_);
  const RuleInputs shared = inputs();
  findings_.clear();
  stale_.clear();
  std::vector<Unit> units;
  for (const FileId file : project_->files()) units.push_back(file_unit(file));
  const std::vector<Unit> of_symbols = symbol_units();
  units.insert(units.end(), of_symbols.begin(), of_symbols.end());
  std::vector<std::vector<Diagnostic>> found(units.size());
  std::vector<AskLog> logs(track_edits_ ? units.size() : 0);
  std::atomic<bool> sound{true};
  parallel_for(
      executor, units.size(), 256, [] { return std::vector<Diagnostic>(); },
      [&](std::vector<Diagnostic>& findings, std::size_t i) {
        findings.clear();
        if (!run_rules(shared, units[i], track_edits_ ? &logs[i] : nullptr, findings)) {
          sound = false;
        }
        if (findings.empty()) return;
        found[i] = std::move(findings);
        findings = {};
      });
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!found[i].empty()) findings_.answer(units[i], std::move(found[i]));
  }
  sound_ = sound;
  for (std::size_t i = 0; i < logs.size(); ++i) dependencies_.record(asker_of(units[i]), logs[i]);
  for (std::uint32_t rule = 0; rule < project_unit_count(); ++rule) {
    run({UnitKind::project, rule});
  }
  run({UnitKind::tree, 0});
  record_answers();
}

std::vector<Diagnostic> ProjectAnalysis::own_findings(FileId file) const {
  std::vector<Diagnostic> findings;
  run_rules(inputs(), file_unit(file), nullptr, findings);
  return findings;
}

void ProjectAnalysis::mark_file(FileId file) {
  findings_.note_edited(file);
  mark(asker_of(file_unit(file)));
  dependencies_.askers_of(file, [&](Asker asker) { mark(asker); });
}

void ProjectAnalysis::mark_symbol(SymbolId symbol) {
  dependencies_.askers_of(symbol, [&](Asker asker) { mark(asker); });
}

void ProjectAnalysis::mark_question(Question question, std::uint64_t about) {
  dependencies_.askers_of_question(question_key(question, about),
                                   [&](Asker asker) { mark(asker); });
}

void ProjectAnalysis::mark_question(Question question, TypeId type) {
  mark_question(question, static_cast<std::uint64_t>(type));
}

void ProjectAnalysis::mark_names(const NameChanges& changes) {
  const SymbolIndex& symbols = project_->symbols();
  const auto mark_asker = [&](Asker asker) { mark(asker); };
  for (const SymbolId symbol : changes.created) {
    const TypeId type = symbols.type(symbol);
    const std::string_view name = symbols.name(symbol);
    mark_question(Question::absent_name, SymbolIndex::key(type, name));
    mark_question(Question::spellings, project_->spelling_key(type, name));
    const std::string_view prefix = namespace_of(name);
    if (!prefix.empty()) {
      mark_question(Question::namespaced_names,
                    SymbolIndex::key(type, name.substr(prefix.size() + 2)));
    }
    if (const std::optional<Unit> unit = unit_of_symbol(symbols, symbol)) mark(asker_of(*unit));
  }
  for (const auto* list : {&changes.defined, &changes.undefined}) {
    for (const SymbolId symbol : *list) {
      dependencies_.missed_near(symbols.type(symbol), symbols.name(symbol), mark_asker);
    }
  }
}

std::vector<SymbolId> ProjectAnalysis::symbols_of(FileId id) const {
  const ProjectFile& file = project_->file(id);
  if (file.use_symbols == nullptr) return {};
  return {file.use_symbols.get(), file.use_symbols.get() + file.facts.uses().size()};
}

void ProjectAnalysis::mark_consumer_key(FileId file) {
  const FileFacts& facts = project_->file(file).facts;
  if (const FieldFact* key = find_consumer_key(facts)) {
    mark_question(Question::consumer_key, ConsumerKeys::hash(facts.text(*key)));
  }
}

/// A word that a file had before and has again stands for the same files.
void ProjectAnalysis::mark_words(std::vector<std::uint64_t> before,
                                 std::vector<std::uint64_t> after) {
  std::sort(before.begin(), before.end());
  std::sort(after.begin(), after.end());
  std::vector<std::uint64_t> changed;
  std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(),
                                std::back_inserter(changed));
  for (const std::uint64_t key : changed) {
    dependencies_.askers_of_question(key, [&](Asker asker) { mark(asker); });
  }
}

FileFacts ProjectAnalysis::replace(FileId file, FileFacts facts) {
  record_answers();
  NameChanges changes;
  std::vector<std::uint64_t> words_before;
  std::vector<std::uint64_t> words_after;
  for (FileTable* table : org_->tables()) table->remove(*project_, file, words_before);
  mark_consumer_key(file);
  const std::vector<SymbolId> before = symbols_of(file);
  FileFacts replaced = project_->replace_facts(file, std::move(facts), &changes);
  mark_consumer_key(file);
  for (FileTable* table : org_->tables()) table->add(*project_, file, words_after);
  mark_words(std::move(words_before), std::move(words_after));
  mark_names(changes);
  mark_file(file);
  const std::vector<SymbolId> after = symbols_of(file);
  if (before == after) return replaced;  // who reads more of a use has read the file
  for (const SymbolId symbol : before) mark_symbol(symbol);
  for (const SymbolId symbol : after) mark_symbol(symbol);
  forget_unused(before);
  return replaced;
}

void ProjectAnalysis::add_file(FileId id, ProjectFile file) {
  record_answers();
  NameChanges changes;
  std::vector<std::uint64_t> words;
  const bool was_any = project_->has_any(file.type);
  project_->add_file(id, std::move(file));
  project_->link(id, &changes);
  for (FileTable* table : org_->tables()) table->add(*project_, id, words);
  mark_words({}, std::move(words));
  mark_names(changes);
  mark_consumer_key(id);
  mark_file(id);
  mark(reading_of(id));
  const ProjectFile& added = project_->file(id);
  mark_question(Question::all_files, 0);
  mark_question(Question::all_of_type, added.type);
  if (was_any != project_->has_any(added.type)) mark_question(Question::any_of_type, added.type);
  if (added.definition != SymbolId::none) mark_symbol(added.definition);
  for (const SymbolId symbol : symbols_of(id)) mark_symbol(symbol);
}

ProjectFile ProjectAnalysis::take_out(FileId id) {
  record_answers();
  NameChanges changes;
  std::vector<std::uint64_t> words;
  std::vector<SymbolId> symbols = symbols_of(id);
  const ProjectFile& file = project_->file(id);
  const TypeId type = file.type;
  const bool was_any = project_->has_any(type);
  if (file.definition != SymbolId::none) symbols.push_back(file.definition);
  for (FileTable* table : org_->tables()) table->remove(*project_, id, words);
  mark_words(std::move(words), {});
  mark_consumer_key(id);
  mark_file(id);
  project_->unlink(id, &changes);
  mark_names(changes);
  mark_question(Question::all_files, 0);
  mark_question(Question::all_of_type, type);
  if (was_any != project_->has_any(type)) mark_question(Question::any_of_type, type);
  for (const SymbolId symbol : symbols) mark_symbol(symbol);
  drop_unit(file_unit(id));
  stale_.erase(reading_of(id));
  dependencies_.forget(reading_of(id));
  ProjectFile removed = project_->remove_file(id);
  forget_unused(symbols);
  return removed;
}

void ProjectAnalysis::remove_file(FileId file) {
  take_out(file);
}

void ProjectAnalysis::rename_file(FileId file, FileId id, ProjectFile as, FileFacts facts) {
  ProjectFile old = take_out(file);
  const bool same = old.type == as.type && old.wrong_suffix == as.wrong_suffix;
  as.facts = same ? std::move(old.facts) : std::move(facts);
  add_file(id, std::move(as));
}

void ProjectAnalysis::set_standing(FileId id, const ProjectFile& as) {
  record_answers();
  ProjectFile& file = project_->file(id);
  const bool same = file.checked == as.checked && file.searched == as.searched &&
                    file.exclusion == as.exclusion && file.kept == as.kept;
  if (same) return;
  file.checked = as.checked;
  file.searched = as.searched;
  file.exclusion = as.exclusion;
  file.kept = as.kept;
  mark_file(id);
}

void ProjectAnalysis::note_tree(TreeNotes notes) {
  if (notes == *tree_) return;
  *tree_ = std::move(notes);
  mark(asker_of({UnitKind::tree, 0}));
}

void ProjectAnalysis::content_changed(FileId file) {
  mark(reading_of(file));
}

void ProjectAnalysis::mark_known(TypeId type, std::string_view name) {
  const SymbolId symbol = project_->symbol(type, name);
  if (symbol != SymbolId::none) mark_symbol(symbol);
  mark_question(Question::absent_name, project_->name_key(type, name));
}

void ProjectAnalysis::set_contents(const Project::Contents& contents) {
  record_answers();
  const Project::Contents before = project_->contents();
  for (const auto& content : before) {
    if (contents.contains(content)) continue;
    project_->remove_content(content.first, content.second);
    mark_known(content.first, content.second);
  }
  for (const auto& content : contents) {
    if (before.contains(content)) continue;
    project_->add_content(content.first, content.second);
    mark_known(content.first, content.second);
  }
}

FileFacts ProjectAnalysis::take_facts(FileId file) {
  return std::move(project_->file(file).facts);
}

void ProjectAnalysis::restart(Project project, RunFacts run) {
  *project_ = std::move(project);
  run_ = std::make_unique<const RunFacts>(std::move(run));
  replacements_ = std::make_unique<const DeclaredSources>(run_->replacements);
  dependencies_.clear();
  stale_.clear();
  link_all();
  if (files_ != nullptr) read_on_reference(*files_);
  analyze_all();
}

void ProjectAnalysis::drop_unit(Unit unit) {
  stale_.erase(asker_of(unit));
  dependencies_.forget(asker_of(unit));
  findings_.answer(unit, {});
}

void ProjectAnalysis::forget_unused(std::span<const SymbolId> candidates) {
  project_->forget_unused(candidates, [&](SymbolId symbol) {
    const SymbolIndex& symbols = project_->symbols();
    const TypeId type = symbols.type(symbol);
    const std::string_view name = symbols.name(symbol);
    mark_symbol(symbol);
    mark_question(Question::spellings, project_->spelling_key(type, name));
    const std::string_view prefix = namespace_of(name);
    if (!prefix.empty()) {
      mark_question(Question::namespaced_names,
                    SymbolIndex::key(type, name.substr(prefix.size() + 2)));
    }
    if (const std::optional<Unit> unit = unit_of_symbol(symbols, symbol)) drop_unit(*unit);
  });
}

void ProjectAnalysis::renew_answers() {
  for (std::size_t i = 0; i < org_->answers().size(); ++i) {
    const Asker asker{Asker::Kind::shared, static_cast<std::uint32_t>(i)};
    if (stale_.erase(asker) == 0) continue;
    SharedAnswerBase& answer = *org_->answers()[i];
    if (!answer.renew(*project_)) continue;
    dependencies_.askers_of_question(answer.key(), [&](Asker each) { mark(each); });
  }
}

void ProjectAnalysis::record_answers() {
  if (!track_edits_) return;
  for (std::size_t i = 0; i < org_->answers().size(); ++i) {
    SharedAnswerBase& answer = *org_->answers()[i];
    if (!answer.has_log()) continue;
    dependencies_.record({Asker::Kind::shared, static_cast<std::uint32_t>(i)}, answer.take_log());
  }
}

void ProjectAnalysis::run(Unit unit) {
  AskLog log;
  std::vector<Diagnostic> findings;
  if (!run_rules(inputs(), unit, track_edits_ ? &log : nullptr, findings)) sound_ = false;
  findings_.answer(unit, std::move(findings));
  if (track_edits_) dependencies_.record(asker_of(unit), log);
}

std::size_t ProjectAnalysis::update() {
  if (stale_.empty()) return 0;
  read_again();
  renew_answers();
  std::vector<Asker> askers(stale_.begin(), stale_.end());
  std::sort(askers.begin(), askers.end());
  stale_.clear();
  for (const Asker asker : askers) {
    if (const std::optional<Unit> unit = unit_of(asker)) run(*unit);
  }
  record_answers();
  findings_.forget_edited();
  return askers.size();
}

std::size_t ProjectAnalysis::outside_references() const {
  const ReferenceResolver resolver{ProjectView(*project_)};
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
