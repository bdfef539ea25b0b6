#include "compiler/diagnostics/cases/parameter_without_effect.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/parameter_groups.h"
#include "compiler/rules/shared/credential_parameters.h"

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

static void check(RuleContext& ctx) {
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
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::parameter_without_effect
