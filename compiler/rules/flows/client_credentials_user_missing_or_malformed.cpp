#include "compiler/diagnostics/cases/client_credentials_user_missing_or_malformed.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/app/flow_conditions.h"
#include "compiler/resolve/values/record_id.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/SandboxName.h"
#include "compiler/support/edit_distance.h"

namespace ecac::client_credentials_user_missing_or_malformed {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isClientCredentialsFlowEnabled;
static constexpr FieldId kUser =
    fields::ExtlClntAppOauthConfigurablePolicies::clientCredentialsFlowUser;

static constexpr std::string_view kAnswer =
    "the org answers: Enter a valid execution user for the OAuth client credentials flow";

/// The name of a sandbox, as many call theirs, at the end of a user name; "" if none stands there.
static std::string_view sandbox_of(const SchemaSet& schema, std::string_view user) {
  const std::size_t at = user.find('@');
  const std::size_t dot = user.rfind('.');
  if (at == std::string_view::npos || dot == std::string_view::npos || dot < at) return {};
  // `ann@dev` and `ann@example.dev` may be addresses; a sandbox stands behind a whole domain.
  if (std::count(user.begin() + static_cast<std::ptrdiff_t>(at), user.end(), '.') < 2) return {};
  const std::string_view last = user.substr(dot + 1);
  const EnumSchema* names = schema.find_enum(values::SandboxName::kListName);
  const bool known = names != nullptr && std::any_of(names->values.begin(), names->values.end(),
                                                     [&](const EnumValue& name) {
                                                       return equal_ignoring_case(name.name, last);
                                                     });
  return known ? last : std::string_view();
}

static void judge_user(RuleContext& ctx, const AppField& user, std::string_view name) {
  const std::string_view field = ctx.schema().field(kUser).name;
  if (!is_user_name(name)) {
    ctx.report(cases::FLW002_malformed, user.place,
               is_record_id(name)
                   ? fmt::format("`{}` holds the id of a record; it needs a user name, which "
                                 "looks like an address",
                                 field)
                   : fmt::format("`{}` in `{}` is no user name, which looks like an address",
                                 shown(name), field))
        .subject(name)
        .note(std::string(kAnswer));
    return;
  }
  const DeployTarget target = ctx.run().target;
  if (target != DeployTarget::other_org && target != DeployTarget::new_org) return;
  const std::string_view sandbox = sandbox_of(ctx.schema(), name);
  if (sandbox.empty()) return;
  ctx.report(cases::FLW002_sandbox_user, user.place,
             fmt::format("the user name ends in `.{}`, as in a sandbox; the org of the deploy "
                         "probably has no such user",
                         sandbox))
      .subject(name)
      .help(
          "put a placeholder here, and fill it in for each org with `replacements` in "
          "sfdx-project.json");
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  const FlowKind flow = FlowKind::client_credentials;
  if (!condition_of(*app, flow, Condition::client_credentials_policy).is(true)) return;
  const Resolved<std::string>& name = app->client_credentials_user;
  if (!name.known()) return;
  const AppField user = app_field(ctx, *app, kUser);
  if (!user.has_file()) return;
  if (!name.value->empty()) return judge_user(ctx, user, *name.value);
  ctx.report(cases::FLW002_missing, user.place,
             fmt::format(
                 "client credentials is on, but `{}` is {}; the deploy is reported to be refused",
                 ctx.schema().field(kUser).name, user.is_absent() ? "absent" : "empty"))
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kTurnedOn).place, "turned on here")
      .help("name the user to run as, one that may use the API and nothing else")
      .note(std::string(kAnswer));
}

extern const Rule rule{.id = rules::FLW002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_credentials_user_missing_or_malformed
