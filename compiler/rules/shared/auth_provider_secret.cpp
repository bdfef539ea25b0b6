#include "compiler/rules/shared/auth_provider_secret.h"

#include <fmt/format.h>

#include "compiler/support/text/ascii.h"

namespace ecac {

void offer_placeholder(RuleContext& ctx, FindingBuilder& finding, FileId provider,
                       TextRange value) {
  std::string name;
  for (const char c : ctx.project().file(provider).full_name) {
    name += ascii::is_letter_or_digit(c) ? ascii::to_upper(c) : '_';
  }
  const std::string placeholder = fmt::format("__{}_CONSUMER_SECRET__", name);
  finding.fix(fmt::format("Write the placeholder `{}`", placeholder), Applicability::unsafe,
              ctx.set_text(provider, value, placeholder));
}

}  // namespace ecac
