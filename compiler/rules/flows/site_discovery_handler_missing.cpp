#include "compiler/diagnostics/cases/site_discovery_handler_missing.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::site_discovery_handler_missing {

namespace network_fields = fields::Network;

static constexpr std::array kSwitches = {
    network_fields::networkAuthApiSettings_isUserDisambiguationAllowedUsernamePwd,
    network_fields::networkAuthApiSettings_isUserDisambiguationAllowedForgotPwd};
static constexpr FieldId kHandler = network_fields::networkAuthApiSettings_headlessDiscoveryHandler;

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  if (facts.broken() || facts.find(kHandler) != nullptr) return;
  for (const FieldId field : kSwitches) {
    const FieldFact* fact = facts.find(field);
    if (fact == nullptr || !ctx.org().reader(ctx.file_id()).boolean(field).is(true)) continue;
    ctx.report(cases::FLW037_no_handler, fact->value,
               fmt::format("site `{}` lets users come with another identifier than the user name, "
                           "and names no Apex class that finds them",
                           ctx.file().full_name))
        .subject(ctx.schema().field(field).name)
        .help(fmt::format("name the class in `{}`, or set `{}` to `false`",
                          ctx.schema().field(kHandler).name, ctx.schema().field(field).name));
  }
}

extern const Rule rule{
    .id = rules::FLW037, .unit = UnitKind::file, .types = {types::Network}, .check = check};

}  // namespace ecac::site_discovery_handler_missing
