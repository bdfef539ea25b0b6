#include "compiler/diagnostics/cases/site_registration_handler_missing.h"

#include <fmt/format.h>

#include "compiler/resolve/app/site_access.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::site_registration_handler_missing {

static void check(RuleContext& ctx) {
  const FieldId handler = definition_of(Condition::registration_handler).field;
  const FieldId allowed = switches_of(HeadlessService::registration).allowed;
  const FileFacts& facts = ctx.facts();
  const FieldFact* fact = facts.find(allowed);
  const ValueReader site = ctx.org().reader(ctx.file_id());
  if (fact == nullptr || facts.notes().is_meant(handler)) return;
  if (!site.boolean(allowed).is(true) || !site.present(handler).is(false)) return;
  ctx.report(cases::FLW042_no_handler, fact->value,
             fmt::format("site `{}` lets users register, and names no Apex class that makes users "
                         "of them",
                         ctx.file().full_name))
      .subject(ctx.file().full_name)
      .help(fmt::format("name the class in `{}`, or set `{}` to `false`",
                        ctx.schema().field(handler).name, ctx.schema().field(allowed).name));
}

extern const Rule rule{
    .id = rules::FLW042, .unit = UnitKind::file, .types = {types::Network}, .check = check};

}  // namespace ecac::site_registration_handler_missing
