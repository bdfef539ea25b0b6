#include "compiler/diagnostics/cases/jwt_credential_incomplete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/diagnostics/words.h"
#include "compiler/model/value_list.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/JwtSigningAlgorithm.h"
#include "compiler/schema/values/OauthVariant.h"
#include "compiler/support/text/ascii.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::jwt_credential_incomplete {

/// Claims that the platform does not add by itself.
constexpr std::array<std::string_view, 3> kOwnClaims = {"iss", "sub", "aud"};

/// Reads what an audience may be: one JSON string, or an array of them.
class AudienceReader {
 public:
  explicit AudienceReader(std::string_view text) : text_(text) {}

  bool is_audience() {
    skip_blanks();
    if (!(peek() == '[' ? read_array() : read_string())) return false;
    skip_blanks();
    return at_ == text_.size();
  }

 private:
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool take(char c) {
    if (peek() != c) return false;
    ++at_;
    return true;
  }
  bool read_string() {
    if (!take('"')) return false;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] == '\\') ++at_;
      ++at_;
    }
    return take('"');
  }
  bool read_array() {
    take('[');
    do {
      skip_blanks();
      if (!read_string()) return false;
      skip_blanks();
    } while (take(','));
    return take(']');
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

static bool is_formula(std::string_view value) {
  return value.find("{!") != std::string_view::npos;
}

static bool is_number(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), ascii::is_digit);
}

static void check_audience(RuleContext& ctx, CaseId rule_case, const FieldFact& fact,
                           std::string_view name) {
  if (!fact.judgeable()) return;
  const std::string_view value = ctx.facts().text(fact);
  if (is_formula(value) || AudienceReader(value).is_audience()) return;
  FindingBuilder finding = ctx.report(
      rule_case, fact.value,
      fmt::format("`{}` is `{}`; expected JSON: a string with its quotes, or an array of such "
                  "strings",
                  name, shown(value)));
  finding.subject(value);
  if (rule_case == cases::CRD012_aud_not_json) {
    finding.note("the deploy is reported to answer \"The JWT aud claim has invalid JSON syntax\"");
  }
  const bool bare = value.find_first_of("\"\\[]{},' \t\r\n") == std::string_view::npos;
  if (!bare) return;
  finding.fix("Put it in quotes", Applicability::unsafe,
              ctx.set_text(ctx.file_id(), fact.value, fmt::format("\"{}\"", value)));
}

static void check_claims(RuleContext& ctx, const CredentialParameters& parameters) {
  for (const Parameter* aud :
       parameters.all(values::ExternalCredentialParamType::JwtBodyClaim, "aud")) {
    const FieldFact* value = parameters.value_fact(*aud);
    if (value != nullptr) check_audience(ctx, cases::CRD012_aud_not_json, *value, "aud");
  }
  const EnumSchema* algorithms = ctx.schema().find_enum(values::JwtSigningAlgorithm::kListName);
  for (const Parameter* alg :
       parameters.all(values::ExternalCredentialParamType::JwtHeaderClaim, "alg")) {
    if (!alg->value.known() || alg->value.is("") || is_formula(*alg->value.value)) continue;
    if (algorithms == nullptr || algorithms->find(*alg->value.value) != nullptr) continue;
    std::vector<std::string_view> names;
    for (const EnumValue& value : algorithms->values) names.push_back(value.name);
    ctx.report(cases::CRD012_algorithm, parameters.value_range(*alg),
               fmt::format("`alg` is `{}`; external credentials sign with {}",
                           shown(*alg->value.value), list_of_names(names, "or")))
        .subject(*alg->value.value);
  }
  for (const Parameter* exp :
       parameters.all(values::ExternalCredentialParamType::JwtBodyClaim, "exp")) {
    if (!exp->value.known() || !is_number(*exp->value.value)) continue;
    ctx.report(cases::CRD012_fixed_expiry, parameters.value_range(*exp),
               fmt::format("`exp` is the fixed time `{}`; once it has passed, every token is born "
                           "expired",
                           shown(*exp->value.value)))
        .subject("exp")
        .help("leave the claim out, and tokens live for two minutes; or write a formula");
  }
}

/// The claims that nobody else gives. `place` names what signs the token.
static void check_own_claims(RuleContext& ctx, const CredentialParameters& parameters,
                             std::string_view what, TextRange place) {
  std::vector<std::string_view> missing;
  for (const std::string_view claim : kOwnClaims) {
    const auto found = parameters.all(values::ExternalCredentialParamType::JwtBodyClaim, claim);
    const bool empty = !found.empty() && std::all_of(found.begin(), found.end(),
                                                     [](auto* one) { return one->value.is(""); });
    if (empty || parameters.lacks(values::ExternalCredentialParamType::JwtBodyClaim, claim)) {
      missing.push_back(claim);
    }
  }
  if (missing.empty()) return;
  ctx.report(cases::CRD012_claims, place,
             fmt::format("the token of `{}` has no {}; the platform adds `iat`, `nbf` and `exp`, "
                         "not these",
                         what, list_of_names(missing, "and")))
      .subject(fmt::format("{}", fmt::join(missing, " ")));
}

/// What a protocol or variant that signs a token cannot do without.
static void check_completeness(RuleContext& ctx, const CredentialParameters& parameters,
                               std::string_view what, TextRange place) {
  if (parameters.lacks(values::ExternalCredentialParamType::SigningCertificate)) {
    ctx.report(cases::CRD012_no_certificate, place,
               fmt::format("`{}` signs a token and needs a parameter of type `SigningCertificate`",
                           what))
        .subject(values::ExternalCredentialParamType::SigningCertificate)
        .note(fmt::format("the deploy is reported to answer that \"{}\" requires the parameter "
                          "type SigningCertificate",
                          what));
  }
  check_own_claims(ctx, parameters, what, place);
}

static void check_external(RuleContext& ctx) {
  namespace ids = fields::ExternalCredential;
  const CredentialParameters parameters(ctx);
  check_claims(ctx, parameters);
  const Resolved<std::string> protocol = parameters.text(ids::authenticationProtocol);
  if (protocol.is(values::AuthenticationProtocol::Jwt)) {
    check_completeness(ctx, parameters, values::AuthenticationProtocol::Jwt,
                       parameters.place_of(ids::authenticationProtocol));
  } else if (protocol.is(values::AuthenticationProtocol::Oauth)) {
    const Resolved<std::string_view> variant =
        parameters.value(values::ExternalCredentialParamType::AuthProtocolVariant);
    const bool bearer = variant.is(values::OauthVariant::JwtBearer);
    if (!bearer && !variant.is(values::OauthVariant::ClientCredentialsJwtAssertion)) return;
    const TextRange place = parameters.value_range(
        *parameters.find(values::ExternalCredentialParamType::AuthProtocolVariant));
    if (bearer) {
      check_completeness(ctx, parameters, *variant.value, place);
    } else {
      check_own_claims(ctx, parameters, *variant.value, place);
    }
  }
}

static void check(RuleContext& ctx) {
  if (ctx.file().type == types::ExternalCredential) {
    check_external(ctx);
    return;
  }
  const FieldFact* audience = ctx.facts().find(fields::NamedCredential::jwtAudience);
  if (audience == nullptr) return;
  check_audience(ctx, cases::CRD012_legacy_audience, *audience, "jwtAudience");
}

extern const Rule rule{.id = rules::CRD012,
                       .unit = UnitKind::file,
                       .types = {types::ExternalCredential, types::NamedCredential},
                       .check = check};

}  // namespace ecac::jwt_credential_incomplete
