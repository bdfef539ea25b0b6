#include "compiler/resolve/deploy/principal_steps.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "compiler/resolve/deploy/platform_path.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/DeployText.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/ManualStep.h"
#include "compiler/schema/values/SetupPath.h"
#include "compiler/schema/values/StoredCredential.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

namespace credential_fields = fields::ExternalCredential;

/// Names in formulas of the form `$Credential.<credential>.<name>`.
void add_formula_names(std::string_view formula, const std::string& credential,
                       std::set<std::string>& names) {
  const std::string prefix = fmt::format("$Credential.{}.", credential);
  for (std::size_t at = formula.find(prefix); at != std::string_view::npos;
       at = formula.find(prefix, at + 1)) {
    const std::size_t begin = at + prefix.size();
    std::size_t end = begin;
    while (end < formula.size() && ascii::is_word(formula[end])) ++end;
    if (end != begin) names.emplace(formula.substr(begin, end - begin));
  }
}

class PrincipalSteps {
 public:
  PrincipalSteps(const ProjectView& project, const DeployComponent& credential,
                 std::vector<ManualStep>& steps)
      : project_(project),
        credential_(credential),
        facts_(project.file(credential.file).facts),
        values_(project, credential.file),
        steps_(steps) {}

  void add() {
    protocol_ = values_.certain(credential_fields::authenticationProtocol);
    label_ = values_.certain(credential_fields::label).value_or(credential_.name);
    each_parameter([&](const FieldFact& parameter, std::string_view type) {
      if (type == values::ExternalCredentialParamType::AuthProtocolVariant) {
        variant_ = values_.certain(credential_fields::externalCredentialParameters_parameterValue,
                                   parameter);
      }
    });
    is_browser_flow_ = is_browser_flow();
    each_parameter([&](const FieldFact& parameter, std::string_view type) {
      if (type == values::ExternalCredentialParamType::NamedPrincipal ||
          type == values::ExternalCredentialParamType::PerUserPrincipal ||
          type == values::ExternalCredentialParamType::AwsStsPrincipal) {
        add_principal(parameter, type);
      }
    });
  }

 private:
  template <class Visit>
  void each_parameter(Visit&& visit) const {
    for (const FieldFact& fact : facts_.fields()) {
      if (fact.field != credential_fields::externalCredentialParameters) continue;
      const auto type =
          values_.certain(credential_fields::externalCredentialParameters_parameterType, fact);
      if (type) visit(fact, *type);
    }
  }

  ManualStep step(std::string_view kind, const FieldFact& parameter) const {
    ManualStep step{.kind = kind, .type = credential_.type, .name = credential_.name};
    step.origin = Origin::written_at({credential_.file, parameter.element},
                                     credential_fields::externalCredentialParameters);
    return step;
  }

  void add_principal(const FieldFact& parameter, std::string_view type) {
    const auto written =
        values_.certain(credential_fields::externalCredentialParameters_parameterName, parameter);
    const std::string name(written.value_or("<principal>"));
    const bool per_user = type == values::ExternalCredentialParamType::PerUserPrincipal;
    if (!protocol_) {
      ManualStep unknown = step(values::ManualStep::principalSecrets, parameter);
      unknown.why = fmt::format(values::DeployText::unknown_principal, name);
      unknown.setup = setup_path(name);
      unknown.any_permission = manages_credentials();
      unknown.unconfirmed = true;
      steps_.push_back(std::move(unknown));
    } else if (is_browser_flow_) {
      add_login(parameter, name, type);
    } else if (per_user) {
      if (protocol_ == values::AuthenticationProtocol::Basic) add_own_password(parameter, name);
    } else {
      add_secrets(parameter, name, type);
    }
  }

  /// OAuth without a variant is the flow of its provider; only a provider that is known to use
  /// client credentials needs nobody to log in.
  bool is_browser_flow() const {
    if (protocol_ != values::AuthenticationProtocol::Oauth || variant_) return false;
    for (std::size_t use = 0; use < facts_.uses().size(); ++use) {
      if (facts_.uses()[use].type != types::ExternalAuthIdentityProvider) continue;
      for (const FileId file : project_.definitions(project_.use_symbol(credential_.file, use))) {
        const auto flow = ValueReader(project_, file)
                              .certain(fields::ExternalAuthIdentityProvider::authenticationFlow);
        if (flow == values::IdentityProviderAuthFlow::ClientCredentials) return false;
      }
    }
    return true;
  }

