#include "compiler/query/place/manifest_place.h"

#include <algorithm>

#include "compiler/schema/field_ids.h"

namespace ecac {

const TypeSchema* type_in_manifest(const SchemaSet& schema, std::string_view type,
                                   std::string_view member) {
  const TypeSchema* own = schema.find_type(type);
  if (own != nullptr && own->metadata_name.empty()) return own;
  const auto all = schema.types();
  const auto found = std::find_if(all.begin(), all.end(), [&](const TypeSchema& each) {
    return each.metadata_name == type && !each.file_name.empty() && each.file_name == member;
  });
  return found == all.end() ? nullptr : &*found;
}

std::optional<NamedComponent> component_in_manifest(const Snapshot& snapshot, FileId file,
                                                    const StandingHere& here) {
  namespace package = fields::Package;
  if (here.kind != StandingHere::Kind::value || here.field->id != package::types_members) {
    return std::nullopt;
  }
  const FileFacts& facts = snapshot.facts(file);
  if (here.fact->parent == kNoFact || !here.fact->judgeable()) return std::nullopt;
  const FieldFact* name = facts.judgeable(package::types_name, facts.fields()[here.fact->parent]);
  const std::string_view member = facts.text(*here.fact);
  if (name == nullptr || member == "*") return std::nullopt;
  const TypeSchema* type = type_in_manifest(snapshot.schema(), facts.text(*name), member);
  if (type == nullptr) return std::nullopt;
  return component_named(snapshot, type->id, member, here.range);
}

}  // namespace ecac
