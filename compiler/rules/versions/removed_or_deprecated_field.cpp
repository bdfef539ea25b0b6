#include "compiler/diagnostics/cases/removed_or_deprecated_field.h"

#include <fmt/format.h>

#include "compiler/model/value_list.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/api_versions.h"

namespace ecac::removed_or_deprecated_field {

static CaseId case_of(VersionGap gap) {
  switch (gap) {
    case VersionGap::certain: return cases::VER003_deploy_version;
    case VersionGap::likely: return cases::VER003_source_version;
    case VersionGap::none:
    case VersionGap::unconfirmed: break;
  }
  return cases::VER003_unconfirmed;
}

/// What took the field's place, as a help says it; "" if nothing did.
static std::string replacement(const RuleContext& ctx, const FieldSchema& field) {
  if (field.moved_to.empty()) return {};
  const std::size_t dot = field.moved_to.find('.');
  const std::string_view type_name = field.moved_to.substr(0, dot);
  const std::string_view name = field.moved_to.substr(dot + 1);
  const TypeSchema* type = ctx.schema().find_type(type_name);
  if (type == nullptr || type->id == ctx.file().type) return fmt::format("`{}`", name);
  return type->suffix.empty() ? fmt::format("`{}` of `{}`", name, type_name)
                              : fmt::format("`{}` in a `.{}` file", name, type->suffix);
}

static void offer_removal(RuleContext& ctx, FindingBuilder& finding, const FieldFact& fact,
                          std::string_view name) {
  finding.fix(fmt::format("Remove `{}`", name), Applicability::unsafe,
              ctx.remove(ctx.file_id(), fact.element));
}

static void report_field(RuleContext& ctx, const FieldFact& fact, const FieldSchema& field,
                         VersionGap gap) {
  const bool lingers = field.removable && gap != VersionGap::unconfirmed;
  const std::string instead = replacement(ctx, field);
  FindingBuilder finding = ctx.report(
      lingers ? cases::VER003_ignored : case_of(gap), ctx.facts().name_range(fact, field.name),
      fmt::format("`{}` {} after API {}.0, and {}{}", field.name,
                  gap == VersionGap::unconfirmed ? "is not known" : "was removed", field.until,
                  version_in_words(ctx.project()),
                  instead.empty() ? "" : fmt::format("; use {}", instead)));
  finding.subject(field.name);
  // A value that has a place elsewhere would be lost.
  if (instead.empty()) offer_removal(ctx, finding, fact, field.name);
}

static void check_values(RuleContext& ctx, const FieldFact& fact, const FieldSchema& field) {
  if (!fact.has_text()) return;
  const FileFacts& facts = ctx.facts();
  for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
    const EnumValue* value = field.values->find(item.text);
    const VersionGap gap =
        value == nullptr ? VersionGap::none : gap_after(ctx.project(), value->until);
    if (gap == VersionGap::none) return;
    ctx.report(case_of(gap), facts.range_in_value(fact, item.begin, item.end),
               fmt::format("`{}` {} a value of `{}` after API {}.0, and {}", value->name,
                           gap == VersionGap::unconfirmed ? "is not known as" : "is no longer",
                           field.name, value->until, version_in_words(ctx.project())))
        .subject(value->name);
  });
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for_each_gap(
      ctx, [&](const FieldSchema& field) { return gap_after(ctx.project(), field.until); },
      [&](const FieldFact& fact, const FieldSchema& field) {
        if (field.values != nullptr) check_values(ctx, fact, field);
        // A deprecated switch that is off is how it should be.
        if (!field.deprecated || !fact.judgeable() || facts.text(fact) == "false") return;
        ctx.report(cases::VER003_deprecated, facts.name_range(fact, field.name),
                   fmt::format("the documentation calls `{}` deprecated", field.name))
            .subject(field.name);
      },
      [&](const FieldFact& fact, const FieldSchema& field, VersionGap gap) {
        report_field(ctx, fact, field, gap);
      });
}

extern const Rule rule{.id = rules::VER003, .unit = UnitKind::file, .check = check};

}  // namespace ecac::removed_or_deprecated_field
