#include "compiler/diagnostics/cases/auth_provider_secret_in_source.h"

#include "compiler/rules/shared/auth_provider_secret.h"
#include "compiler/rules/shared/secret_findings.h"

namespace ecac::auth_provider_secret_in_source {

static void check(RuleContext& ctx) {
  const FieldFact* secret = find_secret(ctx.facts(), fields::AuthProvider::consumerSecret);
  if (secret == nullptr) return;
  const std::string_view text = ctx.facts().text(*secret);
  const bool encrypted = text.starts_with("++") && text.ends_with("++");
  FindingBuilder finding =
      encrypted ? ctx.report(cases::SCT006_encrypted, secret->value,
                             "an encrypted secret (`++` at both ends) is reported to be refused "
                             "since Winter '23")
                : ctx.report(cases::SCT006_secret, secret->value,
                             "the auth provider's client secret is in this file");
  finding.help("put a placeholder here and let `replacements` of sfdx-project.json fill it in");
  offer_placeholder(ctx, finding, secret->value);
}

extern const Rule rule{
    .id = rules::SCT006, .unit = UnitKind::file, .types = {types::AuthProvider}, .check = check};

}  // namespace ecac::auth_provider_secret_in_source
