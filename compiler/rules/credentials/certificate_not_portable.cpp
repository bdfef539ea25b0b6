#include "compiler/diagnostics/cases/certificate_not_portable.h"

#include <fmt/format.h>

#include "compiler/rules/shared/credential_parameters.h"

namespace ecac::certificate_not_portable {

/// The certificate is a part of this deploy.
static bool is_deployed(RuleContext& ctx, SymbolId certificate, Place& place) {
  for (const FileId id : ctx.definitions(certificate)) {
    const ProjectFile& file = ctx.project().file(id);
    if (file.exclusion != Exclusion::none) continue;
    place = {id, file.facts.root_tag()};
    return true;
  }
  return false;
}

static void check(RuleContext& ctx) {
  const DeployTarget target = ctx.run().target;
  if (target != DeployTarget::other_org && target != DeployTarget::new_org) return;
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type != types::Certificate) continue;
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), i);
    Place place;
    if (answer.state != ReferenceState::found || !is_deployed(ctx, answer.symbol, place)) continue;
    const std::string_view name = ctx.facts().name(uses[i]);
    ctx.report(cases::CRD023_not_portable, uses[i].range,
               fmt::format("the private key of certificate `{}` stays in the org it comes from; "
                           "what the target signs with a key of its own, the other side refuses",
                           name))
        .subject(name)
        .label(place, "deployed without its key")
        .help(
            "import the certificate with its key in the target, or make one there and tell the "
            "other side")
        .note("`deploy.target` in `ecac.json` says that the deploy goes to another org");
  }
}

extern const Rule rule{.id = rules::CRD023,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::certificate_not_portable
