#include <memory>
#include <string>

#include "compiler/schema/schema_set_data.h"

namespace ecac {

namespace {

constexpr std::string_view kHeaderRole = "header";

/// The header that a settings or policies type belongs to; the header itself for a header.
TypeId header_of(const SchemaSet& schema, const TypeSchema& type) {
  if (type.role == kHeaderRole) return type.id;
  if (type.role != "settings" && type.role != "policies") return TypeId::none;
  for (const FieldSchema& field : type.root.fields) {
    if (field.reference_type == TypeId::none || field.required == Requirement::optional) continue;
    if (schema.type(field.reference_type).role == kHeaderRole) return field.reference_type;
  }
  return TypeId::none;
}

}  // namespace

std::vector<FieldId> SchemaSet::sibling_fields(TypeId type, std::string_view name) const {
  std::vector<FieldId> found;
  const TypeId header = header_of(*this, this->type(type));
  if (header == TypeId::none) return found;
  for (const TypeSchema& other : types()) {
    if (other.id == type || other.undocumented || header_of(*this, other) != header) continue;
    const FieldSchema* field = other.root.find(name);
    if (field != nullptr && field->until == 0) found.push_back(field->id);
  }
  return found;
}

bool SchemaSet::matches(std::string_view pattern, std::string_view value) const {
  if (pattern.empty()) return true;
  const RE2* expression = nullptr;
  {
    const MutexLock lock(data_->patterns_mutex);
    std::unique_ptr<const RE2>& compiled = data_->patterns[pattern];
    if (compiled == nullptr) {
      compiled = std::make_unique<const RE2>(std::string(pattern), RE2::Quiet);
    }
    expression = compiled.get();
  }
  return !expression->ok() ||
         RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *expression);
}

}  // namespace ecac
