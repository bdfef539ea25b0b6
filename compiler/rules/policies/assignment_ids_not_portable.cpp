#include "compiler/diagnostics/cases/assignment_ids_not_portable.h"

#include <fmt/format.h>

#include "compiler/resolve/values/record_id.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/values/AssignmentIdPrefix.h"

namespace ecac::assignment_ids_not_portable {

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  FactIndex reported = kNoFact;
  for (const NameUse& use : facts.uses()) {
    const TypeId type = use.type;
    if (type != types::PermissionSet && type != types::Profile) continue;
    // One finding for a list, at its first id.
    if (use.fact == reported) continue;
    if (!is_record_id(ctx.schema(), values::AssignmentIdPrefix::kListName, facts.name(use))) {
      continue;
    }
    reported = use.fact;
    const std::string_view field = ctx.schema().field(use.field).name;
    if (type == types::PermissionSet) {
      ctx.report(cases::POL003_permission_sets, use.range,
                 fmt::format("`{}` carries record ids; an org is reported to look for permission "
                             "sets of these names and to refuse the deploy",
                             field))
          .subject(field)
          .help("write the API names of the permission sets");
    } else {
      ctx.report(cases::POL003_profiles, use.range,
                 fmt::format("`{}` carries record ids; they differ from org to org, while names "
                             "are accepted and are what retrieve returns",
                             field))
          .subject(field);
    }
  }
}

extern const Rule rule{.id = rules::POL003,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthConfigurablePolicies,
                                 types::ExtlClntAppSamlConfigurablePolicies},
                       .check = check};

}  // namespace ecac::assignment_ids_not_portable
