#include "compiler/diagnostics/cases/salesforce_scope_invalid.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/known_host.h"
#include "compiler/resolve/credential/parameter_groups.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"
#include "compiler/schema/values/NamedCredentialType.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/schema/values/OauthSetting.h"
#include "compiler/schema/values/SalesforceOauthHost.h"
#include "compiler/support/edit_distance.h"

namespace ecac::salesforce_scope_invalid {

/// Scopes stand with blanks between them; commas are another rule's business.
template <class Visit>
static void for_each_scope(std::string_view text, Visit&& visit) {
  constexpr std::string_view kBetween = " \t\r\n,;";
  for (std::size_t begin = text.find_first_not_of(kBetween); begin != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(kBetween, begin), text.size());
    visit(begin, end);
    begin = text.find_first_not_of(kBetween, end);
  }
}

/// The name at run time that is meant by a word that is none; "" if it is like no other.
static std::string_view meant_by(const EnumSchema& scopes, std::string_view word) {
  const EnumValue* value = scopes.find_ignoring_case(word);
  if (value == nullptr) value = scopes.find(scopes.meaning_of_mistake(word));
  if (value != nullptr) return value->runtime;
  std::vector<std::string_view> words;
  for (const EnumValue& one : scopes.values) {
    if (!one.runtime.empty()) words.push_back(one.runtime);
  }
  return nearest_word(word, words);
}

/// The scopes of one text, which is asked for at Salesforce.
static void check_words(RuleContext& ctx, FileId file, const FieldFact& fact) {
  const EnumSchema* scopes = ctx.schema().find_enum(values::OauthScope::kListName);
  const FileFacts& facts = ctx.project().file(file).facts;
  const std::string_view text = facts.text(fact);
  if (scopes == nullptr || text.find('{') != std::string_view::npos) return;
  for_each_scope(text, [&](std::size_t begin, std::size_t end) {
    const std::string_view word = text.substr(begin, end - begin);
    if (scopes->find_runtime(word) != nullptr) return;
    const SymbolId custom = ctx.symbol(types::OauthCustomScope, word);
    if (custom != SymbolId::none && ctx.is_defined(custom)) return;
    const std::string_view meant = meant_by(*scopes, word);
    const TextRange place = facts.range_in_value(fact, begin, end);
    FindingBuilder finding = ctx.report(
        meant.empty() ? cases::CRD035_unknown : cases::CRD035_misspelt, {file, place},
        meant.empty() ? fmt::format("`{}` is no scope of Salesforce that is known here; a custom "
                                    "scope of the other org may have that name",
                                    shown(word))
                      : fmt::format("`{}` is no scope of Salesforce", shown(word)));
    finding.subject(word);
    if (meant.empty()) return;
    finding.caret(fmt::format("did you mean `{}`?", meant))
        .note("an authorize request with a scope that is unknown is answered with: invalid_scope")
        .fix(fmt::format("Write `{}`", meant), Applicability::unsafe,
             ctx.set_text(file, place, meant));
  });
}

/// One of the two names of the scope.
static bool brings_refresh(const EnumValue& scope) {
  constexpr std::string_view kRefresh = values::OauthScope::RefreshToken;
  return scope.name == kRefresh || scope.implies == kRefresh;
}

static std::string_view refresh_scope(const SchemaSet& schema) {
  const EnumSchema* scopes = schema.find_enum(values::OauthScope::kListName);
  const EnumValue* scope =
      scopes == nullptr ? nullptr : scopes->find(values::OauthScope::RefreshToken);
  return scope == nullptr ? std::string_view() : scope->runtime;
}

/// Whether the scopes are known to bring no refresh token, under whatever spelling.
static bool lacks_refresh(const SchemaSet& schema, std::string_view text) {
  const EnumSchema* scopes = schema.find_enum(values::OauthScope::kListName);
  if (scopes == nullptr || text.find('{') != std::string_view::npos) return false;
  bool any = false;
  bool refresh = false;
  for_each_scope(text, [&](std::size_t begin, std::size_t end) {
    any = true;
    std::string_view name = text.substr(begin, end - begin);
    if (scopes->find_runtime(name) == nullptr) name = meant_by(*scopes, name);
    const EnumValue* value = scopes->find_runtime(name);
    refresh = refresh || (value != nullptr && brings_refresh(*value));
  });
  // Without a word the other org gives what its app has.
  return any && !refresh;
}

static void report_no_refresh(RuleContext& ctx, Place place, std::string_view scopes,
                              std::vector<FixOperation> cure) {
  const bool one = scopes.find(' ') == std::string_view::npos;
  const std::string_view refresh = refresh_scope(ctx.schema());
  ctx.report(cases::CRD035_no_refresh, place,
             fmt::format("the {} `{}` {} no refresh token: when the access token ends, callouts "
                         "fail until somebody authenticates again",
                         one ? "scope" : "scopes", shown(scopes), one ? "brings" : "bring"))
      .subject(scopes)
      .help(fmt::format("ask for `{}` too; no other scope includes it", refresh))
      .fix(fmt::format("Add `{}`", refresh), Applicability::unsafe, std::move(cure));
}

