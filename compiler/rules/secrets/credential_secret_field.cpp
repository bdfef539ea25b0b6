#include "compiler/diagnostics/cases/credential_secret_field.h"

#include <fmt/format.h>

#include "compiler/rules/shared/secret_findings.h"

namespace ecac::credential_secret_field {

struct SecretField {
  FieldId field;
  std::string_view help;
  bool can_go = false;  ///< the record is complete without it
};

constexpr std::string_view kUseExternalCredential =
    "move to an external credential; its secrets are entered in the org and are never metadata";
constexpr std::string_view kUseNamedCredential =
    "reach the source through a named credential; its secrets are entered in the org and are never "
    "metadata";
constexpr std::string_view kPutInAtDeploy =
    "put a placeholder here and let `replacements` of sfdx-project.json fill it in at deploy time";

constexpr SecretField kFields[] = {
    {fields::AuthProvider::ecKey, kPutInAtDeploy},
    {fields::ExternalDataSource::oauthRefreshToken, kUseNamedCredential, true},
    {fields::ExternalDataSource::oauthToken, kUseNamedCredential, true},
    {fields::ExternalDataSource::password, kUseNamedCredential, true},
    {fields::ExtlClntAppPushSettings::androidPushConfig_serviceAccount, kPutInAtDeploy},
    {fields::ExtlClntAppPushSettings::applePushConfig_certificate, kPutInAtDeploy},
    {fields::ExtlClntAppPushSettings::applePushConfig_password, kPutInAtDeploy},
    {fields::ExtlClntAppPushSettings::applePushConfig_signingKey, kPutInAtDeploy},
    {fields::NamedCredential::awsAccessSecret, kUseExternalCredential, true},
    {fields::NamedCredential::oauthRefreshToken, kUseExternalCredential, true},
    {fields::NamedCredential::oauthToken, kUseExternalCredential, true},
    {fields::NamedCredential::password, kUseExternalCredential, true},
    {fields::Network::networkAuthApiSettings_recaptchaSecretKey, kPutInAtDeploy},
};

static void check(RuleContext& ctx) {
  for (const SecretField& entry : kFields) {
    if (ctx.schema().type_of(entry.field) != ctx.file().type) continue;
    const FieldFact* secret = find_secret(ctx.facts(), entry.field);
    if (secret == nullptr) continue;
    const auto shortest =
        static_cast<std::size_t>(ctx.schema().field(entry.field).secret_min_length);
    if (ctx.facts().text(*secret).size() < shortest) continue;
    FindingBuilder finding =
        ctx.report(cases::SCT005_field, secret->value,
                   fmt::format("`{}` is a secret, and it is stored in this file",
                               ctx.schema().field(entry.field).name));
    finding.caret("replace it where it is used, then remove it here").help(std::string(entry.help));
    if (entry.can_go) offer_removal(ctx, finding, *secret);
  }
}

extern const Rule rule{
    .id = rules::SCT005,
    .unit = UnitKind::file,
    .types = {types::AuthProvider, types::ExternalDataSource, types::ExtlClntAppPushSettings,
              types::NamedCredential, types::Network},
    .check = check,
    .seeks_secrets = true};

}  // namespace ecac::credential_secret_field
