// What rules say of the flows of an app, beside the states that the resolved configuration gives
// them, over apps that chance puts together.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/cases/jwt_certificate_dropped.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "compiler/host/disk_file_tree.h"
#include "compiler/resolve/app/flow_condition.h"
#include "tests/support/certificate_text.h"
#include "tests/support/flow_agreement.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/sanitized.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr unsigned kParitySeed = 20261129;
constexpr int kQuays = 2500;

using Choices = std::vector<std::string>;

/// Elements of one file, in the order in which they are added.
class Elements {
 public:
  explicit Elements(std::mt19937& random) : random_(random) {}

  const std::string& pick(const Choices& choices) { return choices[random_() % choices.size()]; }
  bool one_in(unsigned number) { return random_() % number == 0; }

  /// One of the values, or no element for "-".
  Elements& add(const std::string& name, const Choices& values) {
    const std::string& value = pick(values);
    if (value != "-") text_ += "<" + name + ">" + value + "</" + name + ">\n";
    return *this;
  }
  Elements& flag(const std::string& name) { return add(name, {"-", "true", "false"}); }
  Elements& likely(const std::string& name) { return add(name, {"true", "true", "true", "false"}); }
  Elements& raw(const std::string& text) {
    text_ += text;
    return *this;
  }
  const std::string& text() const { return text_; }

 private:
  std::mt19937& random_;
  std::string text_ = {};
};

std::string app_name() {
  return "<externalClientApplication>Quay</externalClientApplication>\n";
}

void write_global(ProjectFiles& files, std::mt19937& random) {
  Elements global(random);
  global.add("callbackUrl",
             {"https://quay.example.com/cb", "https://quay.example.com/cb", "quay://cb",
              "http://localhost:1717/OauthRedirect", "sfdc://oauth/success", "https://localhost",
              "https://login.salesforce.com/services/oauth2/success", "-", "quay",
              "https://quay.example.com/cb, https://quay.example.com/cb2"});
  global.raw(app_name());
  for (const char* name :
       {"isClientCredentialsFlowEnabled", "isCodeCredFlowEnabled", "isCodeCredPostOnly",
        "isConsumerSecretOptional", "isDeviceFlowEnabled", "isNamedUserJwtEnabled",
        "isPkceRequired", "isRefreshTokenRotationEnabled", "isSecretRequiredForRefreshToken",
        "isSecretRequiredForTokenExchange", "isTokenExchangeEnabled"}) {
    global.flag(name);
  }
  if (global.one_in(3)) {
    const std::string rsa = kRsaCertificate;
    const std::string key = "-----BEGIN PRIVATE KEY-----\n" +
                            std::string(kRsaCertificate).substr(28, 650) +
                            "-----END PRIVATE KEY-----\n";
    global.add("certificate",
               {rsa, rsa, "Quay_Certificate", "bm90IGEgY2VydGlmaWNhdGU=", kEllipticCertificate,
                kShortCertificate, kEndedCertificate, kFutureCertificate, rsa + rsa, key,
                std::string(4000, '#') + "\n" + rsa});
  }
  global.raw("<label>Quay_glbloauth</label>\n");
  files.metadata("extlClntAppGlobalOauthSets/Quay_glbloauth.ecaGlblOauth-meta.xml", global.text());
}

void write_settings(ProjectFiles& files, std::mt19937& random) {
  Elements settings(random);
  settings.add("commaSeparatedOauthScopes",
               {"Api", "Api, RefreshToken", "OpenID, Api", "RefreshToken", "Full", "Basic",
                "Full, RefreshToken", "Basic, RefreshToken, Web", "-", ""});
  settings.raw(app_name());
  if (settings.one_in(3)) settings.flag("isFirstPartyAppEnabled");
  if (settings.one_in(3)) settings.add("clientAssertionCertificate", {"Quay_Certificate"});
  if (settings.one_in(6)) settings.add("assetTokenAudiences", {"https://quay.example.com"});
  if (settings.one_in(6)) settings.add("assetTokenValidity", {"600"});
  settings.raw("<label>Quay_oauth</label>\n");
  files.metadata("extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml", settings.text());
}

