#include "tests/support/value_index.h"

#include <gtest/gtest.h>

#include "compiler/resolve/project/project_visitor.h"

namespace ecac::test {

namespace {

class Indexer : public ValueVisitor {
 public:
  void visit_value(const ValuePath& path, const ShownValue& value) override {
    const bool is_new = values.try_emplace(path.key, IndexedValue{value, path.pointer}).second;
    EXPECT_TRUE(is_new) << path.key << " stands twice";
  }

  std::map<std::string, IndexedValue> values = {};
};

}  // namespace

std::map<std::string, IndexedValue> values_by_key(const ResolvedProject& project) {
  Indexer indexer;
  visit_project(project, indexer);
  return std::move(indexer.values);
}

std::vector<std::string> differences(const ResolvedProject& before, const ResolvedProject& after) {
  const auto old_values = values_by_key(before);
  const auto new_values = values_by_key(after);
  std::vector<std::string> keys;
  for (const auto& [key, old_value] : old_values) {
    const auto found = new_values.find(key);
    if (found == new_values.end()) {
      keys.push_back("-" + key);
    } else if (!(found->second.value == old_value.value)) {
      keys.push_back("~" + key);
    }
  }
  for (const auto& [key, new_value] : new_values) {
    if (!old_values.contains(key)) keys.push_back("+" + key);
  }
  return keys;
}

}  // namespace ecac::test
