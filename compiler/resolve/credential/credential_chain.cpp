#include "compiler/resolve/credential/credential_chain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/credential/component_reference.h"
#include "compiler/resolve/credential/credential_flow.h"
#include "compiler/resolve/credential/identity_provider.h"
#include "compiler/resolve/credential/parameter_groups.h"
#include "compiler/resolve/credential/principal_grants.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/CalloutStatus.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialType.h"
#include "compiler/schema/values/OauthSetting.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

std::vector<CredentialSetting> settings_of(const ParameterList& parameters, std::string_view type) {
  std::vector<CredentialSetting> settings;
  const std::vector<const Parameter*> found = parameters.of_type(type);
  settings.reserve(found.size());
  for (const Parameter* parameter : found) {
    settings.push_back(
        {owned(parameter->name), owned(parameter->value), parameter->sequence, parameter->origin});
  }
  return settings;
}

ResolvedReference unread_reference(const std::string& decided_by) {
  ResolvedReference reference;
  reference.name = Resolved<std::string>::unknown(decided_by);
  return reference;
}

/// What the only parameter of a type names; several that differ leave it open.
ResolvedReference reference_of(const ValueReader& reader, const ParameterList& parameters,
                               std::string_view type, FieldId field) {
  const std::vector<const Parameter*> found = parameters.of_type(type);
  if (found.empty()) {
    if (!parameters.decided_by().empty()) return unread_reference(parameters.decided_by());
    ResolvedReference none;
    none.name = {std::string(), Origin::default_of(field, Standing::observed)};
    return none;
  }
  ResolvedReference first = reference_in(reader, field, found.front()->fact);
  for (const Parameter* other : found) {
    if (reader.text(field, *other->fact).value == first.name.value) continue;
    return unread_reference(fmt::format("which of {} parameters `{}` holds", found.size(), type));
  }
  return first;
}

/// Headers of the named credential take the place of those of the external one; names have no case.
void mark_overwritten(const std::vector<CredentialSetting>& named,
                      std::vector<CredentialSetting>& external) {
  std::vector<std::string> names;
  for (const CredentialSetting& header : named) {
    if (header.name.known()) names.push_back(ascii::in_small_letters(*header.name.value));
  }
  std::sort(names.begin(), names.end());
  for (CredentialSetting& header : external) {
    header.overwritten =
        header.name.known() &&
        std::binary_search(names.begin(), names.end(), ascii::in_small_letters(*header.name.value));
  }
}

Resolved<std::string> type_of_named(const ValueReader& reader, bool has_parameters) {
  const FieldId field = fields::NamedCredential::namedCredentialType;
  Resolved<std::string> type = reader.text(field);
  if (!type.is(values::NamedCredentialType::Legacy) || type.origin.kind != OriginKind::defaulted ||
      !has_parameters) {
    return type;
  }
  return Resolved<std::string>::unknown(
      "`namedCredentialType`; without it the parameters contradict `Legacy`", field);
}

/// Builds one credential from the named credential inwards.
class ChainReader {
 public:
  explicit ChainReader(const ProjectView& project) : project_(project) {}

  ResolvedCredential read(SymbolId symbol) {
    result_.name = project_.name_of(symbol);
    result_.named = project_.type_of(symbol) == types::NamedCredential;
    if (result_.named) {
      read_named(symbol);
    } else {
      result_.external.reference.name = {result_.name, Origin::derived_from_one("name")};
      result_.external.reference.state = ReferenceState::found;
      result_.external.reference.symbol = symbol;
      result_.origin = ValueReader(project_, symbol).origin();
      read_external();
    }
    return std::move(result_);
  }

