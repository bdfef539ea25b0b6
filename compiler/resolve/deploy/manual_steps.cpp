#include "compiler/resolve/deploy/manual_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
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
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/PlatformEndpoint.h"
#include "compiler/schema/values/UserPermission.h"

namespace ecac {

namespace {

class StepFinder {
 public:
  StepFinder(const ProjectView& project, std::span<const DeployComponent> components,
             const RunFacts& run)
      : project_(project), components_(components), run_(run) {}

  std::vector<ManualStep> find() {
    for (const DeployComponent& component : components_) {
      deploys_a_site_ = deploys_a_site_ || component.type == types::Network;
    }
    for (const DeployComponent& component : components_) add_certificates(component);
    for (const DeployComponent& component : components_) add_mcp_placeholder(component);
    for (const DeployComponent& component : components_) {
      if (component.type == types::ExtlClntAppGlobalOauthSettings) add_site(component);
    }
    for (const DeployComponent& component : components_) add_steps_of(component);
    std::stable_partition(steps_.begin(), steps_.end(),
                          [](const ManualStep& step) { return step.before; });
    return std::move(steps_);
  }

 private:
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
      ManualStep step{.kind = "certificateKey", .type = types::Certificate, .name = name};
      step.why = fmt::format("{} `{}` needs the private key, which metadata never carries",
                             project_.schema().type(component.type).name, component.name);
      step.setup = fmt::format(
          "Setup > Certificate and Key Management > Import from Keystore, or create `{}` there",
          name);
      step.permission = values::UserPermission::ManageCertificates;
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
    ManualStep& step = add("site", component);
    step.type = types::ExternalClientApplication;
    step.name = app;
    step.before = !deploys_a_site_;
    step.origin = values.origin_of(fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled);
    const AppConfiguration* configured = run_.app(app);
    step.why = configured == nullptr || !configured->site
                   ? "the headless flows run on an Experience Cloud site, which must be active"
                   : fmt::format("the headless flows run on the site `{}`, which must be active",
                                 configured->site->value);
    step.setup =
        "Setup > Digital Experiences > All Sites: create the site if there is none, then "
        "Workspaces > Administration > Settings > Activate; Workspaces > Administration > Login & "
        "Registration "
        "holds the switches of the headless flows and the keys of reCAPTCHA";
    step.permission = permission_label(project_.schema(), values::UserPermission::ManageNetworks);
  }

  void add_consumer(const DeployComponent& component) {
    namespace global = fields::ExtlClntAppGlobalOauthSettings;
    const ValueReader values = values_of(component);
    const bool has_key = values.certain(global::consumerKey).has_value();
    const bool needs_secret = values.certain(global::isConsumerSecretOptional) != "true" ||
                              values.certain(global::isSecretRequiredForRefreshToken) != "false";
    if (has_key && !needs_secret) return;
    ManualStep& step = add("consumer", component);
    step.type = types::ExternalClientApplication;
    step.name = app_of(values);
    step.why = fmt::format(
        "{}; the client has to be given {}",
        has_key ? "the secret is kept in the org"
                : "the platform generates the consumer key and secret with the first deploy",
        has_key        ? "it"
        : needs_secret ? "both"
                       : "the key");
    step.setup = fmt::format(
        "Setup > External Client App Manager > {} > Settings > OAuth Settings > Consumer Key and "
        "Secret",
        step.name);
    step.permission = values::UserPermission::ViewClientSecret;
    ManualCall call;
    call.method = "GET";
    step.why +=
        "; the call answers only where the org allows it "
        "(`ExternalClientAppSettings.enableClientSecretInRestApiAccess`)";
    call.path = platform_path(project_, values::PlatformEndpoint::oauth_credentials, "<app id>",
                              "<consumer id>");
    step.call = std::move(call);
  }

