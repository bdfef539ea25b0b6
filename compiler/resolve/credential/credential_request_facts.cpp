#include "compiler/resolve/credential/credential_request_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/values/AwsStsQueryParameter.h"
#include "compiler/schema/values/AwsSv4Setting.h"
#include "compiler/schema/values/ClientSecretPlace.h"

namespace ecac {

namespace {

Resolved<bool> certain(bool value) {
  return {value, {}};
}

Resolved<std::string> said(std::string text) {
  return {std::move(text), {}};
}

/// By their numbers; those without one last.
std::vector<CredentialSetting> in_order(std::vector<CredentialSetting> headers) {
  const auto number = [](const CredentialSetting& header) {
    return header.sequence.value.value_or(std::numeric_limits<long long>::max());
  };
  std::stable_sort(headers.begin(), headers.end(),
                   [&](const CredentialSetting& a, const CredentialSetting& b) {
                     return number(a) < number(b);
                   });
  return headers;
}

bool has_formula(const std::vector<CredentialSetting>& headers) {
  return std::any_of(headers.begin(), headers.end(), [](const CredentialSetting& header) {
    return !header.overwritten && header.value.known() &&
           header.value.value->find("{!") != std::string::npos;
  });
}

void add_headers(std::vector<ConfiguredParameter>& added,
                 const std::vector<CredentialSetting>& headers) {
  for (const CredentialSetting& header : in_order(headers)) {
    ConfiguredParameter& parameter =
        added.emplace_back(ConfiguredParameter{ParameterPlace::header, header.name, header.value});
    if (!header.overwritten) continue;
    parameter.sent = false;
    parameter.note = fmt::format(
        "`{}` of the external credential is not sent: the named credential overwrites it",
        header.name.value.value_or("<name>"));
  }
}

}  // namespace

Resolved<bool> CredentialRequestFacts::fact(RequestFact fact) const {
  switch (fact) {
    case RequestFact::pkce: return credential_.pkce;
    case RequestFact::named_credential: return certain(credential_.named);
    case RequestFact::authorization_left_out:
      return negated(credential_.generates_authorization_header);
    case RequestFact::secret_in_header:
      return secret_is_sent(values::ClientSecretPlace::ClientSecretBasic);
    case RequestFact::secret_in_body:
      return secret_is_sent(values::ClientSecretPlace::ClientSecretPost);
    case RequestFact::adds_to_authorize: return certain(adds(RequestStep::authorize));
    case RequestFact::adds_audience_only: return certain(adds_audience_only());
    case RequestFact::adds_to_refresh: return certain(adds(RequestStep::refresh));
    case RequestFact::formula_in_header: return certain(has_formula_in_header());
    default: return Resolved<bool>::unknown("an app");
  }
}

Resolved<std::string> CredentialRequestFacts::word(RequestWord word) const {
  switch (word) {
    case RequestWord::redirect_uri: return credential_.redirect_uri;
    case RequestWord::scope: return scope_;
    case RequestWord::client_authentication: return credential_.client_authentication;
    case RequestWord::further_status_codes: return said(further_status_codes());
    case RequestWord::aws_region:
      return legacy_or(credential_.legacy.aws_region, values::AwsSv4Setting::AwsRegion);
    case RequestWord::aws_service:
      return legacy_or(credential_.legacy.aws_service, values::AwsSv4Setting::AwsService);
    case RequestWord::jwt_issuer: return credential_.legacy.jwt_issuer;
    case RequestWord::jwt_subject: return credential_.legacy.jwt_subject;
    case RequestWord::jwt_audience: return credential_.legacy.jwt_audience;
    case RequestWord::aws_profile: return said(setting(values::AwsSv4Setting::AwsProfileArn));
    case RequestWord::aws_trust_anchor:
      return said(setting(values::AwsSv4Setting::AwsTrustAnchorArn));
    case RequestWord::aws_duration:
      return optional_setting({values::AwsStsQueryParameter::AwsDuration,
                               values::AwsStsQueryParameter::AwsStsDuration});
    case RequestWord::aws_external_id:
      return optional_setting({values::AwsStsQueryParameter::AwsExternalId,
                               values::AwsStsQueryParameter::AwsStsExternalId});
    default: return said("<what an app says>");
  }
}

Resolved<std::string> CredentialRequestFacts::address(RequestHost host) const {
  const bool has_authorize_url = credential_.flow.is(CredentialFlow::authorization_code);
  switch (host) {
    case RequestHost::named_credential: return credential_.url;
    case RequestHost::token_url: return token_address();
    case RequestHost::authorize_url:
      if (has_authorize_url) return credential_.authorize_url;
      // Only shown where parameters ask for it: what nobody gave is no address.
      return said(credential_.provider.authorize_url.value.value_or(""));
    default: return Resolved<std::string>::unknown("an app");
  }
}

std::vector<ConfiguredParameter> CredentialRequestFacts::configured(ConfiguredItems what,
                                                                    std::string_view step) const {
  switch (what) {
    case ConfiguredItems::parameters: return parameters(step);
    case ConfiguredItems::headers: return headers();
    case ConfiguredItems::claims: return claims();
  }
  return {};
}

Resolved<bool> CredentialRequestFacts::secret_is_sent(std::string_view way) const {
  const Resolved<std::string>& used = credential_.client_authentication;
  if (!used.known()) return {std::nullopt, used.origin};
  return {*used.value == way, used.origin};
}

bool CredentialRequestFacts::adds(RequestStep step) const {
  const auto& parameters = credential_.provider.parameters;
  return std::any_of(parameters.begin(), parameters.end(),
                     [&](const CustomParameter& parameter) { return parameter.step == step; });
}

bool CredentialRequestFacts::adds_audience_only() const {
  const auto& parameters = credential_.provider.parameters;
  return std::all_of(parameters.begin(), parameters.end(), [](const CustomParameter& parameter) {
    return parameter.step != RequestStep::authorize ||
           (parameter.setting.name.known() && names_audience(*parameter.setting.name.value));
  });
}

bool CredentialRequestFacts::has_formula_in_header() const {
  return has_formula(credential_.external.headers) || has_formula(credential_.headers);
}

std::string CredentialRequestFacts::setting(std::string_view name) const {
  for (const CredentialSetting& setting : credential_.external.settings) {
    if (setting.name.is(std::string(name)) && setting.value.known()) return *setting.value.value;
  }
  return fmt::format("<{}>", name);
}

Resolved<std::string> CredentialRequestFacts::legacy_or(const Resolved<std::string>& legacy,
                                                        std::string_view name) const {
  return legacy.is("") ? said(setting(name)) : legacy;
}

/// The first that is there; nothing without any.
Resolved<std::string> CredentialRequestFacts::optional_setting(
    std::initializer_list<std::string_view> names) const {
  for (const CredentialSetting& setting : credential_.external.settings) {
    if (!setting.name.known()) continue;
    if (std::find(names.begin(), names.end(), *setting.name.value) != names.end()) {
      return setting.value;
    }
  }
  return said("");
}

/// What flows other than those of OAuth have stands in the external credential.
Resolved<std::string> CredentialRequestFacts::token_address() const {
  if (credential_.flow.known() && is_oauth(*credential_.flow.value)) return credential_.token_url;
  const Resolved<std::string>& address = credential_.external.token_url;
  if (!address.is("")) return address;
  return Resolved<std::string>::unknown("the parameter `AuthProviderUrl`", address.origin.field);
}

std::string CredentialRequestFacts::further_status_codes() const {
  std::string codes;
  for (const CredentialSetting& code : credential_.external.refresh_status_codes) {
    if (code.value.known() && !code.value.value->empty()) codes += " or " + *code.value.value;
  }
  return codes;
}

std::vector<ConfiguredParameter> CredentialRequestFacts::parameters(std::string_view step) const {
  std::vector<ConfiguredParameter> added;
  for (const CustomParameter& parameter : credential_.provider.parameters) {
    if (to_string(parameter.step) != step) continue;
    added.push_back({parameter.place, parameter.setting.name, parameter.setting.value,
                     resource_note(parameter.setting)});
  }
  return added;
}

std::vector<ConfiguredParameter> CredentialRequestFacts::headers() const {
  std::vector<ConfiguredParameter> added;
  add_headers(added, credential_.external.headers);
  add_headers(added, credential_.headers);
  return added;
}

std::vector<ConfiguredParameter> CredentialRequestFacts::claims() const {
  std::vector<ConfiguredParameter> added;
  for (const CredentialSetting& claim : credential_.external.body_claims) {
    added.push_back({ParameterPlace::body, claim.name, claim.value});
  }
  return added;
}

/// What is wrong with the `resource` that a token is asked for; nothing for another parameter.
std::string CredentialRequestFacts::resource_note(const CredentialSetting& parameter) const {
  const std::string_view name = parameter.name.value ? *parameter.name.value : std::string_view();
  if (name != "resource" || !parameter.value.known()) return {};
  const bool called = credential_.named && credential_.url.known();
  return resource_mismatch(*parameter.value.value, called ? *credential_.url.value : "");
}

}  // namespace ecac