void write_policies(ProjectFiles& files, std::mt19937& random) {
  Elements policies(random);
  if (policies.one_in(2)) policies.add("clientCredentialsFlowUser", {"robot@example.com", "Robot"});
  policies
      .add("commaSeparatedPermissionSet",
           {"Crew", "Crew", "-", "-", "crew", "Crews", "Watch", "The crew"})
      .raw(app_name());
  if (policies.one_in(5)) {
    policies.add("guestJwtSessionTimeoutType", {"Custom", "Custom", "UserSession", "Never"});
  }
  if (policies.one_in(5)) policies.add("guestJwtTimeout", {"-", "ThirtyMinutes", "30", "7"});
  for (const char* name : {"isClientCredentialsFlowEnabled", "isGuestCodeCredFlowEnabled",
                           "isTokenExchangeFlowEnabled"}) {
    policies.flag(name);
  }
  policies.raw("<label>Quay_oauthPlcy</label>\n");
  policies.add("permittedUsersPolicyType",
               {"AllSelfAuthorized", "AdminApprovedPreAuthorized", "AdminApprovedPreAuthorized"});
  policies.add("refreshTokenPolicyType", {"-", "Infinite", "Zero", "SpecificLifetime"});
  if (policies.text().find("SpecificLifetime") != std::string::npos) {
    policies.add("refreshTokenValidityPeriod", {"30", "30", "0", "${DAYS}", "-"})
        .add("refreshTokenValidityUnit", {"Days", "Days", "Weeks", "-"});
  }
  files.metadata("extlClntAppOauthPolicies/Quay_oauthPlcy.ecaOauthPlcy-meta.xml", policies.text());
}

void write_app(ProjectFiles& files, std::mt19937& random) {
  Elements header(random);
  header.raw("<contactEmail>quay@example.com</contactEmail>\n")
      .add("distributionState", {"Local", "Local", "Packaged"})
      .raw("<label>Quay</label>\n");
  files.metadata("externalClientApps/Quay.eca-meta.xml", header.text());
  if (!header.one_in(8)) {
    Elements plugins(random);
    plugins.raw(app_name()).likely("isEnabled").likely("isOauthPluginEnabled");
    plugins.flag("isSamlPluginEnabled").raw("<label>Quay_plcy</label>\n");
    files.metadata("extlClntAppPolicies/Quay_plcy.ecaPlcy-meta.xml", plugins.text());
  }
  if (header.one_in(4)) {
    files.metadata("extlClntAppSamlConfigurablePolicies/Quay_samlPlcy.ecaSamlPlcy-meta.xml",
                   Elements(random)
                       .add("acsUrl", {"https://quay.example.com/acs", "-", ""})
                       .add("entityUrl", {"https://quay.example.com", "-", ""})
                       .add("commaSeparatedPermissionSet", {"-", "Crew", "Watch"})
                       .raw(app_name() + "<label>Quay_samlPlcy</label>\n")
                       .text());
  }
}

