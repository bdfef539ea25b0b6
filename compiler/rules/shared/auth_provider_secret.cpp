#include "compiler/rules/shared/auth_provider_secret.h"

#include <fmt/format.h>

namespace ecac {

void offer_placeholder(RuleContext& ctx, FindingBuilder& finding, TextRange value) {
  std::string name;
  for (const char c : ctx.file().full_name) {
    const bool small = c >= 'a' && c <= 'z';
    const bool plain = small || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    name += small ? static_cast<char>(c - 'a' + 'A') : plain ? c : '_';
  }
  const std::string placeholder = fmt::format("__{}_CONSUMER_SECRET__", name);
  finding.fix(fmt::format("Write the placeholder `{}`", placeholder), Applicability::unsafe,
              ctx.set_text(ctx.file_id(), value, placeholder));
}

}  // namespace ecac
