#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/resolve/view/project_view.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// How sure it is that the API version of a project lacks something. Only a version that was given
/// for the deploy is what the org will read the files with; that of the project file is a guess.
enum class VersionGap : std::uint8_t { none, certain, likely, unconfirmed };

/// The first API version that has something: the earlier one where schema and documentation differ.
ApiVersion first_version(ApiVersion since, ApiVersion documented);

/// Whether the project's API version is older than `first`. What only the newest version has was
/// never seen in a published schema, so it is unconfirmed.
VersionGap gap_before(const ProjectView& project, ApiVersion first, Standing standing);
/// Whether it is newer than `last`, in the same way.
VersionGap gap_after(const ProjectView& project, ApiVersion last);

/// The project's API version and who says so: "the deploy uses 55.0".
std::string version_in_words(const ProjectView& project);

/// Whether the project's API version lacks a whole type; its fields need not be judged then.
VersionGap type_gap(const ProjectView& project, TypeId type);

/// Asks `gap_of(field)` for the elements of the file and reports those with a gap, each field once:
/// what stands inside such an element has the same gap. The others are visited.
template <class GapOf, class Visit, class Report>
void for_each_gap(const RuleContext& ctx, GapOf&& gap_of, Visit&& visit, Report&& report) {
  const auto fields = ctx.facts().fields();
  std::vector<FieldId> reported;
  for (FactIndex i = 0; i < fields.size();) {
    const FieldFact& fact = fields[i];
    const FieldSchema& field = ctx.schema().field(fact.field);
    const VersionGap gap = gap_of(field);
    if (gap == VersionGap::none) {
      visit(fact, field);
      ++i;
      continue;
    }
    i = fact.subtree_end;
    if (fact.state == ValueState::nil || fact.mended) continue;
    if (std::find(reported.begin(), reported.end(), field.id) != reported.end()) continue;
    reported.push_back(field.id);
    report(fact, field, gap);
  }
}

}  // namespace ecac
