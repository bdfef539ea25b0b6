#include "compiler/resolve/org/resolved_org.h"

#include "compiler/schema/field_ids.h"

namespace ecac {

ResolvedOrg resolve_org(const ProjectContext& context) {
  namespace oauth = fields::OauthOidcSettings;
  namespace security = fields::SecuritySettings;
  const ValueReader oauth_settings = context.reader(context.oauth_settings());
  const ValueReader security_settings = context.reader(context.security_settings());
  ResolvedOrg org;
  org.code_and_credentials = oauth_settings.boolean(oauth::oAuthCdCrdtFlowEnable);
  org.pkce_required = oauth_settings.boolean(oauth::isPkceRequired);
  org.user_agent_flow_blocked = oauth_settings.boolean(oauth::blockOAuthUsrAgtFlow);
  org.username_password_flow_blocked = oauth_settings.boolean(oauth::blockOAuthUnPwFlow);
  org.cors_for_oauth = security_settings.boolean(security::sessionSettings_enableOauthCorsPolicy);
  org.session_timeout = security_settings.text(security::sessionSettings_sessionTimeout);
  if (const ValueReader sites = context.reader(context.site_settings()); sites.has_file()) {
    org.sites = sites.boolean(fields::CommunitiesSettings::enableNetworksEnabled);
  }
  if (const ValueReader domain = context.reader(context.my_domain_settings()); domain.has_file()) {
    namespace ids = fields::MyDomainSettings;
    org.my_domain = {domain.text(ids::myDomainName),
                     domain.boolean(ids::canOnlyLoginWithMyDomainUrl),
                     domain.boolean(ids::doesApiLoginRequireOrgDomain)};
  }
  return org;
}

}  // namespace ecac
