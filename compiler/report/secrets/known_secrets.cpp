#include "compiler/report/secrets/known_secrets.h"

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/url_credential.h"

namespace ecac {

KnownSecrets::KnownSecrets(const ProjectAnalysis& analysis)
    : analysis_(analysis), project_(analysis.project()) {
  for (const FileId id : project_.files()) note_unjudged(id);
  analysis.for_each_unit_finding([&](const Diagnostic& finding) {
    if (finding.place.file == FileId::none || !rule_of(finding.rule_case).masks_place) return;
    found_[finding.place.file].push_back(finding.place.range);
  });
}

void KnownSecrets::note_unjudged(FileId id) {
  const ProjectFile& file = project_.file(id);
  if (file.checked || file.searched) return;
  // Of those that are only read no rule speaks.
  for (const SecretInText& secret : file.facts.notes().secrets) {
    if (secret.form == SecretForm::private_key) continue;  // no more than its first line
    found_[id].push_back(secret.range);
  }
}

void KnownSecrets::renew(FileId file) {
  found_.erase(file);
  if (project_.has(file)) note_unjudged(file);
  analysis_.findings().for_each_in(file, [&](const Diagnostic& finding) {
    if (rule_of(finding.rule_case).masks_place) found_[file].push_back(finding.place.range);
  });
}

std::vector<FileId> KnownSecrets::files() const {
  std::vector<FileId> files;
  for (const FileId id : project_.files()) {
    if (may_have(id)) files.push_back(id);
  }
  return files;
}

bool KnownSecrets::may_have(FileId id) const {
  const FileFacts& facts = project_.file(id).facts;
  return found_.contains(id) || facts.broken() || !facts.usable() || facts.has_notes() ||
         has_secret_field(id) || has_unjudged(id);
}

bool KnownSecrets::has_secret_field(FileId file) const {
  const FileFacts& facts = project_.file(file).facts;
  const ParameterFields parameters = parameter_fields(project_.file(file).type);
  return std::ranges::any_of(facts.fields(), [&](const FieldFact& fact) {
    if (fact.value.empty()) return false;
    return project_.schema().field(fact.field).secret ||
           (fact.field == parameters.name && parameters.name != FieldId::none &&
            secrets::parameter_value_is_hidden(facts.text(fact)));
  });
}

void KnownSecrets::add_unjudged(FileId file, std::vector<TextRange>& ranges) const {
  const ProjectFile& unjudged = project_.file(file);
  if (unjudged.checked || unjudged.searched) return;
  const FileFacts& facts = unjudged.facts;
  const ParameterFields parameters = parameter_fields(unjudged.type);
  for (const FieldFact& fact : facts.fields()) {
    if (fact.has_text()) {
      for_each_item(facts.text(fact), project_.schema().field(fact.field).list,
                    [&](const ListItem& item) {
                      for (const UrlCredential& credential : find_url_credentials(item.text)) {
                        ranges.push_back(facts.range_in_value(fact, item.begin + credential.begin,
                                                              item.begin + credential.end));
                      }
                    });
    }
    if (parameters.list == FieldId::none || fact.field != parameters.list) continue;
    const FieldFact* name = facts.find(parameters.name, fact);
    const FieldFact* value = facts.find(parameters.value, fact);
    if (name == nullptr || value == nullptr || value->state != ValueState::set) continue;
    if (secrets::parameter_name_is_secret(facts.text(*name))) ranges.push_back(value->value);
  }
}

bool KnownSecrets::has_unjudged(FileId file) const {
  std::vector<TextRange> ranges;
  add_unjudged(file, ranges);
  return !ranges.empty();
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
  add_unjudged(file, ranges);
  return ranges;
}

}  // namespace ecac
