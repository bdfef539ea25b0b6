#include "compiler/resolve/credential/parameter_groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/values/credential_formula.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/OauthSetting.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// What holds for the principal of its group alone.
constexpr std::array<std::string_view, 4> kGrouped = {
    values::ExternalCredentialParamType::AuthHeader,
    values::ExternalCredentialParamType::AuthParameter,
    values::ExternalCredentialParamType::JwtBodyClaim,
    values::ExternalCredentialParamType::JwtHeaderClaim};

bool is_principal(const Parameter& parameter) {
  return parameter.type.ends_with("Principal");
}

/// The groups of all principals; nothing where one is not known, or where there is no principal.
std::vector<std::string_view> principal_groups(const ParameterList& parameters) {
  std::vector<std::string_view> groups;
  if (!parameters.decided_by().empty()) return groups;
  for (const Parameter& parameter : parameters.all()) {
    if (!is_principal(parameter)) continue;
    if (!parameter.name.known() || !parameter.group.known()) return {};
    groups.push_back(*parameter.name.value);
    groups.push_back(*parameter.group.value);
  }
  std::sort(groups.begin(), groups.end());
  return groups;
}

std::vector<std::string> names_in_formulas(const ParameterList& parameters) {
  std::vector<std::string> names;
  for (const Parameter& parameter : parameters.all()) {
    if (!parameter.value.known()) continue;
    for (const CredentialFormula& formula : read_formulas(*parameter.value.value)) {
      for (const FormulaName& name : formula.names) {
        if (!name.parts.empty()) names.push_back(ascii::in_small_letters(name.parts.back()));
      }
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Looks for parameters without effect.
class InertSearch {
 public:
  InertSearch(const SchemaSet& schema, const ParameterList& parameters,
              const Resolved<std::string>& protocol)
      : schema_(schema),
        parameters_(parameters),
        groups_(principal_groups(parameters)),
        asked_for_(names_in_formulas(parameters)) {
    if (protocol.known()) settings_ = schema.find_enum(fmt::format("{}Setting", *protocol.value));
  }

  std::vector<InertParameter> find() const {
    std::vector<InertParameter> found;
    for (const Parameter& parameter : parameters_.all()) {
      if (is_of_nobody(parameter)) {
        found.push_back({&parameter, InertReason::no_principal});
      } else if (parameter.type == values::ExternalCredentialParamType::AuthParameter) {
        judge_name(parameter, found);
      }
    }
    return found;
  }

 private:
  bool is_of_nobody(const Parameter& parameter) const {
    if (std::find(kGrouped.begin(), kGrouped.end(), parameter.type) == kGrouped.end()) return false;
    if (groups_.empty() || !parameter.group.known()) return false;
    if (is_default_group(schema_, parameter.group)) return false;
    return !std::binary_search(groups_.begin(), groups_.end(), *parameter.group.value);
  }

  void judge_name(const Parameter& parameter, std::vector<InertParameter>& found) const {
    if (settings_ == nullptr || !parameter.name.known() || parameter.name.is("")) return;
    const std::string_view name = *parameter.name.value;
    if (settings_->find(name) != nullptr || is_asked_for(name)) return;
    if (const EnumValue* other_case = settings_->find_ignoring_case(name)) {
      found.push_back({&parameter, InertReason::unknown_name, other_case->name});
      return;
    }
    std::string_view meant = settings_->meaning_of_mistake(name);
    if (meant.empty()) {
      std::vector<std::string_view> names;
      for (const EnumValue& value : settings_->values) names.push_back(value.name);
      meant = nearest_word(name, names, 1);
    }
    if (!meant.empty()) {
      found.push_back({&parameter, InertReason::misspelt_name, meant});
    } else if (!settings_->grows) {
      found.push_back({&parameter, InertReason::unknown_name});
    }
  }

  /// A formula of the credential may put it into a header or a claim.
  bool is_asked_for(std::string_view name) const {
    return std::binary_search(asked_for_.begin(), asked_for_.end(), ascii::in_small_letters(name));
  }

  const SchemaSet& schema_;
  const ParameterList& parameters_;
  std::vector<std::string_view> groups_;
  std::vector<std::string> asked_for_;  ///< last parts of names in formulas, in small letters
  const EnumSchema* settings_ = nullptr;
};

}  // namespace

bool is_default_group(const SchemaSet& schema, const Resolved<std::string_view>& group) {
  if (!group.known()) return false;
  const std::vector<std::string_view>& words =
      schema.field(fields::ExternalCredential::externalCredentialParameters_parameterGroup)
          .absent_words;
  return group.value->empty() || std::find(words.begin(), words.end(), *group.value) != words.end();
}

const Parameter* default_scope(const SchemaSet& schema, const ParameterList& parameters) {
  for (const Parameter* parameter :
       parameters.of_type(values::ExternalCredentialParamType::AuthParameter)) {
    if (parameter->name.is(values::OauthSetting::Scope) &&
        is_default_group(schema, parameter->group)) {
      return parameter;
    }
  }
  return nullptr;
}

std::map<std::string_view, const Parameter*> scopes_by_group(const ParameterList& parameters) {
  std::map<std::string_view, const Parameter*> scopes;
  for (const Parameter* parameter :
       parameters.of_type(values::ExternalCredentialParamType::AuthParameter)) {
    if (parameter->name.is(values::OauthSetting::Scope) && parameter->group.known()) {
      scopes.try_emplace(*parameter->group.value, parameter);
    }
  }
  return scopes;
}

std::vector<InertParameter> inert_parameters(const SchemaSet& schema,
                                             const ParameterList& parameters,
                                             const Resolved<std::string>& protocol) {
  return InertSearch(schema, parameters, protocol).find();
}

}  // namespace ecac
