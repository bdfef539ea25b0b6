#include "compiler/rules/shared/reference_findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "compiler/resolve/values/component_name.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/values/NamedCredentialType.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

constexpr std::array kPolicyFields = {
    fields::AuthProvider::plugin,
    fields::AuthProvider::registrationHandler,
    fields::ExtlClntAppCanvasSettings::lifeCycleHandler,
    fields::ExtlClntAppOauthConfigurablePolicies::apexHandler,
    fields::ExtlClntAppOauthConfigurablePolicies::commaSeparatedCustomScopes,
    fields::ExtlClntAppOauthConfigurablePolicies::commaSeparatedPermissionSet,
    fields::ExtlClntAppOauthConfigurablePolicies::commaSeparatedProfile,
    fields::ExtlClntAppOauthSettings::commaSeparatedCustomScopes,
    fields::ExtlClntAppSamlConfigurablePolicies::commaSeparatedPermissionSet,
    fields::ExtlClntAppSamlConfigurablePolicies::commaSeparatedProfile,
    fields::Network::networkAuthApiSettings_headlessDiscoveryHandler,
    fields::Network::networkAuthApiSettings_registrationHandler,
};

constexpr std::array kParameterFields = {
    fields::ExternalCredential::externalCredentialParameters_authProvider,
    fields::ExternalCredential::externalCredentialParameters_certificate,
    fields::ExternalCredential::externalCredentialParameters_externalAuthIdentityProvider,
    fields::NamedCredential::namedCredentialParameters_certificate,
    fields::NamedCredential::namedCredentialParameters_externalCredential,
    fields::NamedCredential::namedCredentialParameters_outboundNetworkConnection,
};

/// Of a `Legacy` named credential. On another one they are wrong altogether.
constexpr std::array kLegacyFields = {
    fields::NamedCredential::authProvider,
    fields::NamedCredential::certificate,
    fields::NamedCredential::jwtSigningCertificate,
    fields::NamedCredential::outboundNetworkConnection,
};

/// What the deploy of a group or of a token exchange handler looks up.
constexpr std::array kOtherHolders = {
    fields::OauthTokenExchangeHandler::enablements_externalClientApp,
    fields::OauthTokenExchangeHandler::tokenHandlerApex,
    fields::PermissionSetGroup::mutingPermissionSets,
    fields::PermissionSetGroup::permissionSets,
};

template <std::size_t Count>
bool is_among(const std::array<FieldId, Count>& list, FieldId field) {
  return std::find(list.begin(), list.end(), field) != list.end();
}

/// A registration names its credential twice; the reference is what counts.
bool is_judged_registration(const RuleContext& ctx, FieldId field) {
  namespace ids = fields::ExternalServiceRegistration;
  if (field == ids::namedCredentialReference) return true;
  return field == ids::namedCredential &&
         ctx.facts().find(ids::namedCredentialReference) == nullptr;
}

}  // namespace

bool is_policy_reference(FieldId field) {
  return is_among(kPolicyFields, field);
}

bool is_link_of_chain(const RuleContext& ctx, FieldId field) {
  if (ctx.file().type == types::ExternalServiceRegistration) {
    return is_judged_registration(ctx, field);
  }
  if (is_among(kParameterFields, field)) return true;
  if (!is_among(kLegacyFields, field)) return false;
  const ValueReader reader(ctx.project(), ctx.file_id());
  return reader.text(fields::NamedCredential::namedCredentialType)
      .is(values::NamedCredentialType::Legacy);
}

bool is_asked_of_the_org(const RuleContext& ctx, const NameUse& use) {
  const bool grants =
      use.field ==
          fields::PermissionSet::externalCredentialPrincipalAccesses_externalCredentialPrincipal ||
      use.field == fields::ExternalCredentialPrincipalAccess::
                       externalCredentialPrincipalAccesses_externalCredentialPrincipal;
  return grants || is_policy_reference(use.field) || is_among(kOtherHolders, use.field) ||
         is_link_of_chain(ctx, use.field);
}

std::string file_that_defines(const TypeSchema& type, std::string_view name) {
  const bool is_source_code = type.content_pair && type.read != ReadDepth::fields;
  return fmt::format("{}/{}.{}{}", type.directory, name, type.suffix,
                     is_source_code ? "" : "-meta.xml");
}

void help_to_define(FindingBuilder& finding, const TypeSchema& type, std::string_view name) {
  finding.help(fmt::format("add `{}`, or list `{}:{}` under `known` in `ecac.json`",
                           file_that_defines(type, name), type.name, name));
}

void offer_name(RuleContext& ctx, FindingBuilder& finding, const NameUse& use,
                std::string_view suggestion, Applicability applicability) {
  const FieldSchema& field = ctx.schema().field(use.field);
  for (const TypeId type : {field.reference_type, field.reference_also_type}) {
    if (type == TypeId::none) continue;
    const auto definitions = ctx.definitions(ctx.symbol(type, suggestion));
    if (definitions.empty()) continue;
    finding.label({definitions[0], ctx.project().file(definitions[0]).facts.root_tag()},
                  fmt::format("`{}` is defined here", suggestion));
    break;
  }
  finding.caret(fmt::format("did you mean `{}`?", suggestion));
  finding.fix(fmt::format("Write `{}`", suggestion), applicability,
              ctx.set_text(ctx.file_id(), use.range, suggestion));
}

std::optional<ReferenceAnswer> unmet(RuleContext& ctx, std::size_t index) {
  ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  switch (answer.state) {
    case ReferenceState::found:
    case ReferenceState::elsewhere:
    case ReferenceState::removed:  // REF008 says so
    case ReferenceState::unknown: return std::nullopt;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::outside: break;
  }
  // What can be no name at all is reported as such.
  const NameUse& use = ctx.facts().uses()[index];
  if (!impossible_name(ctx.schema(), use, ctx.facts().name(use)).empty()) return std::nullopt;
  return answer;
}

FindingBuilder report_unmet(RuleContext& ctx, const ReferenceCases& cases, std::size_t index,
                            const ReferenceAnswer& answer, std::string message) {
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view name = ctx.facts().name(use);
  const bool other_case = answer.state == ReferenceState::other_case;
  const bool near_miss = answer.state == ReferenceState::near_miss;
  FindingBuilder finding = ctx.report(other_case  ? cases.other_case
                                      : near_miss ? cases.near_miss
                                                  : cases.unresolved,
                                      use.range, std::move(message));
  finding.subject(name);
  if (other_case || near_miss) {
    offer_name(ctx, finding, use, answer.suggestion,
               other_case ? Applicability::safe : Applicability::unsafe);
  } else {
    help_to_define(finding, ctx.schema().type(use.type), name);
    const FileId outside = ctx.project().outside_definition(use.type, name);
    if (outside != FileId::none) {
      finding.note(
          fmt::format("`{}` defines it, but lies in no package directory and is not deployed",
                      ctx.project().shown_path(outside)));
    }
  }
  return finding;
}

}  // namespace ecac
