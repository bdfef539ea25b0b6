#include "compiler/diagnostics/cases/credential_scope_separator.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/OauthSetting.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::credential_scope_separator {

static bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The same words with one blank between them.
static std::string with_blanks(std::string_view scopes) {
  std::string words;
  bool gap = false;
  for (const char c : scopes) {
    if (is_blank(c) || c == ',' || c == ';') {
      gap = !words.empty();
      continue;
    }
    if (gap) words += ' ';
    gap = false;
    words += c;
  }
  return words;
}

/// A blank that stands between two words by itself, not beside a comma.
static bool has_lone_blank(std::string_view scopes) {
  char separator = '\0';
  for (const char c : scopes) {
    if (c == ',' || c == ';') {
      separator = ',';
    } else if (is_blank(c)) {
      if (separator == '\0') separator = ' ';
    } else {
      if (separator == ' ') return true;
      separator = '\0';
    }
  }
  return false;
}

static bool has_separator(std::string_view text) {
  return text.find_first_of(",;") != std::string_view::npos;
}

static void check(RuleContext& ctx) {
  const FieldId value = fields::ExternalCredential::externalCredentialParameters_parameterValue;
  if (!any_text(ctx.facts(), value, has_separator)) return;
  const CredentialParameters file(ctx);
  for (const Parameter& parameter : file.all()) {
    if (parameter.type != values::ExternalCredentialParamType::AuthParameter ||
        !parameter.name.is(values::OauthSetting::Scope)) {
      continue;
    }
    if (!parameter.value.known()) continue;
    const std::string_view scopes = *parameter.value.value;
    if (!has_separator(scopes)) continue;
    if (scopes.find("{!") != std::string::npos) continue;
    const FieldFact* scope = file.value_fact(parameter);
    const std::string words = with_blanks(scopes);
    FindingBuilder finding =
        ctx.report(has_lone_blank(scopes) ? cases::CRD025_mixed : cases::CRD025_comma, scope->value,
                   fmt::format("OAuth separates scopes by blanks; `{}` may be sent as it stands",
                               shown(scopes)));
    finding.subject(scopes);
    if (words.empty()) continue;
    finding.fix(fmt::format("Write `{}`", shown(words)), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), scope->value, words));
  }
}

extern const Rule rule{.id = rules::CRD025,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential},
                       .check = check};

}  // namespace ecac::credential_scope_separator
