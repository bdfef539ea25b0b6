#include "compiler/diagnostics/cases/auth_provider_placeholder_secret.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/auth_provider_secret.h"
#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/schema/values/MuleSoftControlPlane.h"
#include "compiler/schema/values/PlatformMadeProvider.h"

namespace ecac::auth_provider_placeholder_secret {

using namespace fields::AuthProvider;

/// What a provider has only if the client is the author's own and not Salesforce's.
constexpr std::array kOwnClient = {authorizeUrl, consumerKey, defaultScopes, tokenUrl, userInfoUrl};

static bool is_dummy(const FileFacts& facts, const FieldFact* fact) {
  return fact != nullptr && fact->has_text() && facts.text(*fact) == "Placeholder_Value";
}

/// Apple signs its secret with `ecKey`, and Salesforce has clients of its own at MuleSoft's control
/// planes.
static bool needs_no_secret(const FileFacts& facts) {
  const FieldFact* type = facts.find(providerType);
  if (type == nullptr || type->tainted) return true;
  if (facts.text(*type) == values::AuthProviderType::Apple) return true;
  const FieldFact* plane = facts.find(controlPlane);
  return facts.text(*type) == values::AuthProviderType::MuleSoft && plane != nullptr &&
         facts.text(*plane) != values::MuleSoftControlPlane::None;
}

/// Providers of the platform's own features.
static bool is_made_by_platform(const RuleContext& ctx) {
  const EnumSchema* names = ctx.schema().find_enum(values::PlatformMadeProvider::kListName);
  return names != nullptr &&
         std::any_of(names->values.begin(), names->values.end(), [&](const EnumValue& name) {
           return ctx.file().full_name.starts_with(name.name);
         });
}

static const FieldFact* own_client(const FileFacts& facts) {
  for (const FieldId field : kOwnClient) {
    const FieldFact* fact = facts.find(field);
    if (fact != nullptr && fact->state == ValueState::set) return fact;
  }
  return nullptr;
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* secret = facts.find(consumerSecret);
  const FieldFact* key = facts.find(consumerKey);
  const bool dummy_secret = is_dummy(facts, secret);
  if (dummy_secret || is_dummy(facts, key)) {
    const FieldFact& dummy = dummy_secret ? *secret : *key;
    FindingBuilder finding =
        ctx.report(cases::SCT007_placeholder, dummy.value,
                   fmt::format("`{}` is the `Placeholder_Value` of a retrieve; a deploy that "
                               "creates the provider would give it this dummy",
                               ctx.schema().field(dummy.field).name));
    finding.subject("Placeholder_Value")
        .note("without the element the org answers: You must enter a value")
        .note("what it does to a provider that the org has already is not known")
        .help("put a placeholder here and let `replacements` of sfdx-project.json fill it in");
    if (dummy_secret) offer_placeholder(ctx, finding, ctx.file_id(), dummy.value);
    return;
  }
  if (secret != nullptr && secret->state == ValueState::set) return;
  const FieldFact* given = own_client(facts);
  if (given == nullptr || !facts.usable() || facts.broken() || needs_no_secret(facts)) return;
  if (is_made_by_platform(ctx)) return;
  const std::string_view name = ctx.schema().field(given->field).name;
  const TextRange place = secret == nullptr ? facts.root_tag() : secret->element;
  ctx.report(cases::SCT007_missing, place,
             fmt::format("the auth provider has `{}` but no `consumerSecret`, which is needed then",
                         name))
      .subject("consumerSecret")
      .label({ctx.file_id(), given->value}, "so the client is not one of Salesforce's own")
      .note("the org answers: You must enter a value")
      .help(
          "add `consumerSecret` with a placeholder that `replacements` of sfdx-project.json fills "
          "in");
}

extern const Rule rule{
    .id = rules::SCT007, .unit = UnitKind::file, .types = {types::AuthProvider}, .check = check};

}  // namespace ecac::auth_provider_placeholder_secret
