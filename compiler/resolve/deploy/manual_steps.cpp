#include "compiler/resolve/deploy/manual_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/resolve/credential/credential_chain.h"
#include "compiler/resolve/credential/credential_flow.h"
#include "compiler/resolve/credential/mcp_connection.h"
#include "compiler/resolve/deploy/deploy_plan.h"
#include "compiler/resolve/deploy/platform_path.h"
#include "compiler/resolve/deploy/principal_steps.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/DeployText.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/ManualStep.h"
#include "compiler/schema/values/PlatformEndpoint.h"
#include "compiler/schema/values/SetupPath.h"
#include "compiler/schema/values/UserPermission.h"
#include "compiler/secrets/secret_value.h"

namespace ecac {

namespace {

class StepFinder {
 public:
  StepFinder(const ProjectView& project, std::span<const DeployComponent> components,
             const RunFacts& run)
      : project_(project),
        components_(components),
        run_(run),
        deployed_(project.file_count(), false) {}

  std::vector<ManualStep> find() {
    for (const DeployComponent& component : components_) {
      deploys_a_site_ = deploys_a_site_ || component.type == types::Network;
      deployed_[project_.index_of(component.file)] = true;
    }
    for (const DeployComponent& component : components_) add_certificates(component);
    for (const DeployComponent& component : components_) add_mcp_placeholder(component);
    for (const DeployComponent& component : components_) {
      if (component.type == types::ExtlClntAppGlobalOauthSettings) add_site(component);
    }
    for (const DeployComponent& component : components_) add_steps_of(component);
    drop_repeated();
    std::stable_sort(steps_.begin(), steps_.end(), [](const ManualStep& a, const ManualStep& b) {
      return time_of(a) < time_of(b);
    });
    return std::move(steps_);
  }

 private:
  /// Two files of one component, for two environments, make the same steps twice.
  void drop_repeated() {
    std::set<std::tuple<std::string_view, TypeId, std::string, std::string>> seen;
    std::erase_if(steps_, [&](const ManualStep& step) {
      return !seen.emplace(step.kind, step.type, step.name, step.why).second;
    });
  }

  static int time_of(const ManualStep& step) { return step.before ? 0 : step.before_stage ? 1 : 2; }

  ManualStep& add(std::string_view kind, const DeployComponent& component) {
    ManualStep step{.kind = kind, .type = component.type, .name = component.name};
    const FileFacts& facts = project_.file(component.file).facts;
    step.origin = Origin::written_at({component.file, facts.root_tag()}, FieldId::none);
    return steps_.emplace_back(std::move(step));
  }

  ValueReader values_of(const DeployComponent& component) const {
    return ValueReader(project_, component.file);
  }

  void add_steps_of(const DeployComponent& component) {
    if (component.type == types::ExternalClientApplication) add_package_version(component);
    if (component.type == types::ExtlClntAppGlobalOauthSettings) add_consumer(component);
    if (component.type == types::AuthProvider) add_auth_provider(component);
    if (component.type == types::ExternalAuthIdentityProvider) add_identity_provider(component);
    if (component.type == types::ExternalCredential) {
      add_principal_steps(project_, component, steps_);
    }
    if (component.type == types::NamedCredential) add_mcp_client(component);
    if (component.type == types::McpServerDefinition) add_mcp_server(component);
    if (component.type == types::PermissionSet || component.type == types::PermissionSetGroup) {
      add_assignment(component);
    }
  }

  /// One step for each certificate that something signs or identifies itself with.
  void add_certificates(const DeployComponent& component) {
    const FileFacts& facts = project_.file(component.file).facts;
    const ReferenceResolver resolver(project_);
    for (std::size_t use = 0; use < facts.uses().size(); ++use) {
      const NameUse& name_use = facts.uses()[use];
      const FieldFact& fact = facts.fields()[name_use.fact];
      if (name_use.type != types::Certificate || fact.tainted) continue;
      if (resolver.resolve(component.file, use).state == ReferenceState::elsewhere) continue;
      const std::string name(facts.name(name_use));
      if (!certificates_.insert(name).second) continue;
      ManualStep step{.kind = values::ManualStep::certificateKey};
      step.type = types::Certificate;
      step.name = name;
      step.why = fmt::format(values::DeployText::certificate_key,
                             project_.schema().type(component.type).name, component.name);
      step.setup = fmt::format(values::SetupPath::certificate, name);
      step.any_permission = {values::UserPermission::ManageCertificates};
      step.before = true;
      step.origin = Origin::written_at({component.file, name_use.range}, name_use.field);
      steps_.push_back(std::move(step));
    }
  }

  std::string app_of(const ValueReader& values) const {
    const auto app =
        values.certain(fields::ExtlClntAppGlobalOauthSettings::externalClientApplication);
    return std::string(project_.canonical(app.value_or(std::string_view())));
  }

