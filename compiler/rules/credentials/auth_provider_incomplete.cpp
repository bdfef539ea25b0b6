#include "compiler/diagnostics/cases/auth_provider_incomplete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/support/edit_distance.h"

namespace ecac::auth_provider_incomplete {

/// What the platform calculates; orgs write it, and nobody reads it back.
static constexpr std::array kCalculated = {fields::AuthProvider::linkKickoffUrl,
                                           fields::AuthProvider::oauthKickoffUrl,
                                           fields::AuthProvider::ssoKickoffUrl};

/// The scope that makes a request one of OpenID Connect.
constexpr std::string_view kScope = "openid";

/// Many providers stand for plain OAuth and need no such scope; some of their fields say otherwise.
static void report_no_openid(RuleContext& ctx, const FieldFact& scopes) {
  const FileFacts& facts = ctx.facts();
  const auto filled_in = [&](FieldId field) {
    const FieldFact* fact = facts.find(field);
    return fact != nullptr && fact->has_text() ? fact : nullptr;
  };
  const FieldFact* issuer = filled_in(fields::AuthProvider::idTokenIssuer);
  const FieldFact* handler = filled_in(fields::AuthProvider::registrationHandler);
  if (issuer == nullptr && handler == nullptr) return;
  const std::string_view name = ctx.schema().field((issuer ? issuer : handler)->field).name;
  FindingBuilder finding =
      issuer != nullptr
          ? ctx.report(cases::CRD024_no_openid, scopes.value,
                       fmt::format("the scopes lack `{}`, so no ID token comes; with `{}` the org "
                                   "checks one",
                                   kScope, name))
          : ctx.report(
                cases::CRD024_login_without_openid, scopes.value,
                fmt::format("`{}` says that users are signed in; without the scope `{}` the "
                            "request is none of OpenID Connect, and what comes of it depends "
                            "on the server",
                            name, kScope));
  if (issuer != nullptr) finding.label({ctx.file_id(), issuer->value}, "who has to have issued it");
  finding.subject(kScope).fix(
      fmt::format("Add `{}`", kScope), Applicability::unsafe,
      ctx.set_text(ctx.file_id(), scopes.value, fmt::format("{} {}", kScope, facts.text(scopes))));
}

/// That scope in other letters than its own, or not there.
static void check_scopes(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* scopes = facts.judgeable(fields::AuthProvider::defaultScopes);
  if (scopes == nullptr) return;
  const std::string_view text = facts.text(*scopes);
  bool asked_for = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,", at), text.size());
    const std::string_view scope = text.substr(at, end - at);
    const bool same = equal_ignoring_case(scope, kScope);
    asked_for = asked_for || same;
    if (same && scope != kScope) {
      const TextRange place = facts.range_in_value(*scopes, at, end);
      ctx.report(cases::CRD024_scope_case, place,
                 fmt::format("the scope is `{}`, in small letters; `{}` is another one for servers",
                             kScope, scope))
          .subject(scope)
          .fix(fmt::format("Write `{}`", kScope), Applicability::unsafe,
               ctx.set_text(ctx.file_id(), place, kScope));
    }
    at = end + 1;
  }
  if (!asked_for) report_no_openid(ctx, *scopes);
}

static void check(RuleContext& ctx) {
  namespace ids = fields::AuthProvider;
  const FileFacts& facts = ctx.facts();
  const ValueReader reader(ctx.project(), ctx.file_id());
  const Resolved<std::string> type = reader.text(ids::providerType);
  if (reader.complete() && type.is(values::AuthProviderType::Custom) &&
      facts.find(ids::plugin) == nullptr && facts.find(ids::customMetadataTypeRecord) == nullptr) {
    ctx.report(cases::CRD024_custom, facts.find(ids::providerType)->value,
               "an auth provider of type `Custom` is an Apex class with a record of settings; "
               "there is neither `plugin` nor `customMetadataTypeRecord`")
        .subject("plugin");
  }
  if (type.is(values::AuthProviderType::OpenIdConnect)) check_scopes(ctx);
  for (const FieldId field : kCalculated) {
    const FieldFact* fact = facts.find(field);
    if (fact == nullptr || fact->mended) continue;
    const std::string_view name = ctx.schema().field(field).name;
    ctx.report(cases::CRD024_calculated, facts.name_range(*fact, name),
               fmt::format("`{}` is calculated by the platform; a deploy does not set it", name))
        .subject(name)
        .fix("Remove it", Applicability::safe, ctx.remove(ctx.file_id(), fact->element));
  }
}

extern const Rule rule{
    .id = rules::CRD024, .unit = UnitKind::file, .types = {types::AuthProvider}, .check = check};

}  // namespace ecac::auth_provider_incomplete
