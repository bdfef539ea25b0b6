#include "compiler/diagnostics/cases/field_needs_newer_api.h"

#include <fmt/format.h>

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

static ApiVersion first_version_of(const FieldSchema& field) {
  return first_version(field.since, field.documented_since);
}

static void check(RuleContext& ctx) {
  if (type_gap(ctx.project(), ctx.file().type) != VersionGap::none) return;
  for_each_gap(
      ctx,
      [&](const FieldSchema& field) {
        return gap_before(ctx.project(), first_version_of(field), field.since_standing);
      },
      [&](const FieldFact& fact, const FieldSchema& field) {
        if (field.values != nullptr) check_values(ctx, fact, field);
      },
      [&](const FieldFact& fact, const FieldSchema& field, VersionGap gap) {
        report_field(ctx, fact, gap, first_version_of(field));
      });
}

extern const Rule rule{.id = rules::VER002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::field_needs_newer_api