  /// The headless flows run on a site. A deploy of a Network does not activate it.
  void add_site(const DeployComponent& component) {
    const ValueReader values = values_of(component);
    if (values.certain(fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled) != "true")
      return;
    const std::string app = app_of(values);
    ManualStep& step = add(values::ManualStep::site, component);
    step.type = types::ExternalClientApplication;
    step.name = app;
    step.before = !deploys_a_site_;
    step.origin = values.origin_of(fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled);
    const AppConfiguration* configured = run_.app(app);
    step.why = configured == nullptr || !configured->site
                   ? std::string(values::DeployText::site)
                   : fmt::format(values::DeployText::named_site, configured->site->value);
    step.setup = values::SetupPath::site;
    step.any_permission = {values::UserPermission::ManageNetworks};
  }

  void add_package_version(const DeployComponent& component) {
    const auto state =
        values_of(component).certain(fields::ExternalClientApplication::distributionState);
    if (state != values::ExtlClntAppDistState::Packaged) return;
    ManualStep& step = add(values::ManualStep::packageVersion, component);
    step.why = values::DeployText::package_version;
    step.command = "sf package version create --package <package> --installation-key <key>";
    step.setup = fmt::format(values::SetupPath::package_version, component.name);
  }

  void add_consumer(const DeployComponent& component) {
    namespace global = fields::ExtlClntAppGlobalOauthSettings;
    const ValueReader values = values_of(component);
    const bool has_key = values.certain(global::consumerKey).has_value();
    const bool needs_secret = values.certain(global::isConsumerSecretOptional) != "true" ||
                              values.certain(global::isSecretRequiredForRefreshToken) != "false";
    if (has_key && !needs_secret) return;
    ManualStep& step = add(values::ManualStep::consumer, component);
    step.type = types::ExternalClientApplication;
    step.name = app_of(values);
    step.why = fmt::format("{}; {}",
                           has_key        ? values::DeployText::consumer_secret
                           : needs_secret ? values::DeployText::consumer
                                          : values::DeployText::consumer_key,
                           values::DeployText::consumer_call);
    step.setup = fmt::format(values::SetupPath::consumer, step.name);
    step.any_permission = {values::UserPermission::ViewClientSecret};
    ManualCall call;
    call.method = "GET";
    call.path = platform_path(project_, values::PlatformEndpoint::oauth_credentials, "<app id>",
                              "<consumer id>");
    step.call = std::move(call);
  }

  /// A retrieve writes other words in its place, as people do who black it out. A short secret is
  /// one all the same.
  static bool is_secret(std::string_view written) {
    constexpr std::size_t kShortest = 8;
    if (is_blacked_out(written) || has_encrypted_form(written)) return false;
    return written.size() < kShortest || may_be_secret(written);
  }

  void add_auth_provider(const DeployComponent& component) {
    namespace provider = fields::AuthProvider;
    const ValueReader values = values_of(component);
    // Without a key the provider is one that Salesforce manages; a written secret is deployed.
    const FieldFact* key = values.find(provider::consumerKey).fact;
    if (key == nullptr || key->state != ValueState::set) return;
    const auto secret = values.certain(provider::consumerSecret);
    if (secret && is_secret(*secret)) return;
    ManualStep& step = add(values::ManualStep::authProviderSecret, component);
    step.why = fmt::format(values::DeployText::auth_provider,
                           callback_address(ProviderKind::auth_provider, component.name));
    step.setup = fmt::format(values::SetupPath::auth_provider, component.name);
    step.any_permission = {values::UserPermission::ManageAuthProviders};
  }

  void add_identity_provider(const DeployComponent& component) {
    namespace provider = fields::ExternalAuthIdentityProvider;
    const ValueReader values = values_of(component);
    const auto flow = values.certain(provider::authenticationFlow);
    ManualStep& step = add(values::ManualStep::identityProviderCredentials, component);
    step.why = values::DeployText::identity_provider;
    if (flow == values::IdentityProviderAuthFlow::AuthorizationCode) {
      step.why += "; ";
      step.why +=
          fmt::format(values::DeployText::identity_provider_redirect,
                      callback_address(ProviderKind::identity_provider, component.name),
                      connect_path(project_, "external-auth-identity-providers/" + component.name));
    }
    // What a flow that Salesforce defines asks for is not documented.
    step.unconfirmed = flow != values::IdentityProviderAuthFlow::AuthorizationCode &&
                       flow != values::IdentityProviderAuthFlow::ClientCredentials;
    ManualCall call;
    call.path =
        connect_path(project_, "external-auth-identity-provider-credentials/" + component.name);
    call.credentials = {{"clientId", "<clientId>", false}, {"clientSecret", "<clientSecret>"}};
    call.as_list = true;
    call.replace_method = "PUT";
    step.call = std::move(call);
    step.setup = fmt::format(values::SetupPath::identity_provider, component.name);
    step.any_permission = manages_credentials();
  }