static std::string with_refresh(const SchemaSet& schema, std::string_view scopes) {
  return fmt::format("{} {}", scopes, refresh_scope(schema));
}

/// Which groups of parameters principals take their scopes from.
class AskedGroups {
 public:
  AskedGroups(const ResolvedCredential& credential, const ParameterList& parameters)
      : default_(credential.principals.empty()) {
    const auto own = scopes_by_group(parameters);
    for (const ResolvedPrincipal& principal : credential.principals) {
      if (!principal.group.known()) continue;
      const auto scope = own.find(*principal.group.value);
      if (scope == own.end()) {
        default_ = true;
      } else {
        groups_.insert(scope->first);
      }
    }
  }

  bool has_default() const { return default_; }
  bool has(const SchemaSet& schema, const Resolved<std::string_view>& group) const {
    if (is_default_group(schema, group)) return default_;
    return group.known() && groups_.contains(*group.value);
  }

 private:
  bool default_;
  std::set<std::string_view> groups_ = {};
};

static bool asks_users_at_salesforce(const SchemaSet& schema,
                                     const ResolvedCredential& credential) {
  return credential.flow.is(CredentialFlow::authorization_code) &&
         has_tokens_of_salesforce(schema, credential);
}

static void check(RuleContext& ctx) {
  const auto definitions = ctx.definitions(ctx.subject());
  const auto credentials = ctx.credentials();
  if (definitions.size() != 1 || credentials.empty()) return;
  const ResolvedCredential& credential = *credentials.front();
  if (!asks_users_at_salesforce(ctx.schema(), credential)) return;
  const CredentialParameters file(ctx, definitions.front());
  const AskedGroups asked(credential, file.list());
  for (const Parameter* scope :
       file.all(values::ExternalCredentialParamType::AuthParameter, values::OauthSetting::Scope)) {
    const FieldFact* fact = file.value_fact(*scope);
    if (fact == nullptr || !fact->judgeable() || !scope->value.known()) continue;
    check_words(ctx, file.file(), *fact);
    const std::string_view text = *scope->value.value;
    if (!lacks_refresh(ctx.schema(), text) || !asked.has(ctx.schema(), scope->group)) continue;
    report_no_refresh(ctx, file.place(fact->value), text,
                      ctx.set_text(file.file(), fact->value, with_refresh(ctx.schema(), text)));
  }
  const Resolved<std::string>& defaults = credential.provider.default_scopes;
  const Parameter* provider = file.find(values::ExternalCredentialParamType::AuthProvider);
  if (provider == nullptr || !credential.external.scope.is("") || !defaults.known()) return;
  if (!lacks_refresh(ctx.schema(), *defaults.value) || !asked.has_default()) return;
  const FieldFact* named = file.facts().find(
      fields::ExternalCredential::externalCredentialParameters_authProvider, *provider->fact);
  report_no_refresh(ctx, file.place(named == nullptr ? provider->fact->start_tag() : named->value),
                    *defaults.value, {});
}

/// A Legacy credential asks for its own scopes, an auth provider for those that nobody else says.
static void check_file(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  if (ctx.file().type == types::AuthProvider) {
    const ValueReader reader(ctx.project(), ctx.file_id());
    const Resolved<std::string> url = reader.text(fields::AuthProvider::authorizeUrl);
    const bool salesforce =
        reader.text(fields::AuthProvider::providerType).is(values::AuthProviderType::Salesforce) ||
        (url.known() && is_listed_host(ctx.schema(), values::SalesforceOauthHost::kListName,
                                       host_of(*url.value), true));
    const FieldFact* scopes = facts.judgeable(fields::AuthProvider::defaultScopes);
    if (salesforce && scopes != nullptr) check_words(ctx, ctx.file_id(), *scopes);
    return;
  }
  const FieldFact* scopes = facts.judgeable(fields::NamedCredential::oauthScope);
  if (scopes == nullptr || ctx.file().definition == SymbolId::none) return;
  const ResolvedCredential& credential = ctx.credential(ctx.file().definition);
  if (!credential.type.is(values::NamedCredentialType::Legacy) ||
      !asks_users_at_salesforce(ctx.schema(), credential)) {
    return;
  }
  check_words(ctx, ctx.file_id(), *scopes);
  const std::string_view text = facts.text(*scopes);
  if (!lacks_refresh(ctx.schema(), text)) return;
  report_no_refresh(ctx, {ctx.file_id(), scopes->value}, text,
                    ctx.set_text(ctx.file_id(), scopes->value, with_refresh(ctx.schema(), text)));
}

static const Rule files{.id = rules::CRD035,
                        .unit = UnitKind::file,
                        .types = {types::AuthProvider, types::NamedCredential},
                        .check = check_file};

extern const Rule rule{
    .id = rules::CRD035, .unit = UnitKind::stack, .check = check, .also = &files};

}  // namespace ecac::salesforce_scope_invalid