 private:
  void read_named(SymbolId symbol) {
    namespace ids = fields::NamedCredential;
    const ValueReader reader(project_, symbol);
    const ParameterList parameters(reader, parameter_fields(types::NamedCredential));
    result_.origin = reader.origin();
    result_.label = reader.text(ids::label);
    result_.type = type_of_named(reader, !parameters.empty());
    read_switches(reader);
    if (result_.type.is(values::NamedCredentialType::Legacy)) {
      read_legacy(reader);
      return;
    }
    result_.url = owned(parameters.value(values::NamedCredentialParamType::Url));
    result_.headers = settings_of(parameters, values::NamedCredentialParamType::HttpHeader);
    result_.client_certificate =
        reference_of(reader, parameters, values::NamedCredentialParamType::ClientCertificate,
                     ids::namedCredentialParameters_certificate);
    result_.network_connection = reference_of(
        reader, parameters, values::NamedCredentialParamType::OutboundNetworkConnection,
        ids::namedCredentialParameters_outboundNetworkConnection);
    result_.external.reference =
        reference_of(reader, parameters, values::NamedCredentialParamType::Authentication,
                     ids::namedCredentialParameters_externalCredential);
    read_external();
  }

  void read_switches(const ValueReader& reader) {
    namespace ids = fields::NamedCredential;
    const Resolved<std::string> status = reader.text(ids::calloutStatus);
    if (status.is(values::CalloutStatus::Enabled) || status.is(values::CalloutStatus::Disabled)) {
      result_.callout_enabled = {status.is(values::CalloutStatus::Enabled), status.origin};
    } else {
      result_.callout_enabled =
          Resolved<bool>::unknown(status.known() ? "`Enabled` or `Disabled` in `calloutStatus`"
                                                 : status.origin.decided_by(),
                                  ids::calloutStatus);
    }
    result_.generates_authorization_header = reader.boolean(ids::generateAuthorizationHeader);
    result_.merge_fields_in_header = reader.boolean(ids::allowMergeFieldsInHeader);
    result_.merge_fields_in_body = reader.boolean(ids::allowMergeFieldsInBody);
  }

  void read_legacy(const ValueReader& reader) {
    namespace ids = fields::NamedCredential;
    result_.url = reader.text(ids::endpoint);
    result_.principal_type = reader.text(ids::principalType);
    result_.client_certificate = reference_in(reader, ids::certificate, nullptr);
    result_.network_connection = reference_in(reader, ids::outboundNetworkConnection, nullptr);
    result_.signing_certificate = reference_in(reader, ids::jwtSigningCertificate, nullptr);
    result_.protocol = reader.text(ids::protocol);
    result_.variant = {std::string(), result_.protocol.origin};
    result_.external.reference.name = {std::string(), result_.type.origin};
    result_.external.token_url = reader.text(ids::authTokenEndpointUrl);
    result_.legacy = {reader.text(ids::awsRegion), reader.text(ids::awsService),
                      reader.text(ids::jwtIssuer), reader.text(ids::jwtTextSubject),
                      reader.text(ids::jwtAudience)};
    if (result_.legacy.jwt_subject.is("")) {
      result_.legacy.jwt_subject = reader.text(ids::jwtFormulaSubject);
    }
    ResolvedReference provider = reference_in(reader, ids::authProvider, nullptr);
    if (!provider.names_none()) {
      result_.provider =
          resolve_provider(project_, ProviderKind::auth_provider, std::move(provider));
    }
    resolve_flow(result_, reader.text(ids::oauthScope));
  }

