#include "compiler/diagnostics/cases/field_needs_newer_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/api_versions.h"

namespace ecac::field_needs_newer_api {

static CaseId case_of(VersionGap gap) {
  switch (gap) {
    case VersionGap::certain: return cases::VER002_deploy_version;
    case VersionGap::likely: return cases::VER002_source_version;
    case VersionGap::none:
    case VersionGap::unconfirmed: break;
  }
  return cases::VER002_unconfirmed;
}

static std::string_view verb(VersionGap gap) {
  return gap == VersionGap::unconfirmed ? "is only known" : "exists";
}

static void report_field(RuleContext& ctx, const FieldFact& fact, VersionGap gap,
                         ApiVersion first) {
  const FieldSchema& field = ctx.schema().field(fact.field);
  ctx.report(case_of(gap), ctx.facts().name_range(fact, field.name),
             fmt::format("`{}` of `{}` {} from API {}.0; {}", field.name,
                         ctx.schema().type(ctx.file().type).name, verb(gap), first,
                         version_in_words(ctx.project())))
      .subject(field.name);
}

static void check_values(RuleContext& ctx, const FieldFact& fact, const FieldSchema& field) {
  if (!fact.has_text()) return;
  const FileFacts& facts = ctx.facts();
  for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
    const EnumValue* value = field.values->find(item.text);
    if (value == nullptr) return;
    const VersionGap gap = gap_before(ctx.project(), value->since, value->since_standing);
    if (gap == VersionGap::none) return;
    ctx.report(case_of(gap), facts.range_in_value(fact, item.begin, item.end),
               fmt::format("`{}` is a value of `{}` that {} from API {}.0; {}", value->name,
                           field.name, verb(gap), value->since, version_in_words(ctx.project())))
        .subject(value->name);
  });
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  if (type_gap(ctx.project(), ctx.file().type) != VersionGap::none) return;
  std::vector<FieldId> reported;
  for (FactIndex i = 0; i < facts.fields().size();) {
    const FieldFact& fact = facts.fields()[i];
    const FieldSchema& field = ctx.schema().field(fact.field);
    const ApiVersion first = first_version(field.since, field.documented_since);
    const VersionGap gap = gap_before(ctx.project(), first, field.since_standing);
    if (gap == VersionGap::none) {
      if (field.values != nullptr) check_values(ctx, fact, field);
      ++i;
      continue;
    }
    // Of a repeated element once will do, and what stands in it is as new.
    i = fact.subtree_end;
    if (fact.state == ValueState::nil || fact.mended) continue;
    if (std::find(reported.begin(), reported.end(), field.id) != reported.end()) continue;
    reported.push_back(field.id);
    report_field(ctx, fact, gap, first);
  }
}

extern const Rule rule{.id = rules::VER002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::field_needs_newer_api
