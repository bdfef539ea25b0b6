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

/// The scope that makes a request one of OpenID Connect, in other letters than its own.
static void check_scopes(RuleContext& ctx) {
  constexpr std::string_view kScope = "openid";
  const FileFacts& facts = ctx.facts();
  const FieldFact* scopes = facts.judgeable(fields::AuthProvider::defaultScopes);
  if (scopes == nullptr) return;
  const std::string_view text = facts.text(*scopes);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" ,", at), text.size());
    const std::string_view scope = text.substr(at, end - at);
    if (scope != kScope && equal_ignoring_case(scope, kScope)) {
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
