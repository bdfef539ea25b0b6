#include "compiler/diagnostics/cases/jwt_certificate_dropped.h"

#include "compiler/rules/engine/rule.h"

namespace ecac::jwt_certificate_dropped {

static void check(RuleContext& ctx) {
  if (ctx.earlier() == nullptr) return;
  const FieldId field = fields::ExtlClntAppGlobalOauthSettings::certificate;
  const FileFacts& facts = ctx.facts();
  if (!facts.usable() || facts.broken()) return;
  const FieldFact* now = facts.find(field);
  if (now != nullptr && now->state == ValueState::set) return;
  const FileFacts* earlier = ctx.earlier_facts(ctx.file().type, ctx.file().full_name);
  const FieldFact* then = earlier == nullptr ? nullptr : earlier->find(field);
  if (then == nullptr || then->state != ValueState::set) return;
  ctx.report(cases::FLW013_dropped, now != nullptr ? now->element : facts.root_tag(),
             "`certificate` was here and is gone; the deploy is reported to clear it in the org, "
             "which turns the JWT bearer flow off")
      .subject(ctx.file().full_name)
      .help("put the certificate back, unless the flow is to end");
}

extern const Rule rule{.id = rules::FLW013,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppGlobalOauthSettings},
                       .check = check};

}  // namespace ecac::jwt_certificate_dropped
