#include "compiler/resolve/org/resolved_org.h"

#include "compiler/schema/field_ids.h"

namespace ecac {

ResolvedOrg resolve_org(const ProjectContext& context) {
  namespace oauth = fields::OauthOidcSettings;
  namespace security = fields::SecuritySettings;
  const SettingReader reader = context.reader();
  const SettingFiles& oauth_settings = context.oauth_settings();
  const SettingFiles& security_settings = context.security_settings();
  ResolvedOrg org;
  org.code_and_credentials = reader.boolean(oauth_settings, oauth::oAuthCdCrdtFlowEnable);
  org.pkce_required = reader.boolean(oauth_settings, oauth::isPkceRequired);
  org.user_agent_flow_blocked = reader.boolean(oauth_settings, oauth::blockOAuthUsrAgtFlow);
  org.username_password_flow_blocked = reader.boolean(oauth_settings, oauth::blockOAuthUnPwFlow);
  org.cors_for_oauth =
      reader.boolean(security_settings, security::sessionSettings_enableOauthCorsPolicy);
  org.session_timeout = reader.text(security_settings, security::sessionSettings_sessionTimeout);
  return org;
}

}  // namespace ecac
