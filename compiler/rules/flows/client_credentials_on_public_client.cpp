#include "compiler/diagnostics/cases/client_credentials_on_public_client.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_credentials_on_public_client {

static constexpr FieldId kOffered =
    fields::ExtlClntAppGlobalOauthSettings::isClientCredentialsFlowEnabled;
static constexpr FieldId kOptional =
    fields::ExtlClntAppGlobalOauthSettings::isConsumerSecretOptional;

static std::string message(std::string_view why) {
  return fmt::format(
      "the app may use client credentials, but {}; whoever takes key and secret out of the client "
      "becomes the user it runs as",
      why);
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !is_effective(*app, FlowKind::client_credentials)) return;
  if (app->client.declared.is(ClientType::confidential)) return;
  const Place offered = app_field(ctx, *app, kOffered).place;
  if (app->client.declared.is(ClientType::public_client)) {
    ctx.report(cases::FLW003_public_client, offered, message("`ecac.json` calls it public"))
        .subject(ctx.subject_name());
    return;
  }
  const auto& all = app->client.evidence;
  const auto shown = std::find_if(all.begin(), all.end(), [](const ClientEvidence& evidence) {
    return evidence.type == ClientType::public_client;
  });
  if (shown != all.end()) {
    FindingBuilder finding =
        ctx.report(cases::FLW003_public_client, offered, message(shown->reason));
    finding.subject(ctx.subject_name());
    if (shown->origin.kind == OriginKind::written) {
      finding.label(shown->origin.place, "a user's device");
    }
    return;
  }
  if (!app->client.secret_required_for_code.is(false)) return;
  ctx.report(cases::FLW003_secret_optional, offered,
             message("its secret is optional, as for a client that cannot keep one"))
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kOptional).place, "the secret is optional here");
}

extern const Rule rule{.id = rules::FLW003, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_credentials_on_public_client
