#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/model/file_facts.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Says where in a file its elements are, by their names. Each element is numbered and written at
/// most once, so that the cost of all findings of a file is bounded by its size. Both arguments
/// must outlive it.
class ElementPaths {
 public:
  ElementPaths(const SchemaSet& schema, const FileFacts& facts) : schema_(schema), facts_(facts) {}

  /// Names of the elements from the root to the innermost known one around a range; "" if none is.
  /// A step of a repeated element carries its key fields
  /// (`externalCredentialParameters[AuthParameter,Scope]`); equal ones are numbered in order.
  const std::string& at(TextRange range);

  /// Who can change the innermost known element around a range; none where its type says.
  Owner owner_at(TextRange range) const;

  /// How many names with keys were made so far: what the cost is made of.
  std::size_t steps() const { return steps_; }

 private:
  const FieldFact* innermost(TextRange range) const;
  const std::string& path_of(const FieldFact& fact);
  std::string step_of(const FieldFact& fact);
  /// From 1, among the elements of the same name and key inside the same one.
  std::size_t number_of(const FieldFact& fact);

  const SchemaSet& schema_;
  const FileFacts& facts_;
  std::unordered_map<FactIndex, std::string> paths_;
  std::vector<std::uint32_t> numbers_;  ///< by fact; empty until one is asked for
  std::string nowhere_;
  std::size_t steps_ = 0;
};

}  // namespace ecac
