#include "compiler/emit/document/runtime_config.h"

#include <fmt/format.h>

#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

void write_org(const DocumentNode& org, const ProjectContext& context) {
  namespace oauth = fields::OauthOidcSettings;
  namespace security = fields::SecuritySettings;
  const SettingReader reader = context.reader();
  const SettingFiles& from = context.oauth_settings();
  org.put("codeAndCredentials", reader.boolean(from, oauth::oAuthCdCrdtFlowEnable));
  org.put("pkceRequired", reader.boolean(from, oauth::isPkceRequired));
  org.put("userAgentFlowBlocked", reader.boolean(from, oauth::blockOAuthUsrAgtFlow));
  org.put("usernamePasswordFlowBlocked", reader.boolean(from, oauth::blockOAuthUnPwFlow));
  org.put("corsForOauth", reader.boolean(context.security_settings(),
                                         security::sessionSettings_enableOauthCorsPolicy));
  org.put("sessionTimeout",
          reader.text(context.security_settings(), security::sessionSettings_sessionTimeout));
}

}  // namespace

void write_runtime_config_head(const DocumentNode& root, const ToolInfo& tool,
                               const ProjectContext& context,
                               const ProjectDescription& description) {
  root.put("formatVersion", kRuntimeConfigVersion);
  root["generator"].put("name", tool.name);
  root["generator"].put("version", tool.version);
  const DocumentNode project = root["project"];
  if (description.file) {
    project.because(Origin::configured_at(*description.file));
  } else {
    project.because(Origin::unknown_until("an sfdx-project.json"));
  }
  const ProjectSettings& settings = context.project().settings();
  if (!settings.name_space.empty()) project.put("namespace", settings.name_space);
  project.put("apiVersion", fmt::format("{}.0", context.project().api_version()));
  project.put("apiVersionFrom", description.api_version_from);
  project.put("packageDirectories", description.package_directories);
  write_org(root["org"], context);
  for (const std::string_view list : {"apps", "credentials", "manualSteps"}) {
    root.array(list);
    root[list].because(Origin::derived_from({"/project"}));
  }
}

std::string runtime_config_text(const nlohmann::json& document) {
  return document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + '\n';
}

}  // namespace ecac
