#include "compiler/diagnostics/cases/field_needs_newer_api.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
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

/// A field or value that the version does not have.
struct Newer {
  TextRange place = {};
  std::string_view name = {};
  std::string_view value_of = {};  ///< the field of a value
  ApiVersion first = 0;
};

/// What the file has of each kind of gap, in its order.
using NewerByGap = std::map<VersionGap, std::vector<Newer>>;

static void find_values(const RuleContext& ctx, const FieldFact& fact, const FieldSchema& field,
                        NewerByGap& found) {
  if (!fact.has_text()) return;
  const FileFacts& facts = ctx.facts();
  for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
    const EnumValue* value = field.values->find(item.text);
    if (value == nullptr) return;
    const VersionGap gap = gap_before(ctx.project(), value->since, value->since_standing);
    if (gap == VersionGap::none) return;
    found[gap].push_back(
        {facts.range_in_value(fact, item.begin, item.end), value->name, field.name, value->since});
  });
}

static ApiVersion first_version_of(const FieldSchema& field) {
  return first_version(field.since, field.documented_since);
}

static std::string message_of_one(const RuleContext& ctx, VersionGap gap, const Newer& one) {
  if (!one.value_of.empty()) {
    return fmt::format("`{}` is a value of `{}` that {} from API {}.0; {}", one.name, one.value_of,
                       verb(gap), one.first, version_in_words(ctx.project()));
  }
  return fmt::format("`{}` of `{}` {} from API {}.0; {}", one.name,
                     ctx.schema().type(ctx.file().type).name, verb(gap), one.first,
                     version_in_words(ctx.project()));
}

/// One number is wrong, however much of the file is newer than it.
static void report(RuleContext& ctx, VersionGap gap, const std::vector<Newer>& newer) {
  const auto [least, most] = std::minmax_element(
      newer.begin(), newer.end(), [](const Newer& a, const Newer& b) { return a.first < b.first; });
  FindingBuilder finding = ctx.report(
      case_of(gap), newer.front().place,
      newer.size() == 1
          ? message_of_one(ctx, gap, newer.front())
          : fmt::format(
                "{} fields and values of this file {} only from API {}.0 on{}; {}", newer.size(),
                gap == VersionGap::unconfirmed ? "are known" : "exist", least->first,
                most->first == least->first ? "" : fmt::format(", some from {}.0", most->first),
                version_in_words(ctx.project())));
  finding.subject(newer.front().name);
  if (newer.size() == 1) return;
  finding.caret(fmt::format("`{}`: {}.0", newer.front().name, newer.front().first));
  for (std::size_t i = 1; i < newer.size(); ++i) {
    finding.label({ctx.file_id(), newer[i].place},
                  fmt::format("`{}`: {}.0", newer[i].name, newer[i].first));
  }
}

static void check(RuleContext& ctx) {
  if (type_gap(ctx.project(), ctx.file().type) != VersionGap::none) return;
  NewerByGap found;
  for_each_gap(
      ctx,
      [&](const FieldSchema& field) {
        return gap_before(ctx.project(), first_version_of(field), field.since_standing);
      },
      [&](const FieldFact& fact, const FieldSchema& field) {
        if (field.values != nullptr) find_values(ctx, fact, field, found);
      },
      [&](const FieldFact& fact, const FieldSchema& field, VersionGap gap) {
        found[gap].push_back(
            {ctx.facts().name_range(fact, field.name), field.name, {}, first_version_of(field)});
      });
  for (const auto& [gap, newer] : found) report(ctx, gap, newer);
}

extern const Rule rule{.id = rules::VER002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::field_needs_newer_api
