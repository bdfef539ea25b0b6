#include "compiler/diagnostics/cases/secret_required_of_public_client.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/shared/client_secret.h"

namespace ecac::secret_required_of_public_client {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kOptional = global_fields::isConsumerSecretOptional;

static void offer(RuleContext& ctx, const ResolvedApp& app, FindingBuilder& finding) {
  constexpr std::array<FieldValue, 3> kValues = {{
      {kOptional, "true"},
      {global_fields::isPkceRequired, "true"},
      {global_fields::isSecretRequiredForRefreshToken, "false"},
  }};
  std::string action;
  for (std::size_t i = 0; i < kValues.size(); ++i) {
    action += fmt::format("{}`{}` to `{}`",
                          i == 0                    ? "Set "
                          : i + 1 == kValues.size() ? " and "
                                                    : ", ",
                          ctx.schema().field(kValues[i].field).name, kValues[i].value);
  }
  std::vector<FixOperation> operations = set_fields(ctx, app, kValues);
  if (operations.empty()) {
    action.front() = 's';
    finding.help(std::move(action));
  } else {
    finding.fix(std::move(action), Applicability::unsafe, std::move(operations));
  }
}

static void check_token_exchange(RuleContext& ctx, const ResolvedApp& app) {
  const FieldId required = global_fields::isSecretRequiredForTokenExchange;
  if (!condition_of(app, FlowKind::token_exchange, Condition::exchange_without_secret).is(false))
    return;
  if (!is_switched_on(app, FlowKind::token_exchange)) return;
  const AppField field = app_field(ctx, app, required);
  if (!field.has_file()) return;
  ctx.report(cases::FLW021_token_exchange, field.place,
             fmt::format("`{}` {} a public client, but token exchange demands its secret",
                         ctx.subject_name(),
                         app.client.declared.known() ? "is declared" : "looks like"))
      .subject(ctx.subject_name())
      .help(
          fmt::format("set `{}` to `false`, or leave token exchange to a client that can keep its "
                      "secret",
                      ctx.schema().field(required).name));
}

static void check(RuleContext& ctx) {
  if (!may_be_public(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  check_token_exchange(ctx, *app);
  if (!demands_secret_of_public_client(ctx.org(), *app)) return;
  const AppField field = app_field(ctx, *app, kOptional);
  if (!field.has_file()) return;
  const bool declared = app->client.declared.known();
  const std::string_view name = ctx.subject_name();
  FindingBuilder finding =
      ctx.report(declared ? cases::FLW021_declared : cases::FLW021_inferred, field.place,
                 fmt::format("`{}` {} a public client, but the token endpoint still demands its "
                             "secret",
                             name, declared ? "is declared" : "looks like"));
  finding.subject(name).caret(
      field.is_absent()
          ? fmt::format("no `{}`, which means `false`; it must be `true` for a client that cannot "
                        "keep a secret",
                        ctx.schema().field(kOptional).name)
          : std::string("must be `true` for a client that cannot keep a secret"));
  label_evidence(finding, *app, ClientType::public_client);
  offer(ctx, *app, finding);
  finding
      .help(fmt::format("if it is not public, say so: \"apps\": {{\"{}\": {{\"clientType\": "
                        "\"confidential\"}}}} in ecac.json",
                        name))
      .note(opposing_help_page());
}

extern const Rule rule{.id = rules::FLW021, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::secret_required_of_public_client
