#include "compiler/rules/credential_parameters.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac {

CredentialParameters::CredentialParameters(RuleContext& ctx)
    : fields_(parameter_fields(ctx.file().type)),
      reader_(ctx.project(), ctx.file_id()),
      list_(ctx.parameters(ctx.file_id())) {}

TextRange CredentialParameters::place_of(FieldId field) const {
  const FieldFact* fact = reader_.facts().find(field);
  if (fact == nullptr) return reader_.facts().root_tag();
  return fact->value.empty() ? fact->element : fact->value;
}

std::vector<const Parameter*> CredentialParameters::all(std::string_view type,
                                                        std::string_view name) const {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : list_.all()) {
    if (parameter.type != type) continue;
    if (name.empty() || parameter.name.is(name)) found.push_back(&parameter);
  }
  return found;
}

bool CredentialParameters::lacks(std::string_view type, std::string_view name) const {
  if (!reader_.readable() || !list_.decided_by().empty()) return false;
  const EnumSchema* types = reader_.project().schema().field(fields_.type).values;
  return std::none_of(list_.all().begin(), list_.all().end(), [&](const Parameter& parameter) {
    if (types != nullptr && types->find(parameter.type) == nullptr) return true;
    if (parameter.type != type) return false;
    return name.empty() || !parameter.name.known() || *parameter.name.value == name;
  });
}

const FieldFact* CredentialParameters::type_fact(const Parameter& parameter) const {
  return reader_.facts().find(fields_.type, *parameter.fact);
}
const FieldFact* CredentialParameters::name_fact(const Parameter& parameter) const {
  return reader_.facts().find(fields_.name, *parameter.fact);
}
const FieldFact* CredentialParameters::value_fact(const Parameter& parameter) const {
  return reader_.facts().find(fields_.value, *parameter.fact);
}

TextRange CredentialParameters::type_range(const Parameter& parameter) const {
  return range_of(type_fact(parameter), parameter);
}
TextRange CredentialParameters::name_range(const Parameter& parameter) const {
  return range_of(name_fact(parameter), parameter);
}
TextRange CredentialParameters::value_range(const Parameter& parameter) const {
  return range_of(value_fact(parameter), parameter);
}

TextRange CredentialParameters::range_of(const FieldFact* part, const Parameter& parameter) const {
  if (part == nullptr) return parameter.fact->start_tag();
  return part->value.empty() ? part->element : part->value;
}

bool is_unsupported_protocol(std::string_view protocol) {
  return protocol == "JwtExchange" || protocol == "Password" || protocol == "NoAuthentication";
}

const EnumSchema* variants_of(const SchemaSet& schema, std::string_view protocol) {
  return schema.find_enum(fmt::format("{}Variant", protocol));
}

std::string list_of_names(const std::vector<std::string_view>& names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text;
}

}  // namespace ecac