void write_org(ProjectFiles& files, std::mt19937& random) {
  Elements org(random);
  if (org.one_in(2)) {
    files.metadata("permissionsets/Crew.permissionset-meta.xml",
                   "<hasActivationRequired>false</hasActivationRequired>\n<label>Crew</label>\n");
  }
  if (org.one_in(2)) {
    Elements oauth(random);
    oauth.flag("isPkceRequired").flag("oAuthCdCrdtFlowEnable");
    files.metadata("settings/OauthOidc.settings-meta.xml", oauth.text());
  }
  if (org.one_in(3)) {
    Elements access(random);
    access.flag("enableAdminApprovedAppsOnly").flag("enableAdminApprovedAppsOnlyForExternalUser");
    files.file("settings/ConnectedApp.settings-meta.xml",
               metadata_text("ConnectedAppSettings", access.text()));
  }
  if (org.one_in(4)) {
    Elements provider(random);
    files.file(
        "settings/IdentityProvider.settings-meta.xml",
        metadata_text("IdentityProviderSettings", provider.flag("enableIdentityProvider").text()));
  }
  if (org.one_in(2)) {
    Elements site(random);
    site.raw("<networkAuthApiSettings>\n");
    for (const char* name : {"doesForgotPasswordRequireAuth", "doesPwdlessLoginRequireAuth",
                             "doesRegistrationRequireAuth", "isFirstPartyAppsAllowed",
                             "isForgotPwdAllowed", "isHeadlessUserRegistrationAllowed",
                             "isPwdlessLoginAllowed", "isRecaptchaRequiredForgotPwd",
                             "isRecaptchaRequiredPwdlessLogin", "isRecaptchaRequiredRgstr"}) {
      site.flag(name);
    }
    site.add("registrationHandler", {"-", "QuayRegistration"});
    site.raw("</networkAuthApiSettings>\n<site>Quay_Site</site>\n");
    files.metadata("networks/Quay.network-meta.xml", site.text());
  }
}

/// What takes the tokens of an exchange, and lets browsers in.
void write_neighbours(ProjectFiles& files, std::mt19937& random) {
  Elements handler(random);
  if (handler.one_in(3)) {
    handler
        .raw(
            "<enablements>\n<externalClientApp>Quay</externalClientApp>\n"
            "<isDefault>true</isDefault>\n</enablements>\n<isAccessTokenSupported>")
        .raw(handler.pick({"true", "false"}) + "</isAccessTokenSupported>\n")
        .add("isEnabled", {"true", "false"})
        .raw(
            "<isIdTokenSupported>false</isIdTokenSupported>\n<isJwtSupported>false</"
            "isJwtSupported>\n")
        .raw("<isRefreshTokenSupported>false</isRefreshTokenSupported>\n")
        .raw("<isSaml2Supported>false</isSaml2Supported>\n")
        .raw("<masterLabel>Quay</masterLabel>\n<tokenHandlerApex>QuayTokens</tokenHandlerApex>\n");
    files.metadata("oauthtokenexchangehandlers/Quay.oauthtokenexchangehandler-meta.xml",
                   handler.text());
  }
  if (handler.one_in(3)) {
    files.file("settings/Security.settings-meta.xml",
               metadata_text("SecuritySettings",
                             "<sessionSettings>\n" +
                                 Elements(random).flag("enableOauthCorsPolicy").text() +
                                 "</sessionSettings>\n"));
  }
}

void write_sites_of_org(ProjectFiles& files, std::mt19937& random) {
  if (random() % 6 != 0) return;
  files.file(
      "settings/Communities.settings-meta.xml",
      metadata_text("CommunitiesSettings", Elements(random).flag("enableNetworksEnabled").text()));
}

void write_configuration(ProjectFiles& files, std::mt19937& random) {
  Elements choice(random);
  const std::string type = choice.pick({"", "public", "confidential"});
  std::string app = R"("site": "https://quay.my.site.com")";
  if (!type.empty()) app += R"(, "clientType": ")" + type + '"';
  files.file("ecac.json", R"({"apps": {"Quay": {)" + app + "}}}");
}

ProjectFiles project_of(std::mt19937& random) {
  ProjectFiles files;
  files.file("sfdx-project.json", R"({"packageDirectories": [{"path": "."}]})");
  write_app(files, random);
  if (random() % 12 != 0) write_global(files, random);
  if (random() % 12 != 0) write_settings(files, random);
  if (random() % 8 != 0) write_policies(files, random);
  write_org(files, random);
  write_neighbours(files, random);
  write_sites_of_org(files, random);
  write_configuration(files, random);
  return files;
}

CompileResult compiled(const FileTree& tree, const std::string& folder, Mode mode) {
  CompileRequest request;
  request.check.current_directory = folder;
  request.check.mode = mode;
  request.check.list_files = true;
  return compile(host_with(tree, "2026-11-29"), request);
}

std::string all_texts(const ProjectFiles& files) {
  std::string text;
  for (const auto& [path, content] : files.texts()) text += "--- " + path + "\n" + content + "\n";
  return text;
}

