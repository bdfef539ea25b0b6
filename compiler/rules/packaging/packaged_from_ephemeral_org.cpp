#include "compiler/diagnostics/cases/packaged_from_ephemeral_org.h"

#include <fmt/format.h>

#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::packaged_from_ephemeral_org {

static const FieldFact* dev_org_flag(const FileFacts& facts) {
  const FieldFact* flag =
      facts.judgeable(fields::ExternalClientAppSettings::enablePackageEcaOauthFromDevOrg);
  if (flag == nullptr || (facts.text(*flag) != "true" && facts.text(*flag) != "1")) return nullptr;
  return flag;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* state = facts.judgeable(fields::ExternalClientApplication::distributionState);
  if (state == nullptr || facts.text(*state) != values::ExtlClntAppDistState::Packaged) return;
  const SourceOrg source = ctx.run().source_org;
  if (source == SourceOrg::scratch_org || source == SourceOrg::sandbox) {
    ctx.report(cases::PKG006_source_org, state->value,
               "the app is packaged, and by `ecac.json` its source is a scratch org or sandbox, "
               "where apps cannot be packaged")
        .subject("source org");
    return;
  }
  const SymbolId settings = ctx.symbol(types::ExternalClientAppSettings, "ExternalClientApp");
  for (const FileId file : ctx.definitions(settings)) {
    const FieldFact* flag = dev_org_flag(ctx.project().file(file).facts);
    if (flag == nullptr) continue;
    ctx.report(cases::PKG006_dev_org_flag, state->value,
               "the app is packaged, and the settings of the org let its credentials live outside "
               "the Dev Hub; an org that expires takes them with it")
        .subject("settings")
        .label({file, flag->value}, "allowed here");
    return;
  }
}

extern const Rule rule{.id = rules::PKG006,
                       .unit = UnitKind::file,
                       .types = {types::ExternalClientApplication},
                       .check = check};

}  // namespace ecac::packaged_from_ephemeral_org
