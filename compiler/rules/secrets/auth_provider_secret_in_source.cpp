#include "compiler/diagnostics/cases/auth_provider_secret_in_source.h"

#include "compiler/rules/shared/auth_provider_secret.h"
#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/secret_value.h"

namespace ecac::auth_provider_secret_in_source {

static void check(RuleContext& ctx) {
  const FieldFact* secret = find_secret(ctx.facts(), fields::AuthProvider::consumerSecret);
  if (secret == nullptr) return;
  const std::string_view text = ctx.facts().text(*secret);
  FindingBuilder finding =
      has_encrypted_form(text)
          ? ctx.report(cases::SCT006_encrypted, secret->value,
                       "the secret has the encrypted form of old retrieves, which is good for one "
                       "org only and reported to be refused since Winter '23")
          : ctx.report(cases::SCT006_secret, secret->value,
                       "the auth provider's client secret is in this file");
  if (has_encrypted_form(text) && !text.starts_with("++")) {
    finding.note(
        "a secret of the provider that is base64 itself looks the same, and is plain text");
  }
  finding.help("put a placeholder here and let `replacements` of sfdx-project.json fill it in");
  offer_placeholder(ctx, finding, secret->value);
}

extern const Rule rule{.id = rules::SCT006,
                       .unit = UnitKind::file,
                       .types = {types::AuthProvider},
                       .check = check,
                       .seeks_secrets = true};

}  // namespace ecac::auth_provider_secret_in_source