  void add_auth_provider(const DeployComponent& component) {
    namespace provider = fields::AuthProvider;
    const ValueReader values = values_of(component);
    // Without a key the provider is one that Salesforce manages; a written secret is deployed.
    const FieldFact* key = values.find(provider::consumerKey).fact;
    if (key == nullptr || key->state != ValueState::set) return;
    if (values.certain(provider::consumerSecret)) return;
    ManualStep& step = add("authProviderSecret", component);
    step.why = fmt::format(
        "the file holds no secret that could be deployed; the client registered there needs the "
        "redirect URI {}",
        callback_address(ProviderKind::auth_provider, component.name));
    step.setup =
        fmt::format("Setup > Auth. Providers > {} > Edit > Consumer Secret", component.name);
    step.permission = values::UserPermission::ManageAuthProviders;
  }

  void add_identity_provider(const DeployComponent& component) {
    namespace provider = fields::ExternalAuthIdentityProvider;
    const ValueReader values = values_of(component);
    const auto flow = values.certain(provider::authenticationFlow);
    ManualStep& step = add("identityProviderCredentials", component);
    step.why =
        "client id and secret of an identity provider are no metadata; without them no "
        "token is issued";
    if (flow == values::IdentityProviderAuthFlow::AuthorizationCode) {
      step.why += "; the client registered there needs the redirect URI " +
                  callback_address(ProviderKind::identity_provider, component.name) +
                  ", which `GET " +
                  connect_path(project_, "external-auth-identity-providers/" + component.name) +
                  "` answers as `callbackUrl`";
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
    step.setup = fmt::format("Setup > Named Credentials > External Auth Identity Providers > {}",
                             component.name);
    step.permission = manages_credentials();
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
    ManualStep& step = add("mcpPlaceholder", component);
    step.before = true;
    step.why = fmt::format(
        "it goes to an MCP server ({}), and the registry takes none that asks for tokens: a "
        "placeholder is registered first, which makes a named credential, an external credential "
        "and a permission set, and the deploy replaces the first two by what has their names",
        connection.reason);
    step.setup =
        "Setup > Agentforce Registry > New: register a trusted server without authentication, "
        "allow no tools and set no policies; then give the named and the external credential of "
        "the project the API names that it made";
    step.permission = "Manage AI Agents";
    step.unconfirmed = true;
  }

  void add_mcp_client(const DeployComponent& component) {
    const McpConnection connection = mcp_of(credential_of(component));
    if (!connection.is_mcp) return;
    ManualStep& step = add("mcpToolAllowlist", component);
    step.why = fmt::format(
        "it goes to an MCP server ({}), and agents may only call the tools that are allowed",
        connection.reason);
    step.setup =
        "Setup > Agentforce Registry > the server that uses this named credential: allow its "
        "tools; then its policies in Agentforce Gateway";
    step.permission = "Manage AI Agents";
    step.unconfirmed = true;
  }

  void add_mcp_server(const DeployComponent& component) {
    ManualStep& step = add("mcpServerActivation", component);
    step.why = "whether the server is active, and who may use it, is kept in the org";
    step.setup = fmt::format("Setup > API Catalog > MCP Servers > {}", component.name);
    step.unconfirmed = true;
  }

  void add_assignment(const DeployComponent& component) {
    const SymbolId symbol = project_.file(component.file).definition;
    bool let_in = false;
    for (const UseSite site : project_.uses(symbol)) {
      let_in = let_in || project_.schema().type(project_.file(site.file).type).role == "policies";
    }
    const bool grants = component.stage == DeployStage::principal_access;
    if (!let_in && !grants) return;
    ManualStep& step = add("permissionSetAssignment", component);
    step.why = let_in ? "only users who have it are let in by the policies that name it"
                      : "only users who have it may use the principals that it grants";
    const bool is_set = component.type == types::PermissionSet;
    step.setup = fmt::format("Setup > {} > {} > Manage Assignments",
                             is_set ? "Permission Sets" : "Permission Set Groups", component.name);
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
    step.permission = values::UserPermission::AssignPermissionSets;
  }

  ProjectView project_;
  std::span<const DeployComponent> components_;
  const RunFacts& run_;
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
