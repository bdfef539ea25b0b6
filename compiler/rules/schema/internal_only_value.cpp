#include "compiler/diagnostics/cases/internal_only_value.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"

namespace ecac::internal_only_value {

/// What the schema says about one fact.
struct Mark {
  const FieldSchema* field = nullptr;  ///< of an internal field
  const EnumValue* value = nullptr;    ///< a value that is internal, undocumented or an org's

  explicit operator bool() const { return field != nullptr || value != nullptr; }
  bool internal() const {
    return field != nullptr ? field->internal_level != Severity::info : value->internal;
  }
  std::string_view name() const { return field != nullptr ? field->name : value->name; }
};

static const EnumValue* find_marked(const EnumSchema& values, std::string_view text) {
  for (const EnumValue& value : values.values) {
    if ((value.internal || value.undocumented || value.by_org) && value.name == text) return &value;
  }
  return nullptr;
}

static Mark mark_of(const RuleContext& ctx, const FieldFact& fact) {
  if (fact.state == ValueState::nil || !fact.intact()) return {};
  const FieldSchema& field = ctx.schema().field(fact.field);
  if (field.internal) return {&field, nullptr};
  if (field.values == nullptr || field.list != ListSyntax::none) return {};
  if (fact.state != ValueState::set || fact.tainted) return {};
  return {nullptr, find_marked(*field.values, ctx.facts().text(fact))};
}

/// At least two different marks, one of which only orgs leave.
static bool written_by_org(const RuleContext& ctx) {
  std::string_view one;
  bool two = false;
  bool by_org = false;
  for (const FieldFact& fact : ctx.facts().fields()) {
    const Mark mark = mark_of(ctx, fact);
    if (!mark) continue;
    const bool org = mark.value != nullptr && mark.value->by_org;
    if (!org && !mark.internal()) continue;
    by_org |= org;
    two |= !one.empty() && mark.name() != one;
    one = mark.name();
  }
  return two && by_org;
}

static void report_field(RuleContext& ctx, const FieldFact& fact, const FieldSchema& field,
                         CaseId rule_case) {
  FindingBuilder finding = ctx.report(
      rule_case, ctx.facts().name_range(fact, field.name),
      rule_case == cases::SCH015_reserved
          ? fmt::format("`{}` is reserved for future use and has no effect", field.name)
          : fmt::format("`{}` is kept for Salesforce's own records; it can be retrieved but not "
                        "authored",
                        field.name));
  finding.subject(field.name);
  if (field.removable) {
    finding.fix(fmt::format("Remove `{}`", field.name), Applicability::safe,
                ctx.remove(ctx.file_id(), fact.element));
  }
}

static void report_mark(RuleContext& ctx, const FieldFact& fact, const Mark& mark,
                        CaseId internal) {
  if (mark.field != nullptr) {
    report_field(ctx, fact, *mark.field, mark.internal() ? internal : cases::SCH015_reserved);
    return;
  }
  const EnumValue& value = *mark.value;
  if (value.internal) {
    ctx.report(internal, fact.value,
               fmt::format("`{}` is reserved for Salesforce; it can be retrieved but not authored",
                           value.name))
        .subject(value.name);
  } else if (value.undocumented &&
             (value.until == 0 || value.until >= ctx.project().api_version())) {
    ctx.report(cases::SCH015_undocumented, fact.value,
               fmt::format("`{}` is in the schema, but no documentation mentions it", value.name))
        .subject(value.name);
  }
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  if (type.undocumented && facts.usable()) {
    ctx.report(cases::SCH015_undocumented, facts.root_tag(),
               fmt::format("`{}` is in the schema, but no documentation mentions it", type.name))
        .subject(type.name);
  }
  CaseId internal = {};
  bool known = false;
  for (const FieldFact& fact : facts.fields()) {
    const Mark mark = mark_of(ctx, fact);
    if (!mark) continue;
    if (!known) internal = written_by_org(ctx) ? cases::SCH015_retrieved : cases::SCH015_internal;
    known = true;
    report_mark(ctx, fact, mark, internal);
  }
}

extern const Rule rule{
    .id = rules::SCH015,
    .unit = UnitKind::file,
    .types = {types::ExternalClientApplication, types::NamedCredential, types::ExternalCredential,
              types::ExternalAuthIdentityProvider, types::ExtlClntAppSampleSettings,
              types::ExtlClntAppSampleConfigurablePolicies, types::ExtlClntAppAttestSettings,
              types::ExtlClntAppAttestConfigurablePolicies, types::McpServerDefinition},
    .check = check};

}  // namespace ecac::internal_only_value
