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
  const auto removal = ctx.project().removal(type.id, name);
  const std::string what = fmt::format("this file still names the {} `{}`, which", type.name, name);
  if (removal == RemovedBy::destructive_changes) {
    ctx.report(cases::REF008_destructive_changes, use.range,
               what + " the destructive changes delete")
        .subject(name)
        .help(fmt::format("leave `{}` in the org, or take its name out of this file first", name));
    return;
  }
  const bool by_change = removal == RemovedBy::change;
  ctx.report(by_change ? cases::REF008_deleted_in_change : cases::REF008_deleted, use.range,
             what + (by_change ? " is deleted in this change"
                               : " was in the earlier state and is deleted now"))
      .subject(name)
      .help(fmt::format("take its name out of this file, or bring `{}` back; where the org "
                        "keeps it, list `{}:{}` under `known` in `ecac.json`",
                        file_that_defines(type, name), type.name, name));
}

static void check(RuleContext& ctx) {
  for (std::size_t i = 0; i < ctx.facts().uses().size(); ++i) check_use(ctx, i);
}

extern const Rule rule{
    .id = rules::REF008, .unit = UnitKind::file, .check = check, .sees_what_stays = true};

}  // namespace ecac::removed_component_still_named
