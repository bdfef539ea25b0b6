#include "compiler/report/known_secrets.h"

namespace ecac {

KnownSecrets::KnownSecrets(const ProjectAnalysis& analysis) : project_(analysis.project()) {
  for (const FileId id : project_.files()) {
    const ProjectFile& file = project_.file(id);
    if (file.checked || file.searched) continue;
    // Of those that are only read no rule speaks.
    for (const SecretInText& secret : file.facts.notes().secrets) {
      if (secret.form == SecretForm::private_key) continue;  // no more than its first line
      found_[id].push_back(secret.range);
    }
  }
  analysis.for_each_unit_finding([&](const Diagnostic& finding) {
    if (finding.place.file == FileId::none || !rule_of(finding.rule_case).masks_place) return;
    found_[finding.place.file].push_back(finding.place.range);
  });
}

std::vector<TextRange> KnownSecrets::in(FileId file) const {
  std::vector<TextRange> ranges;
  for (const FieldFact& fact : project_.file(file).facts.fields()) {
    if (fact.state == ValueState::set && project_.schema().field(fact.field).secret) {
      ranges.push_back(fact.value);
    }
  }
  const auto found = found_.find(file);
  if (found != found_.end()) {
    ranges.insert(ranges.end(), found->second.begin(), found->second.end());
  }
  return ranges;
}

}  // namespace ecac
