#include "compiler/diagnostics/cases/unknown_configured_name.h"

#include <fmt/format.h>

#include <array>
#include <span>

#include "compiler/rules/engine/rule.h"

namespace ecac::unknown_configured_name {

constexpr std::array kAppTypes = {types::ExternalClientApplication};
constexpr std::array kCredentialTypes = {types::NamedCredential, types::ExternalCredential,
                                         types::ExternalAuthIdentityProvider, types::AuthProvider};

/// `what` is what a person calls such a component.
static void check_name(RuleContext& ctx, std::string_view what, std::span<const TypeId> of,
                       const std::string& name, Place place) {
  for (const TypeId type : of) {
    if (ctx.symbol(type, name) != SymbolId::none || ctx.project().is_known(type, name)) return;
  }
  NearNames::Match near;
  for (const TypeId type : of) {
    if (near.name.empty()) near = ctx.project().nearest_definition(type, name);
  }
  if (near.name.empty()) {
    ctx.report(cases::CFG001_unknown, place,
               fmt::format("no {} of this project is called `{}`; what is said of it here counts "
                           "for nothing",
                           what, name))
        .subject(name);
    return;
  }
  ctx.report(cases::CFG001_near_miss, place,
             fmt::format("no {} of this project is called `{}`, but one is called `{}`", what, name,
                         near.name))
      .subject(name)
      .caret(fmt::format("did you mean `{}`?", near.name));
}

/// `Type:Name`; of anything else nobody can tell what it is.
static void check_component(RuleContext& ctx, const std::string& component, Place place) {
  const std::size_t colon = component.find(':');
  if (colon == std::string::npos) return;
  const TypeSchema* type = ctx.schema().find_type(component.substr(0, colon));
  if (type == nullptr) return;
  const std::array of = {type->id};
  check_name(ctx, type->name, of, component.substr(colon + 1), place);
}

static void check(RuleContext& ctx) {
  const RunFacts& run = ctx.run();
  // A part of a project lacks names, and one ecac.json may speak of several projects.
  for (const AppConfiguration& app : run.apps) {
    if (run.owns(app.place.file)) check_name(ctx, "app", kAppTypes, app.name, app.place);
  }
  for (const CredentialConfiguration& credential : run.credentials) {
    if (!run.owns(credential.place.file)) continue;
    check_name(ctx, "credential", kCredentialTypes, credential.name, credential.place);
  }
  for (const Configured<std::string>& component : run.waived_components) {
    if (run.owns(component.place.file)) check_component(ctx, component.value, component.place);
  }
}

extern const Rule rule{.id = rules::CFG001, .unit = UnitKind::tree, .check = check};

}  // namespace ecac::unknown_configured_name
