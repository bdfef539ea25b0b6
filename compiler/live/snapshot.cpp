#include "compiler/live/snapshot.h"

#include "compiler/live/live_project.h"
#include "compiler/model/symbol_index.h"

namespace ecac {

const AnalysedProject& Snapshot::analysed() const {
  return live_->analysed();
}

const ProjectRules& Snapshot::rules() const {
  return live_->rules();
}

std::shared_ptr<const SourceText> Snapshot::text(FileId file) const {
  return live_->sources().get(file);
}

FileId Snapshot::find(std::string_view path) const {
  const FileId file = live_->sources().find(path);
  return project().has(file) ? file : FileId::none;
}

std::string Snapshot::path(FileId file) const {
  return live_->sources().path(file);
}

const FileFacts& Snapshot::facts(FileId file) const {
  return live_->facts(file);
}

std::span<const ReportFinding> Snapshot::findings(FileId file) const {
  const auto found = live_->findings().find(path(file));
  if (found == live_->findings().end()) return {};
  return found->second;
}

std::string Snapshot::redact(FileId file, std::string_view text) const {
  return live_->redact(file, text);
}

SymbolId Snapshot::symbol_of(FileId file, std::size_t use) const {
  const ProjectFile& known = project().file(file);
  const FileFacts& now = facts(file);
  if (&now == &known.facts) return known.use_symbols[use];
  const NameUse& named = now.uses()[use];
  return project().symbol(named.type, now.name(named));
}

}  // namespace ecac
