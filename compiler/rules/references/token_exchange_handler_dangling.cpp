#include "compiler/diagnostics/cases/token_exchange_handler_dangling.h"

#include <fmt/format.h>

#include "compiler/resolve/values/component_name.h"
#include "compiler/rules/shared/reference_findings.h"
#include "compiler/support/edit_distance.h"

namespace ecac::token_exchange_handler_dangling {

/// A class that extends one of the platform's own classes, or nothing, cannot inherit the right one
/// from elsewhere.
static bool is_certainly_wrong(std::string_view base, std::string_view needed) {
  const std::string_view platform = needed.substr(0, needed.find('.') + 1);
  if (base.empty()) return true;
  return equal_ignoring_case(base.substr(0, platform.size()), platform) &&
         !equal_ignoring_case(base, needed);
}

static void check_base_class(RuleContext& ctx, const NameUse& use, SymbolId class_symbol) {
  const std::string_view needed = ctx.schema().field(use.field).reference_base;
  if (needed.empty()) return;
  for (const FileId file : ctx.definitions(class_symbol)) {
    const ReferredContent& source = ctx.project().file(file).referred_content();
    if (!source.text_read || !is_certainly_wrong(source.base_class, needed)) continue;
    ctx.report(cases::REF005_wrong_base, use.range,
               fmt::format(
                   "class `{}` extends {}; a token exchange handler needs one that extends "
                   "`{}`",
                   ctx.project().name_of(class_symbol),
                   source.base_class.empty() ? "nothing" : fmt::format("`{}`", source.base_class),
                   needed))
        .subject(ctx.facts().name(use))
        .label({file, {}}, "the class");
    return;
  }
}

static void check_use(RuleContext& ctx, std::size_t index) {
  const NameUse& use = ctx.facts().uses()[index];
  const std::string_view name = ctx.facts().name(use);
  const bool is_class = use.type == types::ApexClass;
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  const std::string_view kind = is_class ? "Apex class" : "external client app";
  const std::string_view handler = ctx.file().full_name;
  switch (answer.state) {
    case ReferenceState::found:
      if (is_class) check_base_class(ctx, use, answer.symbol);
      return;
    case ReferenceState::elsewhere:
    case ReferenceState::removed:
    case ReferenceState::unknown: return;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::outside: break;
  }
  if (is_class && name.find('.') != std::string_view::npos) return;
  if (!impossible_name(ctx.schema(), use, name).empty()) return;
  if (answer.state != ReferenceState::outside) {
    FindingBuilder finding =
        ctx.report(cases::REF005_near_miss, use.range,
                   fmt::format("handler `{}` names `{}`, which is no {} of this project; `{}` is",
                               handler, name, kind, answer.suggestion));
    finding.subject(name);
    offer_name(ctx, finding, use, answer.suggestion, Applicability::unsafe);
    return;
  }
  FindingBuilder finding = ctx.report(
      is_class ? cases::REF005_missing_class : cases::REF005_missing_app, use.range,
      fmt::format("handler `{}` names `{}`, which is no {} of this project", handler, name, kind));
  finding.subject(name);
  help_to_define(finding, ctx.schema().type(use.type), name);
}

static void check(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].field == fields::OauthTokenExchangeHandler::tokenHandlerApex ||
        uses[i].field == fields::OauthTokenExchangeHandler::enablements_externalClientApp) {
      check_use(ctx, i);
    }
  }
}

extern const Rule rule{.id = rules::REF005,
                       .unit = UnitKind::file,
                       .types = {types::OauthTokenExchangeHandler},
                       .check = check};

}  // namespace ecac::token_exchange_handler_dangling
