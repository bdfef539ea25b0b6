#include "compiler/diagnostics/cases/token_literal.h"

#include "compiler/rules/shared/secret_findings.h"

namespace ecac::token_literal {

static std::optional<SecretWords> words_for(SecretForm form) {
  constexpr std::string_view kCaret = "revoke it; deleting the line is not enough";
  switch (form) {
    case SecretForm::private_key: return std::nullopt;
    case SecretForm::access_token:
      return SecretWords{cases::SCT004_access_token, "a session or access token", kCaret};
    case SecretForm::refresh_token:
      return SecretWords{cases::SCT004_refresh_token, "a refresh token", kCaret};
    case SecretForm::json_web_token:
      return SecretWords{cases::SCT004_jwt, "a JSON Web Token", kCaret};
  }
  return std::nullopt;
}

static void check(RuleContext& ctx) {
  report_secrets_by_form(ctx, words_for);
}

extern const Rule rule{.id = rules::SCT004,
                       .unit = UnitKind::file,
                       .check = check,
                       .misnamed = true,
                       .seeks_secrets = true};

}  // namespace ecac::token_literal