  void add_login(const FieldFact& parameter, const std::string& name, std::string_view type) {
    const bool per_user = type == values::ExternalCredentialParamType::PerUserPrincipal;
    ManualStep login = step(
        per_user ? values::ManualStep::userLogin : values::ManualStep::principalLogin, parameter);
    if (per_user) {
      login.why = fmt::format(values::DeployText::user_login, name);
      login.setup = fmt::format(values::SetupPath::own_credential, label_);
    } else {
      login.why = fmt::format(values::DeployText::principal_login, name);
      login.setup = fmt::format(values::SetupPath::principal_login, label_, name);
      login.any_permission = manages_credentials();
    }
    ManualCall call;
    call.path = connect_path(project_, "credential/auth-url/o-auth");
    call.members = {{"externalCredential", credential_.name},
                    {"principalName", name},
                    {"principalType", std::string(type)},
                    {"returnUrl", "<return URL>"}};
    login.call = std::move(call);
    steps_.push_back(std::move(login));
  }

  void add_own_password(const FieldFact& parameter, const std::string& name) {
    ManualStep own = step(values::ManualStep::userLogin, parameter);
    own.why = fmt::format(values::DeployText::user_password, name);
    own.setup = fmt::format(values::SetupPath::own_credential, label_);
    steps_.push_back(std::move(own));
  }

  void add_secrets(const FieldFact& parameter, const std::string& name, std::string_view type) {
    const std::vector<CallCredential>& credentials = stored_values();
    const bool custom = protocol_ == values::AuthenticationProtocol::Custom &&
                        variant_ != values::CustomVariant::NoAuthentication;
    if (credentials.empty() && !custom) return;
    ManualStep secrets = step(values::ManualStep::principalSecrets, parameter);
    secrets.why = fmt::format(values::DeployText::principal_secrets, name);
    ManualCall call;
    call.path = connect_path(project_, "credential");
    call.replace_method = custom ? "PATCH" : "PUT";
    call.members = {
        {"externalCredential", credential_.name},
        {"authenticationProtocol",
         protocol_ == values::AuthenticationProtocol::Oauth ? "OAuth" : std::string(*protocol_)},
        {"principalName", name},
        {"principalType", std::string(type)}};
    if (variant_) call.members.push_back({"authenticationProtocolVariant", std::string(*variant_)});
    call.credentials = credentials;
    secrets.call = std::move(call);
    secrets.setup = setup_path(name);
    secrets.any_permission = manages_credentials();
    // Names of one's own stand in formulas, if anywhere; how Basic is stored is inferred.
    secrets.unconfirmed = custom ? secrets.call->credentials.empty()
                                 : protocol_ == values::AuthenticationProtocol::Basic;
    steps_.push_back(std::move(secrets));
  }

  /// The same for each principal, so worked out once.
  const std::vector<CallCredential>& stored_values() {
    if (!stored_) {
      stored_ = protocol_ == values::AuthenticationProtocol::Custom ? custom_values()
                                                                    : documented_values();
    }
    return *stored_;
  }

  std::vector<CallCredential> documented_values() const {
    const EnumSchema* list = project_.schema().find_enum(values::StoredCredential::kListName);
    if (list == nullptr) return {};
    const EnumValue* row =
        list->find(fmt::format("{}/{}", protocol_.value_or(""), variant_.value_or("")));
    if (row == nullptr) row = list->find(fmt::format("{}/*", protocol_.value_or("")));
    std::vector<CallCredential> credentials;
    if (row == nullptr) return credentials;
    for (const std::string_view name : row->takes) {
      credentials.push_back({std::string(name), fmt::format("<{}>", name), name == row->gives});
    }
    return credentials;
  }

  std::vector<CallCredential> custom_values() const {
    std::vector<CallCredential> credentials;
    for (const std::string& name : formula_names()) {
      credentials.push_back({name, fmt::format("<{}>", name), true});
    }
    return credentials;
  }

  /// Formulas stand in the headers of the credential and of the named credentials that use it.
  std::set<std::string> formula_names() const {
    std::set<std::string> names;
    std::set<FileId> files = {credential_.file};
    for (const UseSite site : project_.uses(project_.file(credential_.file).definition)) {
      files.insert(site.file);
    }
    for (const FileId file : files) {
      const FileFacts& facts = project_.file(file).facts;
      for (const FieldFact& fact : facts.fields()) {
        if (project_.schema().field(fact.field).name == "parameterValue") {
          add_formula_names(facts.text(fact), credential_.name, names);
        }
      }
    }
    return names;
  }

  std::string setup_path(const std::string& principal) const {
    return fmt::format(values::SetupPath::principal, label_, principal);
  }

  ProjectView project_;
  const DeployComponent& credential_;
  const FileFacts& facts_;
  ValueReader values_;
  std::vector<ManualStep>& steps_;
  std::optional<std::string_view> protocol_ = {};
  std::optional<std::string_view> variant_ = {};
  std::string label_ = {};
  bool is_browser_flow_ = false;
  std::optional<std::vector<CallCredential>> stored_ = {};
};

}  // namespace

void add_principal_steps(const ProjectView& project, const DeployComponent& credential,
                         std::vector<ManualStep>& steps) {
  PrincipalSteps(project, credential, steps).add();
}

}  // namespace ecac