  /// What the callouts of a named credential are for.
  McpConnection mcp_of(const ResolvedCredential& credential) const {
    return mcp_connection(project_, run_, components_of(project_, credential));
  }
  ResolvedCredential credential_of(const DeployComponent& named) const {
    return resolve_credential(project_, project_.file(named.file).definition);
  }

  /// The registry takes no server that asks for tokens: a placeholder is registered first, which
  /// makes an external and a named credential, and the deploy goes over these.
  void add_mcp_placeholder(const DeployComponent& component) {
    if (component.type != types::NamedCredential) return;
    const ResolvedCredential credential = credential_of(component);
    const McpConnection connection = mcp_of(credential);
    const bool asks_for_token = credential.flow.known() && is_oauth(*credential.flow.value);
    if (!connection.is_mcp || !asks_for_token) return;
    // The deploy of a registration registers the server.
    const FileId registration =
        mcp_registration(project_, project_.file(component.file).definition);
    if (registration != FileId::none && deployed_[project_.index_of(registration)]) return;
    ManualStep& step = add(values::ManualStep::mcpPlaceholder, component);
    step.before = true;
    step.why = fmt::format(values::DeployText::mcp_placeholder, connection.reason);
    step.setup = values::SetupPath::mcp_placeholder;
    step.any_permission = {values::UserPermission::ManageAiAgents};
    step.unconfirmed = true;
  }

  void add_mcp_client(const DeployComponent& component) {
    const McpConnection connection = mcp_of(credential_of(component));
    if (!connection.is_mcp) return;
    ManualStep& step = add(values::ManualStep::mcpToolAllowlist, component);
    step.why = fmt::format(values::DeployText::mcp_tools, connection.reason);
    step.setup = values::SetupPath::mcp_tools;
    step.any_permission = {values::UserPermission::ManageAiAgents};
    step.unconfirmed = true;
  }

  void add_mcp_server(const DeployComponent& component) {
    ManualStep& step = add(values::ManualStep::mcpServerActivation, component);
    step.why = values::DeployText::mcp_server;
    step.setup = fmt::format(values::SetupPath::mcp_server, component.name);
  }

  /// Those who name a permission set or a group by its name. A name in a list of both kinds is
  /// kept as that of a permission set.
  template <class Visit>
  void for_each_naming(const DeployComponent& component, Visit&& visit) const {
    const SymbolId symbol = project_.file(component.file).definition;
    project_.for_each_use(symbol, visit);
    if (component.type == types::PermissionSet) return;
    const SymbolId as_set =
        project_.symbol(types::PermissionSet, project_.file(component.file).full_name);
    const ReferenceResolver resolver(project_);
    project_.for_each_use(as_set, [&](UseSite site) {
      if (resolver.resolve(site.file, site.use).symbol == symbol) visit(site);
    });
  }

  void add_assignment(const DeployComponent& component) {
    bool let_in = false;
    bool with_policies = false;
    for_each_naming(component, [&](UseSite site) {
      if (project_.schema().type(project_.type_of(site.file)).role != "policies") return;
      let_in = true;
      with_policies = with_policies || deployed_[project_.index_of(site.file)];
    });
    const bool grants = component.stage == DeployStage::principal_access;
    if (!let_in && !grants) return;
    const bool is_set = component.type == types::PermissionSet;
    ManualStep& step = add(is_set ? values::ManualStep::permissionSetAssignment
                                  : values::ManualStep::permissionSetGroupAssignment,
                           component);
    step.why = let_in ? values::DeployText::let_in : values::DeployText::grants;
    if (with_policies) {
      step.before_stage = DeployStage::policies;
      step.why += "; ";
      step.why += values::DeployText::let_in_first;
    }
    step.setup = is_set ? fmt::format(values::SetupPath::permission_set, component.name)
                        : fmt::format(values::SetupPath::permission_set_group, component.name);
    if (is_set) {
      step.command =
          fmt::format("sf org assign permset --name {} --on-behalf-of <user>", component.name);
    }
    ManualCall call;
    call.path =
        platform_path(project_, values::PlatformEndpoint::records, "PermissionSetAssignment");
    call.members = {{"AssigneeId", "<user id>"},
                    {is_set ? "PermissionSetId" : "PermissionSetGroupId",
                     is_set ? "<permission set id>" : "<permission set group id>"}};
    step.call = std::move(call);
    step.any_permission = {values::UserPermission::AssignPermissionSets};
  }

  ProjectView project_;
  std::span<const DeployComponent> components_;
  const RunFacts& run_;
  std::vector<bool> deployed_;
  std::vector<ManualStep> steps_ = {};
  std::set<std::string> certificates_ = {};
  bool deploys_a_site_ = false;
};

}  // namespace

std::vector<ManualStep> manual_steps(const ProjectView& project,
                                     std::span<const DeployComponent> components,
                                     const RunFacts& run) {
  return StepFinder(project, components, run).find();
}

}  // namespace ecac
