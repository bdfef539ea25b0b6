#include "compiler/diagnostics/cases/principal_not_granted.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "compiler/rules/shared/mcp_stack.h"

namespace ecac::principal_not_granted {

/// The principals for which the credential names a permission set: the grant of older API versions.
/// Where it is none any more, that is a finding of its own.
static std::set<std::string> older_grants(RuleContext& ctx) {
  namespace ids = fields::ExternalCredential;
  std::set<std::string> principals;
  ctx.for_each_definition(ctx.subject(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    for (const Parameter& parameter : ctx.parameters(file).all()) {
      if (parameter.name.known() &&
          facts.find(ids::externalCredentialParameters_principal, *parameter.fact) != nullptr) {
        principals.emplace(*parameter.name.value);
      }
    }
  });
  return principals;
}

static void check(RuleContext& ctx) {
  if (!ctx.is_defined(ctx.subject()) || !can_be_granted(ctx.subject_name())) return;
  const auto credentials = ctx.credentials();
  if (credentials.empty() || credentials.front()->external.reference.symbol != ctx.subject())
    return;
  const ResolvedCredential& credential = *credentials.front();
  if (grants_unknown_principal(credential)) return;
  if (is_mcp_stack_without_grant(ctx)) return;
  const bool no_sets = !has_permission_sets(ctx);
  const std::set<std::string_view> granted = granted_principals(credential);
  const std::set<std::string> older = older_grants(ctx);
  for (const ResolvedPrincipal& principal : credential.principals) {
    if (!principal.name.known() || principal.name.origin.kind != OriginKind::written) continue;
    if (granted.contains(*principal.name.value) || older.contains(*principal.name.value)) continue;
    ctx.report(no_sets ? cases::CRD018_no_permission_set : cases::CRD018_not_granted,
               principal.name.origin.place,
               fmt::format("no permission set of this project grants principal `{}` of `{}`",
                           *principal.name.value, ctx.subject_name()))
        .subject(*principal.name.value)
        .help(fmt::format("grant `{}-{}` in `externalCredentialPrincipalAccesses` of a permission "
                          "set",
                          ctx.subject_name(), *principal.name.value))
        .note("users without it are answered: We couldn't access the credential(s)");
  }
}

extern const Rule rule{.id = rules::CRD018, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::principal_not_granted