/// FLW013 compares with an earlier state, which these apps do not have.
TEST(FlowParity, RulesAndStatesAgreeOnAppsThatChancePutsTogether) {
  std::mt19937 random(kParitySeed);
  FlowAgreement agreement;
  std::map<std::string, std::pair<int, std::string>> seen;
  for (int i = 0; i < kQuays; i += static_cast<int>(stride(7))) {
    const ProjectFiles files = project_of(random);
    const MemoryFileTree tree = files.tree("/p");
    const Mode mode = i % 2 == 0 ? Mode::lint : Mode::predeploy;
    const CompileResult result = compiled(tree, "/p", mode);
    ASSERT_TRUE(result.project && result.project->apps.size() == 1);
    compare_flows(result, agreement);
    for (const std::string& line : agreement.disagreements) {
      auto& [count, example] = seen[line];
      if (count++ == 0) example = all_texts(files);
    }
    agreement.disagreements.clear();
  }
  for (const auto& [what, example] : seen) {
    ADD_FAILURE() << what << " (" << example.first << " times)\n" << example.second;
  }
  if (kSanitized) return;
  EXPECT_GT(agreement.working, 100U);
  EXPECT_GT(agreement.blocked, 1000U);
  EXPECT_GT(agreement.claims, 1000U);
  std::set<RuleId> reported;
  for (const CaseId finding : agreement.reported) reported.insert(rule_id_of(finding));
  for (const ConditionDefinition& condition : all_conditions()) {
    for (const CaseId finding : condition.cases) {
      const RuleId rule = rule_id_of(finding);
      EXPECT_NE(reported.contains(rule), rule == rules::FLW013)
          << condition.name << " names " << rule_of(finding).code;
    }
  }
}

/// Folders of project files.
void find_projects(const std::filesystem::path& folder,
                   std::vector<std::filesystem::path>& projects) {
  if (std::filesystem::exists(folder / "sfdx-project.json")) {
    projects.push_back(folder);
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_directory()) find_projects(entry.path(), projects);
  }
}

void expect_agreement(const std::vector<std::filesystem::path>& projects, std::size_t apps) {
  const DiskFileTree disk;
  std::size_t seen = 0;
  for (const auto& project : projects) {
    for (const Mode mode : {Mode::lint, Mode::predeploy, Mode::audit}) {
      const CompileResult result = compiled(disk, project.string(), mode);
      if (!result.project) continue;
      FlowAgreement agreement;
      compare_flows(result, agreement);
      seen += result.project->apps.size();
      for (const std::string& line : agreement.disagreements) {
        ADD_FAILURE() << project.string() << " (" << to_string(mode) << "): " << line;
      }
    }
  }
  EXPECT_GE(seen, apps);
}

TEST(FlowParity, RulesAndStatesAgreeOnTheSamples) {
  std::vector<std::filesystem::path> projects;
  find_projects(std::string(ECAC_SOURCE_DIR) + "/samples", projects);
  expect_agreement(projects, 15);
}

TEST(FlowParity, RulesAndStatesAgreeOnTheCorpus) {
  ECAC_NEED_SHARED(shared);
  std::vector<std::filesystem::path> projects;
  for (const auto& entry : std::filesystem::directory_iterator(shared + "/corpus")) {
    if (!entry.is_directory()) continue;
    projects.push_back(entry.path());  // some have no project file
    find_projects(entry.path(), projects);
  }
  expect_agreement(projects, 60);
}

TEST(FlowParity, RulesAndStatesAgreeOnTheCases) {
  ECAC_NEED_SHARED(shared);
  std::vector<std::filesystem::path> projects;
  for (const auto& entry : std::filesystem::directory_iterator(shared + "/cases")) {
    for (const char* part : {"project", "good"}) {
      if (std::filesystem::is_directory(entry.path() / part)) {
        projects.push_back(entry.path() / part);
      }
    }
  }
  expect_agreement(projects, 200);
}

}  // namespace
}  // namespace ecac::test
