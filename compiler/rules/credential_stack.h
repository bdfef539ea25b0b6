#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/parameter_list.h"
#include "compiler/rules/rule.h"

namespace ecac {

/// The parameters of one credential or provider with their places, for rules that judge them.
class StackFile {
 public:
  /// The file of a file unit.
  explicit StackFile(RuleContext& context) : StackFile(context, context.file_id()) {}
  StackFile(RuleContext& context, FileId file);

  const ParameterList& parameters() const { return parameters_; }
  std::span<const Parameter> all() const { return parameters_.all(); }
  const FileFacts& facts() const { return facts_; }
  FileId file() const { return file_; }
  /// What is not there is known not to be there: nothing is repaired, hidden behind a placeholder
  /// or written under a wrong element or type, which is reported as that.
  bool complete() const { return complete_; }

  /// The element of a field of the parameter; null if it is absent or nil.
  const FieldFact* value(const Parameter& parameter) const;
  const FieldFact* name(const Parameter& parameter) const;
  const FieldFact* type(const Parameter& parameter) const;
  const FieldFact* sequence(const Parameter& parameter) const;
  /// Where a value stands; the parameter's start tag if it has none.
  Place place(const Parameter& parameter, const FieldFact* fact) const;

  /// One more than the largest sequence number of those that are counted together.
  long long next_sequence(std::string_view type) const;
  /// Adds an element at the end of a parameter.
  std::vector<FixOperation> add_to(const Parameter& parameter, std::string_view element) const;
  /// Adds a parameter with a value behind the last one; nothing if there is none to go by.
  std::vector<FixOperation> add(std::string_view type, std::string_view name,
                                std::string_view value, long long sequence = 0) const;

 private:
  bool is_complete() const;
  std::string_view element_of(FieldId field) const;

  RuleContext& context_;
  FileId file_;
  const FileFacts& facts_;
  ParameterFields fields_;
  const ParameterList& parameters_;
  bool complete_ = false;
};

/// Whether some element of the field has a text that passes. Asked before the parameters of a file
/// are read, which costs more.
template <class Test>
bool any_text(const FileFacts& facts, FieldId field, Test&& test) {
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field == field && test(facts.text(fact))) return true;
  }
  return false;
}

/// The host of an address in small letters; "" if it has none.
std::string host_of(std::string_view url);
/// Whether the host is one of the list or, with `below`, lies below one of its domains.
bool is_listed_host(const SchemaSet& schema, std::string_view list, std::string_view host,
                    bool below);

/// `a`, `b` and `c`, each in backticks.
std::string quoted_list(std::span<const std::string> words);

}  // namespace ecac
