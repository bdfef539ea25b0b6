#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "compiler/resolve/project/value_visitor.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// One walk: who is shown the values, and how many items each list has had so far.
class ValueWalk {
 public:
  ValueWalk(const SchemaSet& schema, ValueVisitor& visitor) : schema_(schema), visitor_(visitor) {}

  const SchemaSet& schema() const { return schema_; }
  ValueVisitor& visitor() const { return visitor_; }
  /// How often it was called with the text before.
  std::size_t count(const std::string& text) { return counts_[text]++; }

 private:
  const SchemaSet& schema_;
  ValueVisitor& visitor_;
  std::unordered_map<std::string, std::size_t> counts_ = {};
};

/// A value on the way of a walk, with the functions that show what is below it: value and reason at
/// once, so that no value goes without. Good as long as the walk is.
class ValueNode {
 public:
  explicit ValueNode(ValueWalk& walk) : walk_(&walk) {}

  const SchemaSet& schema() const { return walk_->schema(); }
  const std::string& address() const { return path_.address; }

  /// The member.
  ValueNode operator[](std::string_view key) const;
  /// A new last item of a member that is a list. `name` tells it from the others.
  ValueNode append(std::string_view list, std::string_view name) const;
  /// The same, of an item that has an address of its own: reasons go by its name, and relative ones
  /// below begin here.
  ValueNode append_named(std::string_view list, std::string_view name) const;
  /// A member that is a list, even if it stays empty.
  void list(std::string_view key) const;
  /// This is an object, even if it stays empty.
  void object() const;

  /// The reason for this node, and for everything below that has none of its own.
  void because(const Origin& origin) const;

  /// A member and its reason; an unknown value is null.
  template <class T>
  void put(std::string_view key, const Resolved<T>& value) const {
    put(key, value.value ? ShownValue(*value.value) : ShownValue(), value.origin);
  }
  /// The same, nothing when the value is known to be "".
  void put_text(std::string_view key, const Resolved<std::string>& value) const;
  void put(std::string_view key, const ShownValue& value, const Origin& origin) const;
  /// A member whose reason is the nearest ancestor's.
  void put(std::string_view key, const ShownValue& value) const;
  /// Nothing if the place is in no file.
  void put_place(std::string_view key, Place place) const;

 private:
  ValueWalk* walk_;
  ValuePath path_ = {};
};

/// `key` as a step of a JSON Pointer (RFC 6901), without a slash.
std::string pointer_step(std::string_view key);

/// `Type.field`, as documents and messages name a field; "" for none.
std::string field_name(const SchemaSet& schema, FieldId field);

}  // namespace ecac
