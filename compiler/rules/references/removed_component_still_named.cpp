#include "compiler/diagnostics/cases/removed_component_still_named.h"

#include <fmt/format.h>

#include "compiler/resolve/values/component_name.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/reference_findings.h"

namespace ecac::removed_component_still_named {

/// The type under whose name the deploy removes the component.
static TypeId removed_type(const RuleContext& ctx, const NameUse& use, std::string_view name) {
  const TypeId also = ctx.schema().field(use.field).reference_also_type;
  if (ctx.project().is_removed(use.type, name) || also == TypeId::none) return use.type;
  return also;
}

static void check_use(RuleContext& ctx, std::size_t index) {
  if (ctx.resolve(ctx.file_id(), index).state != ReferenceState::removed) return;
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view name = ctx.facts().name(use);
  if (!impossible_name(ctx.schema(), use, name).empty()) return;
  const TypeSchema& type = ctx.schema().type(removed_type(ctx, use, name));
  const bool is_listed = ctx.project().removal(type.id, name) == RemovedBy::destructive_changes;
  FindingBuilder finding = ctx.report(
      is_listed ? cases::REF008_destructive_changes : cases::REF008_deleted, use.range,
      is_listed ? fmt::format("this file still names the {} `{}`, which the destructive changes "
                              "delete",
                              type.name, name)
                : fmt::format("this file still names the {} `{}`, which was in the earlier state "
                              "and is deleted now",
                              type.name, name));
  finding.subject(name);
  if (is_listed) {
    finding.help(
        fmt::format("leave `{}` in the org, or take its name out of this file first", name));
  } else {
    finding.help(
        fmt::format("take its name out of this file, or bring `{}` back; where the org "
                    "keeps it, list `{}:{}` under `known` in `ecac.json`",
                    file_that_defines(type, name), type.name, name));
  }
}

static void check(RuleContext& ctx) {
  for (std::size_t i = 0; i < ctx.facts().uses().size(); ++i) check_use(ctx, i);
}

extern const Rule rule{
    .id = rules::REF008, .unit = UnitKind::file, .check = check, .sees_what_stays = true};

}  // namespace ecac::removed_component_still_named
