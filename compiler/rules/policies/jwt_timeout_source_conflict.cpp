#include "compiler/diagnostics/cases/jwt_timeout_source_conflict.h"

#include <fmt/format.h>

#include "compiler/rules/shared/policies_jwt_timeouts.h"
#include "compiler/schema/values/JWTSessionTimeoutType.h"

namespace ecac::jwt_timeout_source_conflict {

static void check_pair(RuleContext& ctx, const ResolvedApp& app, const JwtTimeoutPair& pair) {
  const std::string_view type_name = ctx.schema().field(pair.type).name;
  const FieldSchema& timeout_field = ctx.schema().field(pair.timeout);
  const WrittenField type = written(ctx, app, pair.type);
  const WrittenField timeout = written(ctx, app, pair.timeout);
  if (lacks_timeout(ctx, pair, type)) {
    const bool opaque = app.jwt_access_tokens.is(false);
    ctx.report(opaque ? cases::POL008_no_timeout_opaque : cases::POL008_no_timeout, type.place(),
               fmt::format("`{}` is `Custom`, but `{}` is not set{}", type_name, timeout_field.name,
                           opaque ? "; the app issues opaque tokens, so nothing comes of it" : ""))
        .subject(type_name);
  } else if (type && timeout && type.text == values::JWTSessionTimeoutType::UserSession) {
    ctx.report(cases::POL008_ignored_timeout, timeout.place(),
               fmt::format("`{}` is `UserSession`, so `{}` of {} minutes is not used", type_name,
                           timeout_field.name, timeout.text))
        .subject(timeout_field.name)
        .label(type.place(), "the session decides")
        .fix(fmt::format("Remove `{}`", timeout_field.name), Applicability::unsafe,
             removal(ctx, timeout));
  } else if (timeout && ctx.project().api_version() >= ctx.schema().field(pair.type).since &&
             !is_present(ctx, timeout.file, pair.type) && app.jwt_access_tokens.is(true)) {
    ctx.report(
           cases::POL008_no_type, timeout.place(),
           fmt::format("`{}` is {}, but from API {}.0 on it counts only beside `{}` = `Custom`, "
                       "which is not set",
                       timeout_field.name, timeout.text, ctx.schema().field(pair.type).since,
                       type_name))
        .subject(timeout_field.name);
  }
}

static void check(RuleContext& ctx) {
  if (!may_have_jwt_timeouts(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  for (const JwtTimeoutPair& pair : kJwtTimeoutPairs) check_pair(ctx, *app, pair);
}

extern const Rule rule{.id = rules::POL008, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_timeout_source_conflict
