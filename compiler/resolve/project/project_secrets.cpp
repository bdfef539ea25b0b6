#include "compiler/resolve/project/project_secrets.h"

#include <string>
#include <utility>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/secrets/secret_readings.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/secrets/url_credential.h"

namespace ecac {

namespace {

/// In a document a shorter value is any word.
constexpr std::size_t kShortestSecret = 8;

void add_secrets(const FileFacts& facts, const SchemaSet& schema, TypeId type,
                 std::vector<std::string>& values) {
  const auto add_value = [&](std::string_view value) {
    for (std::string& reading : secret_readings(value)) {
      if (is_unmistakable_secret(reading)) values.push_back(std::move(reading));
    }
  };
  const auto add = [&](const FieldFact* fact) {
    if (fact != nullptr && fact->state == ValueState::set) add_value(facts.text(*fact));
  };
  const ParameterFields parameters = parameter_fields(type);
  for (const FieldFact& fact : facts.fields()) {
    const FieldSchema& field = schema.field(fact.field);
    if (field.secret) add(&fact);
    if (fact.has_text()) {
      for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
        for (const UrlCredential& credential : find_url_credentials(item.text)) {
          add_value(item.text.substr(credential.begin, credential.end - credential.begin));
        }
      });
    }
    if (parameters.list == FieldId::none || fact.field != parameters.list) continue;
    const FieldFact* name = facts.find(parameters.name, fact);
    if (name == nullptr || !secrets::parameter_value_is_hidden(facts.text(*name))) continue;
    add(facts.find(parameters.value, fact));
  }
}

}  // namespace

SecretValues secrets_of(const ProjectView& project) {
  std::vector<std::string> values;
  for (const FileId file : project.files()) {
    add_secrets(project.facts(file), project.schema(), project.type_of(file), values);
  }
  return {values, kShortestSecret};
}

}  // namespace ecac