  void read_external() {
    const ResolvedReference& reference = result_.external.reference;
    if (reference.names_none()) {
      // Callouts go out as they are.
      result_.protocol = {std::string(), Origin::derived_from_one("externalCredential")};
      result_.variant = result_.protocol;
      result_.flow = {CredentialFlow::none, result_.protocol.origin};
      return;
    }
    if (!reference.found()) {
      leave_external_open(decided_by_target(reference, "external credential"));
      return;
    }
    const ValueReader reader(project_, reference.symbol);
    read_users(reference.symbol);
    if (!reader.readable()) {
      leave_external_open(reader.decided_by());
      return;
    }
    namespace ids = fields::ExternalCredential;
    const ParameterList parameters(reader, parameter_fields(types::ExternalCredential));
    ResolvedExternalCredential& external = result_.external;
    external.label = reader.text(ids::label);
    result_.protocol = reader.text(ids::authenticationProtocol);
    result_.variant =
        owned(parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant));
    external.token_url =
        owned(parameters.value(values::ExternalCredentialParamType::AuthProviderUrl));
    external.headers = settings_of(parameters, values::ExternalCredentialParamType::AuthHeader);
    mark_overwritten(result_.headers, external.headers);
    external.header_claims =
        settings_of(parameters, values::ExternalCredentialParamType::JwtHeaderClaim);
    external.body_claims =
        settings_of(parameters, values::ExternalCredentialParamType::JwtBodyClaim);
    external.refresh_status_codes =
        settings_of(parameters, values::ExternalCredentialParamType::AdditionalRefreshStatusCode);
    external.settings = settings_of(parameters, values::ExternalCredentialParamType::AuthParameter);
    std::erase_if(external.settings, [](const CredentialSetting& setting) {
      return setting.name.is(values::OauthSetting::Scope);
    });
    for (CredentialSetting& setting : settings_of(
             parameters, values::ExternalCredentialParamType::AuthProviderUrlQueryParameter)) {
      external.settings.push_back(std::move(setting));
    }
    result_.signing_certificate =
        reference_of(reader, parameters, values::ExternalCredentialParamType::SigningCertificate,
                     ids::externalCredentialParameters_certificate);
    const Parameter* scope = default_scope(project_.schema(), parameters);
    external.scope = scope != nullptr ? owned(scope->value)
                     : parameters.decided_by().empty()
                         ? Resolved<std::string>{std::string(), reader.origin()}
                         : Resolved<std::string>::unknown(parameters.decided_by());
    read_provider(reader, parameters);
    Resolved<std::string> own_scope = external.scope;
    if (own_scope.known()) own_scope.origin = Origin::derived_from_one("externalCredential/scope");
    resolve_flow(result_, own_scope);
    read_principals(parameters);
    result_.grants = resolve_grants(project_, reference.symbol, result_.principals,
                                    parameters.decided_by().empty());
  }

  void read_provider(const ValueReader& reader, const ParameterList& parameters) {
    namespace ids = fields::ExternalCredential;
    ResolvedReference identity = reference_of(
        reader, parameters, values::ExternalCredentialParamType::ExternalAuthIdentityProvider,
        ids::externalCredentialParameters_externalAuthIdentityProvider);
    ResolvedReference auth =
        reference_of(reader, parameters, values::ExternalCredentialParamType::AuthProvider,
                     ids::externalCredentialParameters_authProvider);
    const bool has_identity =
        parameters.find(values::ExternalCredentialParamType::ExternalAuthIdentityProvider) !=
        nullptr;
    const bool has_auth =
        parameters.find(values::ExternalCredentialParamType::AuthProvider) != nullptr;
    if (has_identity && has_auth) {
      result_.provider = resolve_provider(
          project_, ProviderKind::identity_provider,
          unread_reference("which of the identity provider and the auth provider holds"));
    } else if (has_identity) {
      result_.provider =
          resolve_provider(project_, ProviderKind::identity_provider, std::move(identity));
    } else if (has_auth) {
      result_.provider = resolve_provider(project_, ProviderKind::auth_provider, std::move(auth));
    }
  }

  void read_principals(const ParameterList& parameters) {
    struct Kind {
      std::string_view type;
      PrincipalKind kind;
    };
    constexpr std::array<Kind, 3> kKinds = {
        {{values::ExternalCredentialParamType::NamedPrincipal, PrincipalKind::named},
         {values::ExternalCredentialParamType::PerUserPrincipal, PrincipalKind::per_user},
         {values::ExternalCredentialParamType::AwsStsPrincipal, PrincipalKind::aws_sts}}};
    const auto scopes = scopes_by_group(parameters);
    for (const Kind& kind : kKinds) {
      for (const Parameter* parameter : parameters.of_type(kind.type)) {
        ResolvedPrincipal principal;
        principal.name = owned(parameter->name);
        principal.kind = kind.kind;
        principal.sequence = parameter->sequence;
        principal.group = owned(parameter->group.is("") ? parameter->name : parameter->group);
        principal.origin = parameter->origin;
        principal.needs = token_store_need(result_.flow, kind.kind);
        principal.scope = result_.scope;
        if (principal.group.known()) {
          const auto scope = scopes.find(*principal.group.value);
          if (scope != scopes.end()) principal.scope = owned(scope->second->value);
        }
        result_.principals.push_back(std::move(principal));
      }
    }
  }

  /// The way back: named credentials that use the external one.
  void read_users(SymbolId external) {
    std::vector<std::string>& names = result_.external.named_credentials;
    for (const UseSite& site : project_.uses(external)) {
      const ProjectFile& file = project_.file(site.file);
      if (file.type != types::NamedCredential || file.definition == SymbolId::none) continue;
      names.emplace_back(project_.name_of(file.definition));
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
  }

  void leave_external_open(const std::string& decided_by) {
    const auto open = Resolved<std::string>::unknown(decided_by);
    result_.protocol = open;
    result_.variant = open;
    result_.external.label = open;
    result_.external.token_url = open;
    result_.external.scope = open;
    result_.signing_certificate = unread_reference(decided_by);
    result_.flow = Resolved<CredentialFlow>::unknown(decided_by);
    const SymbolId symbol = result_.external.reference.symbol;
    if (symbol != SymbolId::none) {
      result_.grants = resolve_grants(project_, symbol, {}, false);
    }
  }

  ProjectView project_;
  ResolvedCredential result_ = {};
};

}  // namespace

