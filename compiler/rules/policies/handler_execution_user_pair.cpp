#include "compiler/diagnostics/cases/handler_execution_user_pair.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/support/edit_distance.h"

namespace ecac::handler_execution_user_pair {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

/// As every user name: something, one `@`, something, and no blanks.
static bool is_username(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         std::none_of(text.begin(), text.end(), is_blank);
}

/// A class for token exchange, which is named by a component of its own.
static bool is_exchange_class(RuleContext& ctx) {
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].field != policy_fields::apexHandler) continue;
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), i);
    if (answer.state != ReferenceState::found) continue;
    const std::string_view wanted =
        ctx.schema().field(fields::OauthTokenExchangeHandler::tokenHandlerApex).reference_base;
    for (const FileId file : ctx.definitions(answer.symbol)) {
      const ReferredContent& source = ctx.project().file(file).referred_content();
      if (source.text_read && !wanted.empty() && equal_ignoring_case(source.base_class, wanted)) {
        return true;
      }
    }
  }
  return false;
}

static void check_handler(RuleContext& ctx) {
  const WrittenField handler = written(ctx, policy_fields::apexHandler);
  if (!handler) return;
  if (is_exchange_class(ctx)) {
    ctx.report(cases::POL012_exchange_class, handler.fact->value,
               fmt::format("`{}` is a class for token exchange; it belongs in an "
                           "`OauthTokenExchangeHandler`",
                           handler.text))
        .subject(handler.text);
    return;
  }
  const FileFacts& facts = ctx.facts();
  if (facts.find(policy_fields::executeHandlerAs) != nullptr || facts.broken()) return;
  ctx.report(cases::POL012_no_user, handler.fact->value,
             fmt::format("`apexHandler` `{}` runs as the Automated Process user; set "
                         "`executeHandlerAs`",
                         handler.text))
      .subject(handler.text);
}

static void check(RuleContext& ctx) {
  check_handler(ctx);
  const WrittenField user = written(ctx, policy_fields::executeHandlerAs);
  if (!user || is_username(user.text)) return;
  ctx.report(cases::POL012_not_a_username, user.fact->value,
             fmt::format("`executeHandlerAs` is `{}`, which is no user name; expected the form of "
                         "an email address",
                         user.text))
      .subject(user.text);
}

extern const Rule rule{.id = rules::POL012,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthConfigurablePolicies},
                       .check = check};

}  // namespace ecac::handler_execution_user_pair
