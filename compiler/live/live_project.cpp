#include "compiler/live/live_project.h"

#include <utility>

namespace ecac {

LiveProject::Shown::Shown(const LiveProject& project, const ShownPaths& paths)
    : open(project.analysed(), project.sources(), paths, project.redactor_, project.secrets(),
           reported) {}

LiveProject::LiveProject(const Workspace& workspace, const DiscoveredProject& discovered,
                         ProjectRules rules, const Shared& shared)
    : analysed_(analyse_project(workspace, discovered, {}, true)),
      rules_(std::move(rules)),
      shared_(shared),
      redactor_(analysed_.project().schema().secret_names()) {
  analysed_.analysis().findings().take_changed();
}

void LiveProject::refresh(const Workspace& workspace, const DiscoveredProject& discovered,
                          ProjectRules rules, std::span<const std::string> changed) {
  rules_ = std::move(rules);
  refresh_project(workspace, discovered, changed, analysed_);
  analysed_.analysis().findings().take_changed();
  secrets_.reset();
  shown_.reset();
}

ProjectSecrets& LiveProject::secrets() const {
  if (!secrets_) secrets_.emplace(analysed_, sources(), redactor_);
  return *secrets_;
}

bool LiveProject::update(std::vector<FileId>& texts) {
  ProjectAnalysis& analysis = analysed_.analysis();
  analysis.update();
  const std::vector<FileId> changed = analysis.findings().take_changed();
  texts.insert(texts.end(), changed.begin(), changed.end());
  if (changed.empty()) return false;
  shown_.reset();
  return secrets_ && secrets_->renew(changed);
}

std::string LiveProject::redact(FileId file, std::string_view text) const {
  if (shown_ == nullptr) shown_ = std::make_unique<Shown>(*this, shared_.paths);
  const FileId own = analysed_.project().has(file) ? file : FileId::none;
  std::string shown = shown_->open.redact(own, text);
  if (!shared_.unsettled.contains(file)) return shown;
  // Whoever is shown has other facts of it.
  const std::shared_ptr<const SourceText> source = sources().get(file);
  if (source == nullptr) return shown;
  std::vector<TextRange> known;
  const FileFacts& now = facts(file);
  for (const FieldFact& fact : now.fields()) {
    if (analysed_.project().schema().field(fact.field).secret) known.push_back(fact.value);
  }
  std::vector<std::string> secrets;
  for (const TextRange range : redactor_.find(source->text(), known)) {
    secrets.emplace_back(range.in(source->text()));
  }
  return Redactor::without(shown, SecretValues(secrets, Redactor::kShortestRepeatedValue));
}

const FileFacts& LiveProject::facts(FileId file) const {
  const auto unsettled = shared_.unsettled.find(file);
  return unsettled == shared_.unsettled.end() ? analysed_.project().file(file).facts
                                              : unsettled->second.facts;
}

std::vector<Diagnostic> LiveProject::findings_in_unsettled(FileId file,
                                                           std::string_view whole) const {
  const ProjectAnalysis& analysis = analysed_.analysis();
  std::vector<Diagnostic> findings = analysis.own_findings(file);
  const std::shared_ptr<const SourceText> now = sources().get(file);
  if (now == nullptr) return findings;
  const MovedPlaces places(whole, now->text());
  analysis.findings().for_each_of_others(file, [&](const Diagnostic& finding) {
    const auto place = places.moved(finding.place.range);
    if (!place) return;
    Diagnostic moved = finding;
    moved.place.range = *place;
    // Nobody mends what is being written.
    moved.fixes.clear();
    std::erase_if(moved.labels, [&](Label& label) {
      if (label.place.file != FileId::none && label.place.file != file) return false;
      const auto there = places.moved(label.place.range);
      if (there) label.place.range = *there;
      return !there;
    });
    findings.push_back(std::move(moved));
  });
  return findings;
}

}  // namespace ecac
