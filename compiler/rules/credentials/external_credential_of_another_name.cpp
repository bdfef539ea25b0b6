#include "compiler/diagnostics/cases/external_credential_of_another_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"

namespace ecac::external_credential_of_another_name {

static bool is_used(RuleContext& ctx, SymbolId component, TypeId by) {
  const std::vector<UseSite> uses = ctx.uses(component);
  return std::any_of(uses.begin(), uses.end(),
                     [&](const UseSite& site) { return ctx.project().file(site.file).type == by; });
}

/// A slip of the keyboard: what is meant is known, and reported.
static bool is_misspelt(const RuleContext& ctx, FileId file, std::size_t use) {
  const ReferenceState state = ctx.resolve(file, use).state;
  return state == ReferenceState::other_case || state == ReferenceState::near_miss;
}

/// The same one step on: an external credential, and the identity provider of its name.
static void check_provider(RuleContext& ctx, std::string_view name) {
  const SymbolId own = ctx.symbol(types::ExternalAuthIdentityProvider, name);
  if (own == SymbolId::none || !ctx.is_defined(own) ||
      is_used(ctx, own, types::ExternalCredential)) {
    return;
  }
  ctx.for_each_definition(ctx.subject(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    for (const NameUse& use : facts.uses()) {
      if (use.type != types::ExternalAuthIdentityProvider) continue;
      const SymbolId used = ctx.symbol(use.type, facts.text(facts.fields()[use.fact]));
      if (used == SymbolId::none || !ctx.is_defined(used)) continue;  // a missing one is reported
      const FieldFact& fact = facts.fields()[use.fact];
      ctx.report(cases::CRD033_other_provider, {file, fact.value},
                 fmt::format("`{}` gets its tokens through the identity provider `{}`, and nothing "
                             "uses the one of its own name",
                             name, facts.text(fact)))
          .subject(facts.text(fact))
          .help(fmt::format("if `{}` is meant, write that", name));
    }
  });
}

static void check(RuleContext& ctx) {
  const std::string_view name = ctx.subject_name();
  if (!ctx.is_defined(ctx.subject()) ||
      ctx.symbol(types::ExternalCredential, name) != ctx.subject()) {
    return;
  }
  check_provider(ctx, name);
  const SymbolId named = ctx.symbol(types::NamedCredential, name);
  if (named == SymbolId::none || !ctx.is_defined(named) ||
      is_used(ctx, ctx.subject(), types::NamedCredential)) {
    return;
  }
  ctx.for_each_definition(named, [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    for (std::size_t i = 0; i < facts.uses().size(); ++i) {
      const NameUse& use = facts.uses()[i];
      if (use.type != types::ExternalCredential || is_misspelt(ctx, file, i)) continue;
      const FieldFact& fact = facts.fields()[use.fact];
      ctx.report(
             cases::CRD033_other, {file, fact.value},
             fmt::format("`{}` goes out with the external credential `{}`, and nothing uses the "
                         "one of its own name",
                         name, facts.text(fact)))
          .subject(facts.text(fact))
          .help(fmt::format("if `{}` is meant, write that; a key that goes to a foreign address is "
                            "known there",
                            name));
    }
  });
}

extern const Rule rule{.id = rules::CRD033, .unit = UnitKind::stack, .check = check};

}  // namespace ecac::external_credential_of_another_name
