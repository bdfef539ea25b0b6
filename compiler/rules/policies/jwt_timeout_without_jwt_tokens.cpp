#include "compiler/diagnostics/cases/jwt_timeout_without_jwt_tokens.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/rules/shared/policies_jwt_timeouts.h"

namespace ecac::jwt_timeout_without_jwt_tokens {

struct Timeouts {
  std::vector<WrittenField> numbers = {};
  std::vector<WrittenField> types = {};
};

static Timeouts find(RuleContext& ctx, const ResolvedApp& app) {
  Timeouts found;
  for (const JwtTimeoutPair& pair : kJwtTimeoutPairs) {
    if (const WrittenField number = written(ctx, app, pair.timeout))
      found.numbers.push_back(number);
    const WrittenField type = written(ctx, app, pair.type);
    // `Custom` without its number is the business of another rule.
    if (type && !lacks_timeout(ctx, pair, type)) found.types.push_back(type);
  }
  return found;
}

static void report(RuleContext& ctx, CaseId rule_case, const ResolvedApp& app,
                   const std::vector<WrittenField>& fields, std::string message) {
  FindingBuilder finding = ctx.report(rule_case, fields.front().place(), std::move(message));
  finding.subject(app.name);
  std::vector<FixOperation> operations;
  for (const WrittenField& field : fields) {
    for (FixOperation& operation : removal(ctx, field)) operations.push_back(std::move(operation));
    if (&field != &fields.front()) finding.label(field.place(), "this one too");
  }
  finding.fix("Remove what opaque tokens ignore", Applicability::unsafe, std::move(operations));
  const Origin& off = app.jwt_access_tokens.origin;
  if (off.kind == OriginKind::written) finding.label(off.place, "JWT access tokens are off");
}

static void check(RuleContext& ctx) {
  if (!may_have_jwt_timeouts(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || app->jwt_access_tokens.is(true)) return;
  Timeouts found = find(ctx, *app);
  if (found.numbers.empty() && found.types.empty()) return;
  // The switch may stand there under another name; then that is the mistake.
  if (is_misspelt(ctx, *app, fields::ExtlClntAppGlobalOauthSettings::isNamedUserJwtEnabled)) return;
  const bool opaque = app->jwt_access_tokens.is(false);
  if (!opaque) {
    const bool settings_here =
        file_of(ctx, *app, types::ExtlClntAppGlobalOauthSettings) != FileId::none;
    // A placeholder, or a file that cannot be read, leaves it open as well; then nothing is said.
    // Where the app itself is elsewhere, or its name misspelt, so are its settings.
    if (found.numbers.empty() || settings_here || !ctx.is_defined(ctx.subject())) return;
    report(ctx, cases::POL009_settings_elsewhere, *app, found.numbers,
           fmt::format("JWT timeouts are set for `{}`, but its global OAuth settings, which turn "
                       "JWT access tokens on, are not in this project",
                       app->name));
    return;
  }
  const bool numbers = !found.numbers.empty();
  std::vector<WrittenField> all = found.numbers;
  all.insert(all.end(), found.types.begin(), found.types.end());
  report(ctx, numbers ? cases::POL009_timeout : cases::POL009_type_only, *app, all,
         numbers ? fmt::format("JWT timeouts are set, but `{}` issues opaque tokens; a deploy is "
                               "reported to answer `Invalid plugin settings`",
                               app->name)
                 : fmt::format("the source of a JWT timeout is set, but `{}` issues opaque tokens",
                               app->name));
}

extern const Rule rule{.id = rules::POL009, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_timeout_without_jwt_tokens
