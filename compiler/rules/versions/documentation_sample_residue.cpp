#include "compiler/diagnostics/cases/documentation_sample_residue.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::documentation_sample_residue {

/// A component of the project may really be called like the one of the sample.
static bool exists(RuleContext& ctx, const FieldSchema& field, std::string_view name) {
  return field.reference_type != TypeId::none &&
         ctx.is_defined(ctx.symbol(field.reference_type, name));
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  for (const FieldFact& fact : facts.fields()) {
    // An address of a sample looks like a placeholder, and here that makes no difference.
    if (!fact.has_text()) continue;
    const FieldSchema& field = ctx.schema().field(fact.field);
    if (field.kind != FieldKind::string && field.kind != FieldKind::integer) continue;
    for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
      const ValueVocabularyEntry* sample = ctx.schema().find_value_vocabulary(field.id, item.text);
      if (sample == nullptr || sample->family != "guideSample") return;
      if (exists(ctx, field, item.text)) return;
      FindingBuilder finding =
          ctx.report(cases::VER006_sample, facts.range_in_value(fact, item.begin, item.end),
                     fmt::format("`{}` is what the sample in the documentation writes as `{}`",
                                 item.text, field.name));
      finding.subject(item.text).help(std::string(sample->hint));
    });
  }
}

extern const Rule rule{
    .id = rules::VER006,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppConfigurablePolicies, types::ExtlClntAppGlobalOauthSettings,
              types::ExtlClntAppOauthConfigurablePolicies, types::ExtlClntAppOauthSettings,
              types::ExtlClntAppSamlConfigurablePolicies, types::ExternalCredential,
              types::NamedCredential},
    .check = check};

}  // namespace ecac::documentation_sample_residue
