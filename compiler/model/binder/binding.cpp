#include "compiler/model/binder/binding.h"

#include <utility>

namespace ecac {

void Binding::clear() {
  facts.clear();
  uses.clear();
  segments.clear();
  values.clear();
  findings.clear();
  misplaced.clear();
  placeholders = 0;
  full_name_lines = {};
  full_name_range = {};
  full_name_begin = 0;
  full_name_size = 0;
}

TextRange Binding::range_in_value(const FieldFact& fact, std::size_t begin, std::size_t end) const {
  return source_of_value(fact.value, std::span(segments).subspan(fact.map_begin, fact.map_size),
                         begin, end);
}

LocalFinding& Binding::report(CaseId rule_case, TextRange range, std::string message) {
  LocalFinding& finding = findings.emplace_back();
  finding.diagnostic.rule_case = rule_case;
  finding.diagnostic.place.range = range;
  finding.diagnostic.message = std::move(message);
  finding.newer_case = rule_case;
  return finding;
}

void Binding::fix(LocalFinding& finding, std::string description, Applicability applicability,
                  TextRange range, std::string replacement) const {
  if (!editable) return;
  Fix fix{std::move(description), applicability, {}};
  fix.operations.emplace_back(EditOperation{{FileId::none, range}, std::move(replacement)});
  finding.diagnostic.fixes.push_back(std::move(fix));
}

}  // namespace ecac
