#include "compiler/diagnostics/cases/auth_provider_incomplete.h"

#include <fmt/format.h>

#include <array>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/schema/values/AuthProviderType.h"

namespace ecac::auth_provider_incomplete {

/// What the platform calculates; orgs write it, and nobody reads it back.
static constexpr std::array kCalculated = {fields::AuthProvider::linkKickoffUrl,
                                           fields::AuthProvider::oauthKickoffUrl,
                                           fields::AuthProvider::ssoKickoffUrl};

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
