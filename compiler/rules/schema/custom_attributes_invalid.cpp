#include "compiler/diagnostics/cases/custom_attributes_invalid.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::custom_attributes_invalid {

struct Attribute {
  std::string_view key;
  const FieldFact* key_fact;
  const FieldFact* block;
};

static bool judged(const FieldFact& fact) {
  return fact.state != ValueState::nil && fact.intact();
}

/// Both blocks hold the same fields with the same values, in whatever order.
static bool equal_blocks(const FileFacts& facts, const FieldFact& a, const FieldFact& b) {
  if (a.subtree_end - facts.index_of(a) != b.subtree_end - facts.index_of(b)) return false;
  for (FactIndex i = facts.index_of(a) + 1; i < a.subtree_end; ++i) {
    const FieldFact& mine = facts.fields()[i];
    const FieldFact* other = facts.find(mine.field, b);
    if (other == nullptr || !judged(mine) || !judged(*other)) return false;
    if (facts.text(mine) != facts.text(*other)) return false;
  }
  return true;
}

static void check_duplicates(RuleContext& ctx, std::vector<Attribute>& attributes) {
  std::stable_sort(attributes.begin(), attributes.end(),
                   [](const Attribute& a, const Attribute& b) { return a.key < b.key; });
  std::size_t first = 0;
  std::size_t end = 0;  // of the attributes with the same key
  for (std::size_t i = 0; i < attributes.size(); ++i) {
    const Attribute& again = attributes[i];
    if (i == end) {
      first = i;
      while (end < attributes.size() && attributes[end].key == again.key) ++end;
      continue;
    }
    FindingBuilder finding =
        ctx.report(cases::SCH009_duplicate_key, again.key_fact->value,
                   fmt::format("custom attribute `{}` is defined {} times; keys must be unique",
                               shown(again.key), end - first));
    finding.subject(again.key);
    finding.label({ctx.file_id(), attributes[first].key_fact->value}, "defined first here");
    if (equal_blocks(ctx.facts(), *attributes[first].block, *again.block)) {
      finding.fix("Remove the repeated attribute", Applicability::safe,
                  ctx.remove(ctx.file_id(), again.block->element));
    }
  }
}

static void check_values(RuleContext& ctx, const FieldSchema& field, const FieldFact& block,
                         std::vector<Attribute>& attributes) {
  const FileFacts& facts = ctx.facts();
  for (FactIndex i = facts.index_of(block) + 1; i < block.subtree_end; ++i) {
    const FieldFact& fact = facts.fields()[i];
    if (!judged(fact)) continue;
    const FieldSchema& part = ctx.schema().field(fact.field);
    if (part.name == field.key.front()) {
      if (fact.state == ValueState::set && !fact.tainted) {
        attributes.push_back({facts.text(fact), &fact, &block});
      }
    } else if (fact.state == ValueState::empty && part.required != Requirement::optional) {
      ctx.report(cases::SCH009_empty_formula, fact.element,
                 fmt::format("`{}` is empty; a custom attribute needs something to say", part.name))
          .subject(part.name);
    }
  }
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  const auto fields = facts.fields();
  std::vector<Attribute> attributes;
  const FieldSchema* field = nullptr;
  int count = 0;
  for (FactIndex i = 0; i < fields.size(); i = fields[i].subtree_end) {
    const FieldSchema& schema = ctx.schema().field(fields[i].field);
    if (!schema.unique_key) continue;
    field = &schema;
    if (++count == field->max_count + 1 && field->max_count != 0) {
      ctx.report(cases::SCH009_too_many, facts.name_range(fields[i], field->name),
                 fmt::format("more than {} `{}`; this is the first beyond the limit",
                             field->max_count, field->name))
          .subject("count");
    }
    check_values(ctx, *field, fields[i], attributes);
  }
  if (attributes.size() > 1) check_duplicates(ctx, attributes);
}

extern const Rule rule{
    .id = rules::SCH009,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppOauthSettings, types::ExtlClntAppOauthConfigurablePolicies,
              types::ExtlClntAppSamlConfigurablePolicies},
    .check = check};

}  // namespace ecac::custom_attributes_invalid
