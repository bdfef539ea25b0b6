#include "compiler/live/snapshot.h"

#include "compiler/live/live_project.h"

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
  return project().file(file).facts;
}

std::span<const ReportFinding> Snapshot::findings(FileId file) const {
  const auto found = live_->findings().find(path(file));
  if (found == live_->findings().end()) return {};
  return found->second;
}

std::string Snapshot::redact(FileId file, std::string_view text) const {
  return live_->redact(file, text);
}

}  // namespace ecac
