#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/resolve/values/origin.h"
#include "compiler/schema/schema_set.h"
#include "compiler/source/shown_place.h"

namespace ecac {

/// Turns a place of the project into one that can be shown.
using PlaceFinder = std::function<ShownPlace(Place)>;

/// A JSON document that grows together with the reason for each of its values. Members come out
/// sorted, so that the same project gives the same bytes.
class DocumentBuilder {
 public:
  /// `place` is asked for every written value. Both are borrowed.
  DocumentBuilder(const SchemaSet& schema, const PlaceFinder& place)
      : schema_(schema), place_(place) {}

  const SchemaSet& schema() const { return schema_; }
  ShownPlace shown(Place place) const { return place_(place); }

  /// The document with `provenance` in it.
  nlohmann::json finish() &&;

 private:
  friend class DocumentNode;
  nlohmann::json reason(const Origin& origin, const std::string& scope) const;

  const SchemaSet& schema_;
  const PlaceFinder& place_;
  nlohmann::json document_ = nlohmann::json::object();
  nlohmann::json provenance_ = nlohmann::json::object();
};

/// A value of the document under construction: where the next members go. Cheap to copy; good as
/// long as the builder is.
class DocumentNode {
 public:
  explicit DocumentNode(DocumentBuilder& builder) : builder_(&builder) {}

  const DocumentBuilder& builder() const { return *builder_; }
  const std::string& pointer() const { return pointer_; }

  /// The member, made an object when it is given members. Relative pointers in the reasons of
  /// what is below count from `scope`, the nearest node that `as_scope` was called on.
  DocumentNode operator[](std::string_view key) const;
  /// A new last element of the member, which is an array.
  DocumentNode append(std::string_view key) const;
  /// Makes the member an array even if nothing is ever appended.
  void array(std::string_view key) const;
  /// Makes this node an object even if nothing is put into it.
  void object() const;
  DocumentNode as_scope() const;

  /// The reason for this node, and for everything below that has none of its own.
  void because(const Origin& origin) const;

  /// A member and its reason; an unknown value is null.
  template <class T>
  void put(std::string_view key, const Resolved<T>& value) const {
    if (value.value) {
      put(key, nlohmann::json(*value.value), value.origin);
    } else {
      put(key, nlohmann::json(), value.origin);
    }
  }
  /// The same, left out when the value is known to be "".
  void put_text(std::string_view key, const Resolved<std::string>& value) const;
  void put(std::string_view key, nlohmann::json value, const Origin& origin) const;
  /// A member whose reason is the nearest ancestor's.
  void put(std::string_view key, nlohmann::json value) const;
  /// `{"file","line","column"}`; nothing if the place is in no file.
  void put_place(std::string_view key, Place place) const;

 private:
  nlohmann::json& value() const;

  DocumentBuilder* builder_;
  std::string pointer_ = {};
  std::string scope_ = {};
};

/// `key` as a step of a JSON Pointer (RFC 6901), with the slash before it.
std::string pointer_step(std::string_view key);

/// `Type.field`, as documents and messages name a field; "" for none.
std::string field_name(const SchemaSet& schema, FieldId field);

}  // namespace ecac
