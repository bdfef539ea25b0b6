#include "compiler/diagnostics/cases/org_scoped_id_on_local_app.h"

#include <fmt/format.h>

#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::org_scoped_id_on_local_app {

static void check(RuleContext& ctx) {
  using namespace fields::ExternalClientApplication;
  const FileFacts& facts = ctx.facts();
  const FieldFact* scoped = facts.judgeable(orgScopedExternalApp);
  const FieldFact* state = facts.judgeable(distributionState);
  if (scoped == nullptr || state == nullptr ||
      facts.text(*state) != values::ExtlClntAppDistState::Local) {
    return;
  }
  const auto id = parse_org_scoped_id(ctx.schema(), facts.text(*scoped));
  if (!id) return;  // PKG005 speaks
  ctx.report(cases::PKG004_local, scoped->value,
             fmt::format("`orgScopedExternalApp` pins the app to org `{}`; without it each org "
                         "makes its own",
                         id->org))
      .subject("orgScopedExternalApp")
      .label({ctx.file_id(), state->value}, "the app is meant for one org")
      .fix("Remove `orgScopedExternalApp`", Applicability::unsafe,
           ctx.remove(ctx.file_id(), scoped->element));
}

extern const Rule rule{.id = rules::PKG004,
                       .unit = UnitKind::file,
                       .types = {types::ExternalClientApplication},
                       .check = check};

}  // namespace ecac::org_scoped_id_on_local_app
