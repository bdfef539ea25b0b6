#include "compiler/rules/shared/credential_parameters.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/notes/unknown_elements.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

std::vector<WrittenAddress> addresses_of(RuleContext& ctx) {
  std::vector<WrittenAddress> found;
  for (const FieldFact& fact : ctx.facts().fields()) {
    const FieldSchema& field = ctx.schema().field(fact.field);
    if (field.address != AddressUse::none) found.push_back({field.name, &fact, field.address});
  }
  const FieldId type = parameter_fields(ctx.file().type).type;
  const EnumSchema* types = type == FieldId::none ? nullptr : ctx.schema().field(type).values;
  if (types == nullptr) return found;
  const CredentialParameters parameters(ctx);
  for (const EnumValue& value : types->values) {
    if (value.address == AddressUse::none) continue;
    for (const Parameter* parameter : parameters.all(value.name)) {
      const FieldFact* fact = parameters.value_fact(*parameter);
      if (fact != nullptr) found.push_back({value.name, fact, value.address});
    }
  }
  return found;
}

bool asks_as_itself(const CredentialParameters& file) {
  constexpr std::string_view kFlow = values::IdentityProviderAuthFlow::ClientCredentials;
  if (file.text(fields::ExternalAuthIdentityProvider::authenticationFlow).is(kFlow)) return true;
  const Resolved<std::string_view> variant =
      file.value(values::ExternalCredentialParamType::AuthProtocolVariant);
  return variant.known() && variant.value->starts_with(kFlow);
}

CredentialParameters::CredentialParameters(RuleContext& ctx, FileId file)
    : context_(ctx),
      file_(file),
      fields_(parameter_fields(ctx.project().file(file).type)),
      reader_(ctx.project(), file),
      list_(ctx.parameters(file)) {}

TextRange CredentialParameters::place_of(FieldId field) const {
  const FieldFact* fact = facts().find(field);
  if (fact == nullptr) return facts().root_tag();
  return fact->value.empty() ? fact->element : fact->value;
}

std::vector<const Parameter*> CredentialParameters::all(std::string_view type,
                                                        std::string_view name) const {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : all()) {
    if (parameter.type != type) continue;
    if (name.empty() || parameter.name.is(name)) found.push_back(&parameter);
  }
  return found;
}

bool CredentialParameters::lacks(std::string_view type, std::string_view name) const {
  if (!reader_.readable() || !list_.decided_by().empty()) return false;
  return std::none_of(all().begin(), all().end(), [&](const Parameter& parameter) {
    if (!is_known_type(parameter)) return true;
    if (parameter.type != type) return false;
    return name.empty() || !parameter.name.known() || *parameter.name.value == name;
  });
}

bool CredentialParameters::complete() const {
  if (!facts().usable() || !list_.decided_by().empty()) return false;
  const std::vector<UnknownElement>& unknown = facts().notes().unknown_elements;
  if (std::any_of(unknown.begin(), unknown.end(), is_guide_sample_word)) return false;
  return std::all_of(all().begin(), all().end(),
                     [&](const Parameter& parameter) { return is_known_type(parameter); });
}

bool CredentialParameters::is_known_type(const Parameter& parameter) const {
  const EnumSchema* types = context_.schema().field(fields_.type).values;
  return types == nullptr || types->find(parameter.type) != nullptr;
}

const FieldFact* CredentialParameters::type_fact(const Parameter& parameter) const {
  return facts().find(fields_.type, *parameter.fact);
}
const FieldFact* CredentialParameters::name_fact(const Parameter& parameter) const {
  return facts().find(fields_.name, *parameter.fact);
}
const FieldFact* CredentialParameters::value_fact(const Parameter& parameter) const {
  return facts().find(fields_.value, *parameter.fact);
}
const FieldFact* CredentialParameters::sequence_fact(const Parameter& parameter) const {
  return facts().find(fields_.sequence, *parameter.fact);
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
TextRange CredentialParameters::sequence_range(const Parameter& parameter) const {
  return range_of(sequence_fact(parameter), parameter);
}

TextRange CredentialParameters::range_of(const FieldFact* part, const Parameter& parameter) const {
  if (part == nullptr) return parameter.fact->start_tag();
  return part->value.empty() ? part->element : part->value;
}

long long CredentialParameters::next_sequence(std::string_view type) const {
  long long last = 0;
  for (const Parameter& parameter : all()) {
    if (parameter.type == type) last = std::max(last, parameter.sequence.value.value_or(0));
  }
  return last + 1;
}

std::string_view CredentialParameters::element_of(FieldId field) const {
  return context_.schema().field(field).name;
}

std::vector<FixOperation> CredentialParameters::add_to(const Parameter& parameter,
                                                       NewElement element) const {
  if (parameter.fact->mended) return {};
  return {
      InsertElements{ElementPosition::in({file_, parameter.fact->element}), {std::move(element)}}};
}

std::vector<FixOperation> CredentialParameters::add(std::string_view type, std::string_view name,
                                                    std::string_view value,
                                                    long long sequence) const {
  if (all().empty()) return {};
  NewElement block{.name = std::string(element_of(fields_.list))};
  const auto add_child = [&](FieldId field, std::string_view text) {
    block.children.push_back({.name = std::string(element_of(field)), .value = std::string(text)});
  };
  add_child(fields_.name, name);
  add_child(fields_.type, type);
  add_child(fields_.value, value);
  if (sequence != 0) add_child(fields_.sequence, std::to_string(sequence));
  return {InsertElements{ElementPosition::behind({file_, all().back().fact->element}),
                         {std::move(block)}}};
}

bool is_unsupported_protocol(std::string_view protocol) {
  return protocol == values::AuthenticationProtocol::JwtExchange ||
         protocol == values::AuthenticationProtocol::Password ||
         protocol == values::AuthenticationProtocol::NoAuthentication;
}

const EnumSchema* variants_of(const SchemaSet& schema, std::string_view protocol) {
  return schema.find_enum(fmt::format("{}Variant", protocol));
}

}  // namespace ecac
