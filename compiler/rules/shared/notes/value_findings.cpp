#include "compiler/rules/shared/notes/value_findings.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/model/value_list.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

std::string expected_values(const EnumSchema& values, std::string_view type) {
  constexpr std::size_t kMost = 12;
  std::vector<std::string_view> names;
  for (const EnumValue& value : values.values) {
    if (!value.internal && value.until == 0) names.push_back(value.name);
  }
  if (names.size() <= kMost) return fmt::format("expected {}", list_of_names(names, "or"));
  return fmt::format("`ecac schema {}` lists the {} known values", type, names.size());
}

/// `Manage user data via APIs (api)`: Setup shows the name of a scope at run time behind its label;
/// of several, the others are part of the first.
static const EnumValue* labelled_scope(const EnumSchema& values, std::string_view written) {
  if (!values.has_runtime_names() || !written.ends_with(')')) return nullptr;
  written.remove_suffix(1);
  written.remove_prefix(written.rfind('(') + 1);
  const EnumValue* first = nullptr;
  for (std::size_t begin = 0; begin <= written.size();) {
    const std::size_t end = std::min(written.find(',', begin), written.size());
    const EnumValue* scope = values.find_runtime(trim_blanks(written.substr(begin, end - begin)));
    if (scope == nullptr) return nullptr;
    if (first == nullptr) first = scope;
    begin = end + 1;
  }
  return first;
}

MeantValue meant_value(const EnumSchema& values, std::string_view written) {
  if (const EnumValue* other = values.find_ignoring_case(written)) return {other->name, true};
  if (const auto* mistake = values.find_mistake(written)) {
    return {mistake->means, true, mistake->setup};
  }
  if (const EnumValue* scope = labelled_scope(values, written)) return {scope->name, true, true};
  if (written.size() < 5) return {};
  std::vector<std::string_view> names;
  for (const EnumValue& value : values.values) {
    if (value.until == 0) names.push_back(value.name);
  }
  const std::string_view near = nearest_word(written, names);
  return {near, is_one_slip(written, near)};
}

void offer_value(RuleContext& ctx, FindingBuilder& finding, TextRange place, std::string_view value,
                 Applicability applicability) {
  if (!ctx.facts().editable()) return;
  finding.fix(fmt::format("Write `{}`", shown(value)), applicability,
              {SetText{{ctx.file_id(), place}, std::string(value)}});
}

void propose(RuleContext& ctx, FindingBuilder& finding, TextRange place, MeantValue meant) {
  if (meant.name.empty()) return;
  finding.caret(meant.setup ? fmt::format("this is Setup's label of `{}`", meant.name)
                            : fmt::format("did you mean `{}`?", meant.name));
  if (!ctx.facts().editable()) finding.help(fmt::format("write `{}`", meant.name));
  offer_value(ctx, finding, place, meant.name,
              meant.certain ? Applicability::safe : Applicability::unsafe);
}

}  // namespace ecac
