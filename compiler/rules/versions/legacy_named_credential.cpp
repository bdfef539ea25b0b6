#include "compiler/diagnostics/cases/legacy_named_credential.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"
#include "compiler/schema/values/NamedCredentialType.h"

namespace ecac::legacy_named_credential {

static bool is_legacy(const FileFacts& facts) {
  const FieldFact* type = facts.find(fields::NamedCredential::namedCredentialType);
  if (type == nullptr) return true;
  return type->judgeable() && facts.text(*type) == values::NamedCredentialType::Legacy;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* endpoint = facts.find(fields::NamedCredential::endpoint);
  if (endpoint == nullptr || endpoint->mended || facts.broken() || !is_legacy(facts)) return;
  const bool added = is_new(ctx, ctx.file_id());
  ctx.report(added ? cases::VER004_added : cases::VER004_legacy,
             facts.name_range(*endpoint, ctx.schema().field(endpoint->field).name),
             "legacy named credential; address, protocol and secrets of its own are deprecated "
             "since API 56.0")
      .subject("legacy")
      .help("make an external credential and a `SecuredEndpoint` that uses it");
}

extern const Rule rule{
    .id = rules::VER004, .unit = UnitKind::file, .types = {types::NamedCredential}, .check = check};

}  // namespace ecac::legacy_named_credential
