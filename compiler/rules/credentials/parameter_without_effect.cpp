#include "compiler/diagnostics/cases/parameter_without_effect.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/credential_flow.h"
#include "compiler/resolve/credential/identity_provider.h"
#include "compiler/resolve/credential/parameter_groups.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"

namespace ecac::parameter_without_effect {

static void report_group(RuleContext& ctx, const CredentialParameters& file,
                         const Parameter& parameter) {
  const FieldFact* group = ctx.facts().find(
      fields::ExternalCredential::externalCredentialParameters_parameterGroup, *parameter.fact);
  ctx.report(cases::CRD032_no_principal,
             group == nullptr ? file.name_range(parameter) : group->value,
             fmt::format("`{}` is the group of no principal, so this `{}` takes part in no request",
                         shown(*parameter.group.value), parameter.type))
      .subject(*parameter.group.value);
}

static void report_name(RuleContext& ctx, const CredentialParameters& file,
                        const InertParameter& inert, std::string_view protocol) {
  const std::string_view name = *inert.parameter->name.value;
  const TextRange place = file.name_range(*inert.parameter);
  FindingBuilder finding = ctx.report(
      inert.reason == InertReason::misspelt_name ? cases::CRD032_misspelt
                                                 : cases::CRD032_unknown_name,
      place,
      fmt::format("no document names `{}` among the parameters that `{}` reads, so it ends in no "
                  "request that is known",
                  shown(name), protocol));
  finding.subject(name);
  if (inert.meant.empty()) return;
  finding.caret(fmt::format("did you mean `{}`?", inert.meant))
      .fix(fmt::format("Write `{}`", inert.meant), Applicability::unsafe,
           ctx.set_text(ctx.file_id(), place, inert.meant));
}

/// The authorize request of client credentials is none, but the setup guide of MCP servers has
/// `resource` written for it.
static void check_provider(RuleContext& ctx) {
  const CredentialParameters file(ctx);
  if (!file.text(fields::ExternalAuthIdentityProvider::authenticationFlow)
           .is(values::IdentityProviderAuthFlow::ClientCredentials)) {
    return;
  }
  for (const Parameter& parameter : file.all()) {
    const std::optional<RequestStep> step = request_step(parameter.type);
    if (!step || sends(CredentialFlow::client_credentials, *step) || parameter.fact->mended ||
        !parameter.name.known()) {
      continue;
    }
    if (*step == RequestStep::authorize && names_audience(*parameter.name.value)) continue;
    ctx.report(cases::CRD032_never_sent, file.type_range(parameter),
               fmt::format("client credentials make no {} request, so `{}` is never sent",
                           *step == RequestStep::refresh ? "refresh" : "authorize",
                           shown(*parameter.name.value)))
        .subject(*parameter.name.value);
  }
}

static void check(RuleContext& ctx) {
  if (ctx.file().type == types::ExternalAuthIdentityProvider) return check_provider(ctx);
  const CredentialParameters file(ctx);
  const Resolved<std::string> protocol =
      file.text(fields::ExternalCredential::authenticationProtocol);
  for (const InertParameter& inert : inert_parameters(ctx.schema(), file.list(), protocol)) {
    if (inert.parameter->fact->mended) continue;
    if (inert.reason == InertReason::no_principal) {
      report_group(ctx, file, *inert.parameter);
    } else {
      report_name(ctx, file, inert, *protocol.value);
    }
  }
}

extern const Rule rule{.id = rules::CRD032,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::ExternalAuthIdentityProvider},
                       .check = check};

}  // namespace ecac::parameter_without_effect
