#include "compiler/diagnostics/cases/credential_in_url.h"

#include <fmt/format.h>

#include "compiler/model/value_list.h"
#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/url_credential.h"

namespace ecac::credential_in_url {

static void check_url(RuleContext& ctx, const FieldFact& fact, std::string_view url,
                      std::size_t offset) {
  const UrlCredential credential = find_url_credential(url);
  if (!credential.found()) return;
  const bool user = credential.of_user;
  const TextRange range =
      ctx.facts().range_in_value(fact, offset + credential.begin, offset + credential.end);
  if (is_reported_by_form(ctx.facts(), range)) return;
  const std::string_view field = ctx.schema().field(fact.field).name;
  ctx.report(
         user ? cases::SCT009_user : cases::SCT009_query, range,
         user ? fmt::format("`{}` has {} in its address", field, credential.what)
              : fmt::format("`{}` has a credential in its query, as `{}`", field, credential.what))
      .caret("logs, histories and referrers keep it")
      .help("revoke it, and send its successor in a header that the org fills in");
}

static bool is_parameter_value(FieldId field) {
  return field == fields::NamedCredential::namedCredentialParameters_parameterValue ||
         field == fields::ExternalCredential::externalCredentialParameters_parameterValue ||
         field == fields::ExternalAuthIdentityProvider::
                      externalAuthIdentityProviderParameters_parameterValue;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const FieldFact& fact : facts.fields()) {
    const FieldSchema& field = ctx.schema().field(fact.field);
    const bool is_url = field.format == TextFormat::url || field.format == TextFormat::callback_url;
    if (!is_url && !is_parameter_value(fact.field)) continue;
    if (!fact.has_text()) continue;
    for_each_item(facts.text(fact), field.list,
                  [&](const ListItem& item) { check_url(ctx, fact, item.text, item.begin); });
  }
}

extern const Rule rule{
    .id = rules::SCT009, .unit = UnitKind::file, .check = check, .seeks_secrets = true};

}  // namespace ecac::credential_in_url
