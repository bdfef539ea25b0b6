#include "compiler/diagnostics/cases/external_credential_of_another_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"

namespace ecac::external_credential_of_another_name {

static bool is_used(RuleContext& ctx) {
  const std::vector<UseSite> uses = ctx.uses(ctx.subject());
  return std::any_of(uses.begin(), uses.end(), [&](const UseSite& site) {
    return ctx.project().file(site.file).type == types::NamedCredential;
  });
}

static void check(RuleContext& ctx) {
  const std::string_view name = ctx.subject_name();
  if (!ctx.is_defined(ctx.subject()) ||
      ctx.symbol(types::ExternalCredential, name) != ctx.subject()) {
    return;
  }
  const SymbolId named = ctx.symbol(types::NamedCredential, name);
  if (named == SymbolId::none || !ctx.is_defined(named) || is_used(ctx)) return;
  ctx.for_each_definition(named, [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    for (const NameUse& use : facts.uses()) {
      if (use.type != types::ExternalCredential) continue;
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
