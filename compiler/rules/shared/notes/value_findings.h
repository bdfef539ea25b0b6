#pragma once

#include <string>
#include <string_view>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// A bad value with what it is judged against.
struct JudgedValue {
  const BadValue& note;
  const FieldFact& fact;
  const FieldSchema& field;
  std::string_view value;    ///< all of it, decoded
  std::string_view written;  ///< the item of a list that is meant; else all
  TextRange place;           ///< of `written`
};

/// Calls `visit(const JudgedValue&)` for the bad values of the file.
template <class Visit>
void for_each_bad_value(const RuleContext& ctx, Visit&& visit) {
  const FileFacts& facts = ctx.facts();
  for (const BadValue& note : facts.notes().values) {
    const FieldFact& fact = facts.fields()[note.fact];
    const std::string_view value = facts.text(fact);
    visit(JudgedValue{note, fact, ctx.schema().field(fact.field), value,
                      value.substr(note.begin, note.end - note.begin),
                      facts.range_in_value(fact, note.begin, note.end)});
  }
}

/// "expected `A` or `B`": the values that a person may write today; what an org writes for itself
/// is not proposed. Of a long list, how to see it: `ecac schema` shows it with the type.
std::string expected_values(const EnumSchema& values, std::string_view type);

/// What was meant by a value that a list does not have.
struct MeantValue {
  std::string_view name = {};  ///< empty: nobody can tell
  /// It differs in letter case or by one slip of the keyboard, or the schema knows the mistake.
  bool certain = false;
  bool setup = false;  ///< Setup shows the value in the words that are written
};

/// Another letter case, a listed mistake, or the one value within two edits.
MeantValue meant_value(const EnumSchema& values, std::string_view written);

/// Offers the value that was meant, if one was.
void propose(RuleContext& ctx, FindingBuilder& finding, TextRange place, MeantValue meant);

/// Offers to write a value over what stands at `place`.
void offer_value(RuleContext& ctx, FindingBuilder& finding, TextRange place, std::string_view value,
                 Applicability applicability = Applicability::safe);

}  // namespace ecac
