#include "compiler/diagnostics/cases/token_exchange_handler_inconsistent.h"

#include <fmt/format.h>

#include <array>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::token_exchange_handler_inconsistent {

namespace handler_fields = fields::OauthTokenExchangeHandler;

static Resolved<bool> switch_of(RuleContext& ctx, FileId handler, FieldId field) {
  return ctx.org().reader(handler).boolean(field);
}

static void check_kinds(RuleContext& ctx) {
  constexpr std::array kKinds = {handler_fields::isAccessTokenSupported,
                                 handler_fields::isIdTokenSupported, handler_fields::isJwtSupported,
                                 handler_fields::isRefreshTokenSupported,
                                 handler_fields::isSaml2Supported};
  for (const FieldId kind : kKinds) {
    if (!switch_of(ctx, ctx.file_id(), kind).is(false)) return;
  }
  const FieldFact* first = ctx.facts().find(kKinds[0]);
  if (first == nullptr) return;
  ctx.report(cases::FLW007_nothing_supported, first->value,
             fmt::format("handler `{}` is on and takes no kind of token; every exchange fails",
                         ctx.file().full_name))
      .subject(ctx.file().full_name)
      .help("set the switch of at least one kind of token to `true`");
}

static void check_file(RuleContext& ctx) {
  if (!switch_of(ctx, ctx.file_id(), handler_fields::isEnabled).is(true)) return;
  check_kinds(ctx);
  const FieldFact* creates = ctx.facts().find(handler_fields::isUserCreationAllowed);
  if (creates == nullptr ||
      !switch_of(ctx, ctx.file_id(), handler_fields::isUserCreationAllowed).is(true)) {
    return;
  }
  ctx.report(cases::FLW007_creates_users, creates->value,
             fmt::format("handler `{}` may create users, so whoever has a token that its class "
                         "accepts gets an account",
                         ctx.file().full_name))
      .subject(ctx.file().full_name);
}

/// The enablement of the app in an enabled handler, as far as it is known.
struct Enablement {
  FileId handler = FileId::none;
  const FieldFact* is_default = nullptr;
  bool is_on = false;
};

static std::vector<Enablement> enablements_of(RuleContext& ctx, bool& all_known) {
  std::vector<Enablement> found;
  for (const UseSite& site : ctx.uses(ctx.subject())) {
    const NameUse& use = ctx.project().use(site);
    if (use.field != handler_fields::enablements_externalClientApp) continue;
    const Resolved<bool> enabled = switch_of(ctx, site.file, handler_fields::isEnabled);
    if (enabled.is(false)) continue;
    const FileFacts& facts = ctx.project().file(site.file).facts;
    const FactIndex block = facts.fields()[use.fact].parent;
    const FieldFact* is_default =
        block == kNoFact ? nullptr
                         : facts.find(handler_fields::enablements_isDefault, facts.fields()[block]);
    const std::string_view text = is_default == nullptr ? "" : facts.text(*is_default);
    const bool is_on = text == "true" || text == "1";
    const bool judged = is_default != nullptr && is_default->judgeable() &&
                        (is_on || text == "false" || text == "0");
    all_known = all_known && enabled.known() && judged;
    found.push_back({site.file, is_default, judged && is_on});
  }
  return found;
}

static void check_app(RuleContext& ctx) {
  if (!ctx.has_any(types::OauthTokenExchangeHandler)) return;
  bool all_known = true;
  const auto all = enablements_of(ctx, all_known);
  const Enablement* first = nullptr;
  for (const Enablement& enablement : all) {
    if (!enablement.is_on) continue;
    if (first == nullptr) {
      first = &enablement;
      continue;
    }
    ctx.report(cases::FLW007_two_defaults, {enablement.handler, enablement.is_default->value},
               fmt::format("handler `{}` is a default of `{}` too; which of them takes a request "
                           "that names none is open",
                           ctx.project().file(enablement.handler).full_name, ctx.subject_name()))
        .subject(ctx.subject_name())
        .label({first->handler, first->is_default->value}, "the first default");
  }
  if (first != nullptr || all.empty() || !all_known) return;
  ctx.report(cases::FLW007_no_default, {all.front().handler, all.front().is_default->value},
             fmt::format("no handler is the default of `{}`; each request has to name one in "
                         "`token_handler`",
                         ctx.subject_name()))
      .subject(ctx.subject_name());
}

static const Rule kApp{.id = rules::FLW007, .unit = UnitKind::bundle, .check = check_app};

extern const Rule rule{.id = rules::FLW007,
                       .unit = UnitKind::file,
                       .types = {types::OauthTokenExchangeHandler},
                       .check = check_file,
                       .also = &kApp};

}  // namespace ecac::token_exchange_handler_inconsistent
