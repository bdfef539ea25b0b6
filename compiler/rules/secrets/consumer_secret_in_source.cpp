#include "compiler/diagnostics/cases/consumer_secret_in_source.h"

#include <algorithm>

#include "compiler/rules/shared/secret_findings.h"
#include "compiler/support/text/ascii.h"

namespace ecac::consumer_secret_in_source {

constexpr std::array kFields = {
    fields::ConnectedApp::oauthConfig_consumerSecret,
    fields::ExtlClntAppGlobalOauthSettings::consumerSecret,
    fields::ExtlClntAppOauthSettings::consumerSecret,
};

/// 64 characters of base64, or 19 digits in older orgs (TruffleHog, detector salesforce).
static bool is_of_issued_form(std::string_view secret) {
  const bool digits = std::all_of(secret.begin(), secret.end(), ascii::is_digit);
  const bool base64 = std::all_of(secret.begin(), secret.end(), [](char c) {
    return ascii::is_letter_or_digit(c) ||
           std::string_view("+/=.").find(c) != std::string_view::npos;
  });
  return (secret.size() == 19 && digits) || (secret.size() == 64 && base64);
}

static void check(RuleContext& ctx) {
  for (const FieldId field : kFields) {
    if (ctx.schema().type_of(field) != ctx.file().type) continue;
    const FieldFact* secret = find_secret(ctx.facts(), field);
    if (secret == nullptr) continue;
    FindingBuilder finding = ctx.report(cases::SCT001_secret, secret->value,
                                        "the app's consumer secret is in this file");
    finding.caret("whoever reads the file can act as the app")
        .help("rotate the secret in the org, then remove `consumerSecret` from the file");
    if (is_of_issued_form(ctx.facts().text(*secret))) {
      finding.note("it has the form of the secrets that Salesforce issues");
    }
    offer_removal(ctx, finding, *secret);
  }
}

extern const Rule rule{.id = rules::SCT001,
                       .unit = UnitKind::file,
                       .types = {types::ConnectedApp, types::ExtlClntAppGlobalOauthSettings,
                                 types::ExtlClntAppOauthSettings},
                       .check = check,
                       .seeks_secrets = true};

}  // namespace ecac::consumer_secret_in_source
