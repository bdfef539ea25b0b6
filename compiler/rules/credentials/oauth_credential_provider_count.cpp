#include "compiler/diagnostics/cases/oauth_credential_provider_count.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/OauthVariant.h"
#include "compiler/support/edit_distance.h"

namespace ecac::oauth_credential_provider_count {

namespace ids = fields::ExternalCredential;

/// What says how an Oauth credential gets its tokens; exactly one is needed.
constexpr std::array<std::string_view, 3> kSources = {
    values::ExternalCredentialParamType::AuthProvider,
    values::ExternalCredentialParamType::ExternalAuthIdentityProvider,
    values::ExternalCredentialParamType::AuthProtocolVariant};

static std::string answer_of_deploy(std::string_view variant, std::string_view needed) {
  return fmt::format(
      "the deploy is reported to answer `The authentication protocol \"Oauth {}\" requires the "
      "following external credential parameter types: {}`",
      variant, needed);
}

static void check_count(RuleContext& ctx, const CredentialParameters& parameters) {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : parameters.all()) {
    if (std::find(kSources.begin(), kSources.end(), parameter.type) != kSources.end()) {
      found.push_back(&parameter);
    }
  }
  const bool lacks_all = std::all_of(kSources.begin(), kSources.end(),
                                     [&](std::string_view type) { return parameters.lacks(type); });
  if (lacks_all) {
    ctx.report(cases::CRD011_none, parameters.place_of(ids::authenticationProtocol),
               fmt::format("nothing says where this `Oauth` credential gets its tokens; expected "
                           "one parameter of type {}",
                           list_of_names(kSources, "or")))
        .subject("none")
        .note(
            "the deploy is reported to answer that the protocol \"requires the following external "
            "credential parameter types\"");
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    const bool variant =
        found[0]->type == values::ExternalCredentialParamType::AuthProtocolVariant ||
        found[i]->type == values::ExternalCredentialParamType::AuthProtocolVariant;
    const bool identity =
        found[0]->type == values::ExternalCredentialParamType::ExternalAuthIdentityProvider ||
        found[i]->type == values::ExternalCredentialParamType::ExternalAuthIdentityProvider;
    ctx.report(variant && identity ? cases::CRD011_variant_and_identity_provider
                                   : cases::CRD011_several,
               parameters.type_range(*found[i]),
               fmt::format("`{}` stands beside `{}`; an `Oauth` credential gets its tokens in "
                           "exactly one way",
                           found[i]->type, found[0]->type))
        .subject(found[i]->type)
        .label({ctx.file_id(), parameters.type_range(*found[0])}, "the first one");
  }
}

static void report_unknown_variant(RuleContext& ctx, const CredentialParameters& parameters,
                                   const Parameter& variant, const EnumSchema& variants) {
  const std::string_view written = *variant.value.value;
  std::vector<std::string_view> names;
  for (const EnumValue& value : variants.values) names.push_back(value.name);
  const TextRange place = parameters.value_range(variant);
  FindingBuilder finding =
      ctx.report(ctx.project().settings().newer_than_schema ? cases::CRD011_newer_variant
                                                            : cases::CRD011_unknown_variant,
                 place,
                 fmt::format("`{}` is no variant of `Oauth`; expected {}", written,
                             list_of_names(names, "or")));
  finding.subject(written);
  std::string_view meant = variants.meaning_of_mistake(written);
  if (meant.empty()) meant = nearest_word(written, names);
  if (meant.empty()) return;
  finding.caret(fmt::format("did you mean `{}`?", meant));
  finding.fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
              ctx.set_text(ctx.file_id(), place, std::string(meant)));
}

static void check_variant(RuleContext& ctx, const CredentialParameters& parameters) {
  const Parameter* variant =
      parameters.find(values::ExternalCredentialParamType::AuthProtocolVariant);
  if (variant == nullptr || !variant->value.known()) return;
  const std::string_view value = *variant->value.value;
  const EnumSchema* variants = variants_of(ctx.schema(), values::AuthenticationProtocol::Oauth);
  if (variants == nullptr) return;
  if (variants->find(value) == nullptr) {
    if (!value.empty()) {
      report_unknown_variant(ctx, parameters, *variant, *variants);
      return;
    }
    ctx.report(cases::CRD011_unknown_variant, parameters.value_range(*variant),
               "the parameter of type `AuthProtocolVariant` has no `parameterValue` to say which "
               "variant")
        .subject("empty");
    return;
  }
  if (parameters.lacks(values::ExternalCredentialParamType::AuthProviderUrl)) {
    ctx.report(cases::CRD011_no_token_url, parameters.value_range(*variant),
               fmt::format("the variant `{}` needs a parameter of type `AuthProviderUrl`, the "
                           "address of the token endpoint",
                           value))
        .subject(values::ExternalCredentialParamType::AuthProviderUrl)
        .note(answer_of_deploy(value, "AuthProtocolVariant, AuthProviderUrl."));
  }
  // What JwtBearer needs to sign belongs to the rule on JSON web tokens.
  if (value == values::OauthVariant::ClientCredentialsJwtAssertion &&
      parameters.lacks(values::ExternalCredentialParamType::SigningCertificate)) {
    ctx.report(cases::CRD011_no_certificate, parameters.value_range(*variant),
               fmt::format("the variant `{}` signs its assertion and needs a parameter of type "
                           "`SigningCertificate`",
                           value))
        .subject(values::ExternalCredentialParamType::SigningCertificate);
  }
}

/// The name of the parameter repeats the protocol, whichever it is.
static void check_variant_name(RuleContext& ctx, const CredentialParameters& parameters,
                               const std::string& protocol) {
  const EnumSchema* variants = variants_of(ctx.schema(), protocol);
  if (variants == nullptr) return;
  for (const Parameter* variant :
       parameters.all(values::ExternalCredentialParamType::AuthProtocolVariant)) {
    if (!variant->name.known() || variant->name.is(protocol) || variant->name.is("")) continue;
    if (!variant->value.known() || variants->find(*variant->value.value) == nullptr) continue;
    const TextRange place = parameters.name_range(*variant);
    ctx.report(cases::CRD011_variant_name, place,
               fmt::format("the variant's parameter is called `{}`; its name is that of the "
                           "protocol, `{}`",
                           *variant->name.value, protocol))
        .subject(*variant->name.value)
        .fix(fmt::format("Write `{}`", protocol), Applicability::unsafe,
             ctx.set_text(ctx.file_id(), place, protocol));
  }
}

static void check(RuleContext& ctx) {
  const CredentialParameters parameters(ctx);
  const Resolved<std::string> protocol = parameters.text(ids::authenticationProtocol);
  if (!protocol.known()) return;
  check_variant_name(ctx, parameters, *protocol.value);
  if (!protocol.is(values::AuthenticationProtocol::Oauth)) return;
  check_count(ctx, parameters);
  // Beside a provider nobody knows which of the two holds, and what the variant then needs.
  const bool has_provider =
      parameters.find(values::ExternalCredentialParamType::AuthProvider) != nullptr ||
      parameters.find(values::ExternalCredentialParamType::ExternalAuthIdentityProvider) != nullptr;
  if (!has_provider) check_variant(ctx, parameters);
}

extern const Rule rule{.id = rules::CRD011,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::oauth_credential_provider_count
