#include "compiler/diagnostics/cases/hardcoded_header_credential.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/secret_text.h"
#include "compiler/secrets/secret_value.h"
#include "compiler/support/text/ascii.h"

namespace ecac::hardcoded_header_credential {

/// Bits per character from which on a literal is hardly a word.
constexpr double kRandomLooking = 3.5;
constexpr std::size_t kShortestCredential = 16;
constexpr std::size_t kLongestScheme = 7;  ///< "bearer "

static std::string_view text_of(const FileFacts& facts, const FieldFact* fact) {
  return fact == nullptr || !fact->judgeable() ? std::string_view() : facts.text(*fact);
}

/// `Basic …` and `Bearer …`: what follows is a credential by RFC 7617 and RFC 6750.
static bool is_authorization(std::string_view value) {
  const std::string small = ascii::in_small_letters(value.substr(0, kLongestScheme));
  for (const std::string_view scheme : {"basic ", "bearer "}) {
    if (!small.starts_with(scheme)) continue;
    value.remove_prefix(scheme.size());
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value.size() >= kShortestCredential && value.find(' ') == std::string_view::npos &&
           may_be_secret(value);
  }
  return false;
}

/// What any output covers because of its name, and what has a token in it.
static bool names_credential(std::string_view name) {
  return secrets::parameter_name_is_secret(name) ||
         secrets::letters_only(name).find("token") != std::string::npos;
}

/// Words and names of tenants have no digits; media types such as `application/json` neither.
static bool is_random_looking(std::string_view value) {
  const bool prose = value.find_first_of(" \t\r\n") != std::string_view::npos;
  const bool address = value.find("://") != std::string_view::npos;
  const bool digit = value.find_first_of("0123456789") != std::string_view::npos;
  return digit && !prose && !address && shannon_entropy(value) >= kRandomLooking;
}

static void check_parameter(RuleContext& ctx, const ParameterFields& parts, const FieldFact& list) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* value = facts.find(parts.value, list);
  if (value == nullptr) return;
  const std::string_view type = text_of(facts, facts.find(parts.type, list));
  const std::string_view name = text_of(facts, facts.find(parts.name, list));
  const std::string small_name = ascii::in_small_letters(name);
  const std::string_view text = facts.text(*value);
  const bool header = type.ends_with("Header");
  CaseId rule_case = {};
  if (header && is_authorization(text)) {
    rule_case = cases::SCT008_authorization;
  } else if (small_name == "client_secret" || small_name == "client_assertion") {
    rule_case = cases::SCT008_client_secret;
  } else if (small_name == "api_key" || (names_credential(name) && is_random_looking(text))) {
    rule_case = cases::SCT008_named;
  } else {
    return;
  }
  if (!holds_secret(facts, *value) || is_reported_by_form(facts, value->value)) return;
  FindingBuilder finding = ctx.report(
      rule_case, value->value,
      fmt::format("{} `{}` {} a literal credential", header ? "header" : "parameter", name,
                  rule_case == cases::SCT008_named ? "seems to carry" : "carries"));
  finding.subject(name);
  if (ctx.file().type == types::ExternalAuthIdentityProvider) {
    finding.help("enter it in the org as a credential of the provider, and remove it here");
  } else {
    const bool own = ctx.file().type == types::ExternalCredential;
    const std::string credential = own ? fmt::format("$Credential.{}", ctx.file().full_name)
                                       : std::string("$Credential.<external credential>");
    finding.help(fmt::format(
        "write `{{!{}.<parameter>}}` and enter the value of the parameter in the org", credential));
  }
}

static void check(RuleContext& ctx) {
  const ParameterFields parts = parameter_fields(ctx.file().type);
  for (const FieldFact& fact : ctx.facts().fields()) {
    if (fact.field == parts.list) check_parameter(ctx, parts, fact);
  }
}

extern const Rule rule{.id = rules::SCT008,
                       .unit = UnitKind::file,
                       .types = {types::ExternalAuthIdentityProvider, types::ExternalCredential,
                                 types::NamedCredential},
                       .check = check,
                       .seeks_secrets = true};

}  // namespace ecac::hardcoded_header_credential