ResolvedCredential resolve_credential(const ProjectView& project, SymbolId credential) {
  return ChainReader(project).read(credential);
}

Resolved<std::string> callout_address(const ProjectView& project, SymbolId named) {
  const ValueReader reader(project, named);
  const ParameterList parameters(reader, parameter_fields(types::NamedCredential));
  return type_of_named(reader, !parameters.empty()).is(values::NamedCredentialType::Legacy)
             ? reader.text(fields::NamedCredential::endpoint)
             : owned(parameters.value(values::NamedCredentialParamType::Url));
}

std::vector<CredentialSetting> headers_behind(const ProjectView& project, SymbolId named) {
  const ValueReader reader(project, named);
  const ParameterList parameters(reader, parameter_fields(types::NamedCredential));
  if (type_of_named(reader, !parameters.empty()).is(values::NamedCredentialType::Legacy)) return {};
  const ResolvedReference reference =
      reference_of(reader, parameters, values::NamedCredentialParamType::Authentication,
                   fields::NamedCredential::namedCredentialParameters_externalCredential);
  if (!reference.found()) return {};
  const ValueReader external(project, reference.symbol);
  std::vector<CredentialSetting> headers =
      settings_of(ParameterList(external, parameter_fields(types::ExternalCredential)),
                  values::ExternalCredentialParamType::AuthHeader);
  mark_overwritten(settings_of(parameters, values::NamedCredentialParamType::HttpHeader), headers);
  return headers;
}

std::vector<SymbolId> credentials_of(const ProjectView& project) {
  const auto is_used = [&](SymbolId external) {
    bool used = false;
    project.for_each_use(external, [&](UseSite site) {
      used = used || project.file(site.file).type == types::NamedCredential;
    });
    return used;
  };
  std::vector<SymbolId> found;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (file.exclusion != Exclusion::none || file.definition == SymbolId::none) {
      continue;
    }
    const bool named = file.type == types::NamedCredential;
    const bool external = file.type == types::ExternalCredential && !is_used(file.definition);
    if (named || external) found.push_back(file.definition);
  }
  std::sort(found.begin(), found.end(), [&](SymbolId a, SymbolId b) {
    if (project.name_of(a) != project.name_of(b)) return project.name_of(a) < project.name_of(b);
    return project.type_of(a) > project.type_of(b);  // NamedCredential is behind ExternalCredential
  });
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace ecac
