#pragma once

#include <nlohmann/json.hpp>

#include "compiler/resolve/project/shown_places.h"
#include "compiler/resolve/project/value_visitor.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Puts what it visits into a JSON document, each value at its pointer and its reason at its
/// address. Members come out sorted, so that the same project gives the same bytes.
class DocumentBuilder : public ValueVisitor {
 public:
  /// Borrows both.
  DocumentBuilder(const SchemaSet& schema, const ShownPlaces& places)
      : schema_(schema), places_(places) {}

  void visit_object(const ValuePath& path) override;
  void visit_list(const ValuePath& path) override;
  void visit_value(const ValuePath& path, const ShownValue& value) override;
  void visit_place(const ValuePath& path, Place place) override;
  void visit_reason(const ValuePath& path, const Origin& origin) override;

  /// The document with `provenance` in it.
  nlohmann::json finish() &&;

 private:
  nlohmann::json& at(const ValuePath& path);
  nlohmann::json reason(const Origin& origin, const std::string& scope) const;

  const SchemaSet& schema_;
  const ShownPlaces& places_;
  nlohmann::json document_ = nlohmann::json::object();
  nlohmann::json provenance_ = nlohmann::json::object();
};

}  // namespace ecac
