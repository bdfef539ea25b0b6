#include "compiler/resolve/view/project_view.h"

#include <algorithm>

#include "compiler/model/foreign_file.h"

namespace ecac {

void ProjectView::record(FileId file) const {
  if (log_->files.empty() || log_->files.back() != file) log_->files.push_back(file);
}

void ProjectView::record(SymbolId symbol) const {
  if (symbol == SymbolId::none) return;
  if (log_->symbols.empty() || log_->symbols.back() != symbol) log_->symbols.push_back(symbol);
}

void ProjectView::record(std::uint64_t question) const {
  if (log_->questions.empty() || log_->questions.back() != question) {
    log_->questions.push_back(question);
  }
}

bool ProjectView::is_complete(TypeId type) const {
  const std::vector<TypeId>& complete = settings().complete;
  return std::find(complete.begin(), complete.end(), type) != complete.end();
}

SymbolId ProjectView::symbol(TypeId type, std::string_view name) const {
  const SymbolId found = project_->symbol(type, name);
  if (log_ == nullptr) return found;
  if (found == SymbolId::none) {
    record(question_key(Question::absent_name, project_->name_key(type, name)));
  } else {
    note(found);
  }
  return found;
}

bool ProjectView::is_named(FileId id) const {
  const SymbolId definition = definition_of(id);
  if (definition == SymbolId::none) return false;
  const TypeId type = type_of(id);
  const TypeSchema& type_schema = schema().type(type);
  if (!type_schema.name_ignores_case || type_schema.read != ReadDepth::on_reference) {
    return is_used(definition);
  }
  const std::string_view name = name_of(definition);
  if (log_ != nullptr) {
    record(question_key(Question::spellings, project_->spelling_key(type, name)));
  }
  const auto spellings = project_->spellings(type, name);
  return std::any_of(spellings.begin(), spellings.end(),
                     [&](SymbolId symbol) { return is_used(symbol); });
}

bool ProjectView::is_known(TypeId type, std::string_view name) const {
  if (log_ != nullptr) symbol(type, name);
  return project_->is_known(type, name);
}

bool ProjectView::is_foreign(FileId id) const {
  return ecac::is_foreign(*project_, id);
}

std::optional<RemovedBy> ProjectView::removal(TypeId type, std::string_view name) const {
  return project_->removal(type, name);
}

std::span<const SymbolId> ProjectView::namespaced(TypeId type, std::string_view plain) const {
  if (log_ != nullptr) {
    record(question_key(Question::namespaced_names, project_->name_key(type, plain)));
  }
  return project_->namespaced(type, plain);
}

std::vector<FileId> ProjectView::carriers_of(std::string_view consumer_key) const {
  if (log_ != nullptr) {
    record(question_key(Question::consumer_key, ConsumerKeys::hash(consumer_key)));
  }
  std::vector<FileId> files = project_->consumer_keys().find(consumer_key);
  std::erase_if(files, [&](FileId id) {
    const FileFacts& facts = this->facts(id);
    return facts.text(*find_consumer_key(facts)) != consumer_key;
  });
  std::sort(files.begin(), files.end(), [&](FileId a, FileId b) { return path_before(a, b); });
  return files;
}

void ProjectView::note_missed(TypeId type, std::string_view name) const {
  if (log_ != nullptr) log_->missed.emplace_back(type, project_->canonical(name));
}

NearNames::Match ProjectView::nearest_definition(TypeId type, std::string_view name) const {
  note_missed(type, name);
  return project_->nearest_definition(type, name);
}

std::string_view ProjectView::other_case_definition(TypeId type, std::string_view name) const {
  note_missed(type, name);
  return project_->other_case_definition(type, name);
}

}  // namespace ecac
