#include "compiler/resolve/project/project_visitor.h"

#include <fmt/format.h>

#include "compiler/resolve/project/app_visitor.h"
#include "compiler/resolve/project/credential_visitor.h"
#include "compiler/resolve/project/deploy_visitor.h"

namespace ecac {

namespace {

void visit_description(const ValueNode& node, const ProjectDescription& description) {
  node.because(description.file ? Origin::configured_at(*description.file)
                                : Origin::unknown_until("an sfdx-project.json"));
  if (!description.name_space.empty()) node.put("namespace", description.name_space);
  node.put("apiVersion", fmt::format("{}.0", description.api_version));
  node.put("apiVersionFrom", description.api_version_from);
  node.put("packageDirectories", description.package_directories);
}

void visit_org(const ValueNode& node, const ResolvedProject& project) {
  const ResolvedOrg& org = project.org;
  node.put("codeAndCredentials", org.code_and_credentials);
  node.put("pkceRequired", org.pkce_required);
  node.put("userAgentFlowBlocked", org.user_agent_flow_blocked);
  node.put("usernamePasswordFlowBlocked", org.username_password_flow_blocked);
  node.put("corsForOauth", org.cors_for_oauth);
  node.put("sessionTimeout", org.session_timeout);
  if (org.sites) node.put("sites", *org.sites);
  if (org.my_domain) {
    const ValueNode domain = node["myDomain"];
    domain.put("name", org.my_domain->name);
    domain.put("loginRequired", org.my_domain->login_required);
    domain.put("apiRequired", org.my_domain->api_required);
  }
  visit_settings(node, project.org_settings);
  node["settings"].because(Origin::derived_from({"/project"}));
}

}  // namespace

void visit_project(const ResolvedProject& project, ValueVisitor& visitor) {
  ValueWalk walk(*project.schema, visitor);
  const ValueNode root(walk);
  visit_description(root["project"], project.description);
  visit_org(root["org"], project);
  for (const std::string_view list : {"apps", "credentials"}) {
    root.list(list);
    root[list].because(Origin::derived_from({"/project"}));
  }
  for (const CompiledApp& app : project.apps) visit_app(root.append_named("apps", app.name), app);
  for (const ResolvedCredential& credential : project.credentials) {
    visit_credential(root, credential);
  }
  visit_deploy(root, project.deploy);
  visit_manual_steps(root, project.manual_steps);
}

}  // namespace ecac
