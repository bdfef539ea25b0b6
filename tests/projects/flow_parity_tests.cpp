// What rules say of the flows of an app, beside the states that the resolved configuration gives
// them, over apps that chance puts together.

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr unsigned kParitySeed = 20261129;
constexpr int kQuays = 1500;

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
              "http://localhost:1717/OauthRedirect", "sfdc://oauth/success", "https://localhost"});
  global.raw(app_name());
  for (const char* name :
       {"isClientCredentialsFlowEnabled", "isCodeCredFlowEnabled", "isCodeCredPostOnly",
        "isConsumerSecretOptional", "isDeviceFlowEnabled", "isNamedUserJwtEnabled",
        "isPkceRequired", "isRefreshTokenRotationEnabled", "isSecretRequiredForRefreshToken",
        "isSecretRequiredForTokenExchange", "isTokenExchangeEnabled"}) {
    global.flag(name);
  }
  if (global.one_in(3)) {
    global.add("certificate", {"Quay_Certificate", "bm90IGEgY2VydGlmaWNhdGU="});
  }
  global.raw("<label>Quay_glbloauth</label>\n");
  files.metadata("extlClntAppGlobalOauthSets/Quay_glbloauth.ecaGlblOauth-meta.xml", global.text());
}

void write_settings(ProjectFiles& files, std::mt19937& random) {
  Elements settings(random);
  settings.add("commaSeparatedOauthScopes",
               {"Api", "Api, RefreshToken", "OpenID, Api", "RefreshToken", "Full", "Basic",
                "Full, RefreshToken", "Basic, RefreshToken, Web", "-"});
  settings.raw(app_name());
  if (settings.one_in(3)) settings.flag("isFirstPartyAppEnabled");
  if (settings.one_in(6)) settings.add("assetTokenAudiences", {"https://quay.example.com"});
  if (settings.one_in(6)) settings.add("assetTokenValidity", {"600"});
  settings.raw("<label>Quay_oauth</label>\n");
  files.metadata("extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml", settings.text());
}

void write_policies(ProjectFiles& files, std::mt19937& random) {
  Elements policies(random);
  if (policies.one_in(2)) policies.add("clientCredentialsFlowUser", {"robot@example.com", "Robot"});
  policies.add("commaSeparatedPermissionSet", {"Crew", "-"}).raw(app_name());
  if (policies.one_in(5)) policies.add("guestJwtTimeout", {"-", "ThirtyMinutes"});
  for (const char* name : {"isClientCredentialsFlowEnabled", "isGuestCodeCredFlowEnabled",
                           "isTokenExchangeFlowEnabled"}) {
    policies.flag(name);
  }
  policies.raw("<label>Quay_oauthPlcy</label>\n");
  policies.add("permittedUsersPolicyType",
               {"AllSelfAuthorized", "AdminApprovedPreAuthorized", "AdminApprovedPreAuthorized"});
  policies.add("refreshTokenPolicyType", {"-", "Infinite", "Zero", "SpecificLifetime"});
  if (policies.text().find("SpecificLifetime") != std::string::npos) {
    policies.raw(
        "<refreshTokenValidityPeriod>30</refreshTokenValidityPeriod>\n"
        "<refreshTokenValidityUnit>Days</refreshTokenValidityUnit>\n");
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
                   "<acsUrl>https://quay.example.com/acs</acsUrl>\n"
                   "<entityUrl>https://quay.example.com</entityUrl>\n" +
                       app_name() + "<label>Quay_samlPlcy</label>\n");
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
  write_global(files, random);
  write_settings(files, random);
  if (random() % 8 != 0) write_policies(files, random);
  write_org(files, random);
  write_configuration(files, random);
  return files;
}

/// The rules that report a condition where it is not met.
const std::map<std::string, std::set<std::string>> kRulesOf = {
    {"enabled", {"FLW027"}},
    {"oauthPlugin", {"FLW027"}},
    {"samlPlugin", {"POL013"}},
    {"scopes", {"SCH005"}},
    {"callback", {"FLW026", "SCH011", "SEC012"}},
    {"codeWithoutSecret", {"FLW018", "FLW021"}},
    {"refreshWithoutSecret", {"FLW023"}},
    {"exchangeWithoutSecret", {"FLW021"}},
    {"users", {"POL001"}},
    {"preauthorized", {"POL001", "FLW009", "FLW015", "FLW018", "FLW033"}},
    {"apiAccess", {"FLW034"}},
    {"orgCodeAndCredentials", {"FLW014"}},
    {"orgSites", {"FLW041"}},
    {"cors", {"FLW020"}},
    {"runAsUser", {"FLW002"}},
    {"usableScope", {"FLW031"}},
    {"certificateReadable", {"FLW011"}},
    {"certificateKey", {"FLW011"}},
    {"resourceScope", {"FLW035"}},
    {"offlineScope", {"FLW010"}},
    {"handler", {"FLW006"}},
    {"jwt", {"FLW016"}},
    {"guestLifetime", {"POL007", "SCH006"}},
    {"secret", {"FLW018"}},
    {"pkce", {"FLW018"}},
    {"attestation", {"FLW018"}},
    {"assetTokenAudiences", {"FLW029"}},
    {"assetTokenSigningCertificate", {"FLW029"}},
    {"assetTokenValidity", {"FLW029"}},
    {"identityProvider", {"FLW039"}},
    {"local", {"POL013"}},
    {"registrationHandler", {"FLW032"}},
};

