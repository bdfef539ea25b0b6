#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/schema/schema_set.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// Tells from a file's name which metadata type it is. The number of a type is its TypeId.
class SchemaMatcher final : public TypeMatcher {
 public:
  explicit SchemaMatcher(const SchemaSet& schema);

  MatchedFolder folder(std::string_view path) const override;
  TypeMatch match(std::string_view name, const MatchedFolder& folder) const override;
  bool is_type_directory(std::string_view name) const override;
  bool makes_project(TypeId type) const override;

 private:
  TypeMatch match_name(std::string_view name) const;
  const TypeSchema* type_meant_by(std::string_view suffix) const;
  bool belongs_elsewhere(const TypeMatch& match, const MatchedFolder& folder) const;

  const SchemaSet& schema_;
  std::unordered_map<std::string_view, const ForeignFolder*> foreign_folders_;
  std::unordered_set<std::string_view> directories_;
  std::unordered_map<std::string, TypeId> folded_suffixes_;
  std::vector<std::string_view> long_suffixes_;  ///< of the types that are judged
};

}  // namespace ecac
