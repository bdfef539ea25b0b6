#include "compiler/diagnostics/cases/identity_provider_incomplete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/IdentityProviderAuthProtocol.h"

namespace ecac::identity_provider_incomplete {

/// Of these a provider has one at most; all others are request data with names of their own.
static constexpr std::array<std::string_view, 4> kSingle = {
    values::ExtlIdentityProviderParmType::AuthorizeUrl,
    values::ExtlIdentityProviderParmType::TokenUrl,
    values::ExtlIdentityProviderParmType::UserInfoUrl,
    values::ExtlIdentityProviderParmType::ClientAuthentication};

static bool is_single(std::string_view type) {
  return std::find(kSingle.begin(), kSingle.end(), type) != kSingle.end();
}

static void check_missing(RuleContext& ctx, const CredentialParameters& file) {
  const ValueReader reader(ctx.project(), ctx.file_id());
  namespace ids = fields::ExternalAuthIdentityProvider;
  if (!file.complete() || !reader.complete()) return;
  const Resolved<std::string> flow = reader.text(ids::authenticationFlow);
  const Resolved<std::string> protocol = reader.text(ids::authenticationProtocol);
  if (flow.is(values::IdentityProviderAuthFlow::SalesforceDefined) ||
      protocol.is(values::IdentityProviderAuthProtocol::SalesforceDefined)) {
    return;
  }
  if (file.find(values::ExtlIdentityProviderParmType::StandardExternalIdentityProvider) !=
      nullptr) {
    return;
  }
  const auto report = [&](CaseId rule_case, std::string_view type, std::string_view use) {
    if (file.find(type) != nullptr) return;
    ctx.report(rule_case, ctx.facts().root_tag(),
               fmt::format("identity provider `{}` has no parameter of type `{}`; {}",
                           ctx.file().full_name, type, use))
        .subject(type)
        .note("client id and secret are not missing: they are entered in the org");
  };
  report(cases::CRD021_token_url, values::ExtlIdentityProviderParmType::TokenUrl,
         "without it there is nobody to ask for a token");
  if (flow.is(values::IdentityProviderAuthFlow::AuthorizationCode)) {
    report(cases::CRD021_authorize_url, values::ExtlIdentityProviderParmType::AuthorizeUrl,
           "the flow `AuthorizationCode` begins there");
  }
}

static void check_value(RuleContext& ctx, const CredentialParameters& file,
                        const Parameter& parameter) {
  const FieldFact* value = file.value_fact(parameter);
  if (parameter.fact->mended) return;
  if (value == nullptr || value->state == ValueState::empty) {
    const bool setting =
        is_single(parameter.type) ||
        parameter.type == values::ExtlIdentityProviderParmType::IdentityProviderOptions;
    ctx.report(setting ? cases::CRD021_empty : cases::CRD021_empty_data,
               value == nullptr ? parameter.fact->start_tag() : value->element,
               fmt::format("the parameter `{}` of type `{}` has no value",
                           parameter.name.value.value_or(""), parameter.type))
        .subject(parameter.type);
    return;
  }
  if (parameter.type != values::ExtlIdentityProviderParmType::ClientAuthentication ||
      !parameter.value.known()) {
    return;
  }
  const EnumSchema* list = ctx.schema().find_enum(values::ClientSecretPlace::kListName);
  if (list == nullptr || list->find(*parameter.value.value) != nullptr) return;
  FindingBuilder finding = ctx.report(
      cases::CRD021_client_authentication, value->value,
      fmt::format("`{}` is no way to send client id and secret; expected `ClientSecretBasic` or "
                  "`ClientSecretPost`",
                  shown(*parameter.value.value)));
  finding.subject(*parameter.value.value);
  const EnumValue* other_case = list->find_ignoring_case(*parameter.value.value);
  const std::string_view meant =
      other_case != nullptr ? other_case->name : list->meaning_of_mistake(*parameter.value.value);
  if (meant.empty()) return;
  finding.caret(fmt::format("did you mean `{}`?", meant))
      .fix(fmt::format("Write `{}`", meant), Applicability::safe,
           ctx.set_text(ctx.file_id(), value->value, std::string(meant)));
}

static void check(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  check_missing(ctx, file);
  const auto all = file.all();
  for (const Parameter& parameter : all) {
    check_value(ctx, file, parameter);
    if (!is_single(parameter.type)) continue;
    const auto first = std::find_if(all.begin(), all.end(), [&](const Parameter& other) {
      return other.type == parameter.type;
    });
    if (&*first == &parameter) continue;
    ctx.report(cases::CRD021_duplicate, file.place(file.type_range(parameter)),
               fmt::format("a second parameter of type `{}`; an identity provider has one",
                           parameter.type))
        .subject(parameter.type)
        .label(file.place(file.type_range(*first)), "the first one");
  }
}

extern const Rule rule{.id = rules::CRD021,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::identity_provider_incomplete