struct Judged {
  ProjectFiles files = {};
  CompileResult result = {};
  std::set<std::string> codes = {};
  std::set<std::string> errors = {};
};

Judged judge(std::mt19937& random) {
  Judged judged;
  judged.files = project_of(random);
  const MemoryFileTree tree = judged.files.tree("/p");
  CompileRequest request;
  request.check.current_directory = "/p";
  judged.result = compile(host_with(tree, "2026-11-29"), request);
  for (const ReportFinding& finding : judged.result.check.report.findings) {
    const std::string code(rule_of(finding.rule_case).code);
    judged.codes.insert(code);
    if (finding.severity == Severity::error) judged.errors.insert(code);
  }
  return judged;
}

/// The rules of a condition; none for one that no rule reports, such as what nobody here decides.
const std::set<std::string>& rules_of_condition(const FlowCondition& condition) {
  static const std::set<std::string> kNone;
  const auto found = kRulesOf.find(std::string(condition.id));
  return found == kRulesOf.end() ? kNone : found->second;
}

/// Whether somebody turned the flow on. The web server flow has no switch, and without a callback
/// of its own nobody meant it; refresh follows from the other flows.
bool is_switched_on(const ResolvedFlow& flow) {
  if (flow.kind == FlowKind::refresh) return false;
  for (const FlowCondition& condition : flow.conditions) {
    const bool meant =
        flow.kind != FlowKind::web_server || condition.id != "callback" || !condition.met.is(false);
    if (!meant) return false;
    if (condition.role == FlowCondition::Role::switched && !condition.met.is(true)) return false;
  }
  return true;
}

std::string all_texts(const ProjectFiles& files) {
  std::string text;
  for (const auto& [path, content] : files.texts()) text += "--- " + path + "\n" + content + "\n";
  return text;
}

TEST(FlowParity, NoFlowWorksWhileAnErrorSaysThatItFails) {
  std::mt19937 random(kParitySeed);
  std::size_t working = 0;
  for (int i = 0; i < kQuays; ++i) {
    const Judged judged = judge(random);
    ASSERT_TRUE(judged.result.project && judged.result.project->apps.size() == 1);
    for_each_flow(judged.result.project->apps[0], [&](const ResolvedFlow& flow) {
      if (!works(flow.state)) return;
      ++working;
      for (const FlowCondition& condition : flow.conditions) {
        for (const std::string& code : rules_of_condition(condition)) {
          // It reports first-party apps, whose other flows may work all the same.
          if (code == "FLW018" && flow.kind != FlowKind::first_party) continue;
          EXPECT_FALSE(judged.errors.contains(code) &&
                       condition.role != FlowCondition::Role::switched)
              << words_of(flow.kind) << " works, and " << code << " is an error of " << condition.id
              << '\n'
              << all_texts(judged.files);
        }
      }
    });
    if (HasFailure()) break;
  }
  EXPECT_GT(working, 100U);
}

TEST(FlowParity, EachBlockedFlowHasAFindingThatSaysWhy) {
  std::mt19937 random(kParitySeed);
  std::size_t blocked = 0;
  std::map<std::string, std::pair<int, std::string>> silent;
  for (int i = 0; i < kQuays; ++i) {
    const Judged judged = judge(random);
    ASSERT_TRUE(judged.result.project && judged.result.project->apps.size() == 1);
    for_each_flow(judged.result.project->apps[0], [&](const ResolvedFlow& flow) {
      if (flow.state != FlowState::blocked || !is_switched_on(flow)) return;
      ++blocked;
      bool told = false;
      std::string unmet;
      for (const FlowCondition& condition : flow.conditions) {
        if (!condition.met.is(false) || condition.role == FlowCondition::Role::protection) continue;
        unmet += std::string(unmet.empty() ? "" : ", ") + std::string(condition.id);
        for (const std::string& code : rules_of_condition(condition)) {
          told = told || judged.codes.contains(code);
        }
      }
      if (told) return;
      auto& [count, example] = silent[std::string(words_of(flow.kind)) + ": " + unmet];
      if (count++ == 0) example = all_texts(judged.files);
    });
  }
  EXPECT_GT(blocked, 1000U);
  for (const auto& [what, seen] : silent) {
    ADD_FAILURE() << what << " (" << seen.first << " times) has no finding\n" << seen.second;
  }
}

}  // namespace
}  // namespace ecac::test
