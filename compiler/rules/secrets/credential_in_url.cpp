#include "compiler/diagnostics/cases/credential_in_url.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/rules/shared/secret_findings.h"
#include "compiler/secrets/secret_value.h"

namespace ecac::credential_in_url {

constexpr std::size_t kNone = std::string_view::npos;

/// A key of a query that holds a credential. The plain words mean many other things too, so their
/// values have to look like one.
struct QueryKey {
  std::string_view name;
  bool ambiguous;
};

constexpr QueryKey kKeys[] = {
    {"access_token", false}, {"api_key", false},  {"code", true},
    {"key", true},           {"password", false}, {"secret", false},
    {"sig", false},          {"token", false},    {"client_secret", false}};

/// What shows a credential, as offsets in the URL.
struct Credential {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view what = {};

  bool found() const { return begin != end; }
};

static bool is_random_looking(std::string_view value) {
  return value.size() >= 16 && shannon_entropy(value) >= 3.5;
}

/// The password of `https://user:password@host`; a token may stand there alone.
static Credential user_of(std::string_view url, std::size_t authority) {
  const std::size_t end = std::min(url.find_first_of("/?#", authority), url.size());
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == kNone || at < authority) return {};
  const std::size_t colon = url.find(':', authority);
  const bool pair = colon < at;
  const std::size_t begin = pair ? colon + 1 : authority;
  const std::string_view secret = url.substr(begin, at - begin);
  if (!may_be_secret(secret) || (!pair && !is_random_looking(secret))) return {};
  return {begin, at, pair ? "a password" : "a user that looks like a token"};
}

static Credential query_of(std::string_view url) {
  const std::size_t fragment = std::min(url.find('#'), url.size());
  std::size_t at = url.find('?');
  while (at < fragment) {
    const std::size_t next = std::min(url.find('&', at + 1), fragment);
    const std::string_view pair = url.substr(at + 1, next - at - 1);
    const std::size_t equals = pair.find('=');
    if (equals != kNone) {
      const std::string_view value = pair.substr(equals + 1);
      for (const QueryKey& key : kKeys) {
        if (pair.substr(0, equals) != key.name || !may_be_secret(value)) continue;
        if (key.ambiguous && !is_random_looking(value)) continue;
        const std::size_t begin = at + 1 + equals + 1;
        return {begin, begin + value.size(), key.name};
      }
    }
    at = next;
  }
  return {};
}

static void check_url(RuleContext& ctx, const FieldFact& fact, std::string_view url,
                      std::size_t offset) {
  const std::size_t authority = url.find("://");
  if (authority == kNone) return;
  Credential credential = user_of(url, authority + 3);
  const bool user = credential.found();
  if (!user) credential = query_of(url);
  if (!credential.found()) return;
  const TextRange range =
      ctx.facts().range_in_value(fact, offset + credential.begin, offset + credential.end);
  if (is_reported_by_form(ctx.facts(), range)) return;
  const std::string_view field = ctx.schema().field(fact.field).name;
  ctx.report(
         user ? cases::SCT009_user : cases::SCT009_query, range,
         user ? fmt::format("`{}` has {} in its address", field, credential.what)
              : fmt::format("`{}` has a credential in its query, as `{}`", field, credential.what))
      .caret("logs, histories and referrers keep it")
      .help("revoke it, and send its successor in a header that the org fills in");
}

static bool is_parameter_value(FieldId field) {
  return field == fields::NamedCredential::namedCredentialParameters_parameterValue ||
         field == fields::ExternalCredential::externalCredentialParameters_parameterValue ||
         field == fields::ExternalAuthIdentityProvider::
                      externalAuthIdentityProviderParameters_parameterValue;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const FieldFact& fact : facts.fields()) {
    const FieldSchema& field = ctx.schema().field(fact.field);
    const bool is_url = field.format == TextFormat::url || field.format == TextFormat::callback_url;
    if (!is_url && !is_parameter_value(fact.field)) continue;
    if (!fact.has_text()) continue;
    for_each_item(facts.text(fact), field.list,
                  [&](const ListItem& item) { check_url(ctx, fact, item.text, item.begin); });
  }
}

extern const Rule rule{
    .id = rules::SCT009, .unit = UnitKind::file, .check = check, .seeks_secrets = true};

}  // namespace ecac::credential_in_url
