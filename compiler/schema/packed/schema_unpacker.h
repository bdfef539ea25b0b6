#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

#include "compiler/schema/packed/schema_layout.h"
#include "compiler/support/check.h"

namespace ecac {

/// Reads what SchemaPacker wrote. All strings are views into the texts.
class SchemaUnpacker {
 public:
  SchemaUnpacker(std::string_view structure, std::string_view texts, std::vector<EnumSchema>& lists)
      : structure_(structure), texts_(texts), lists_(lists) {}

  void operator()(auto&... values) { (get(values), ...); }
  bool is_at_end() const { return at_ == structure_.size(); }

  static void names_of(const std::vector<FieldSchema>& fields, NameIndex& names) {
    names.reserve(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) names.add(fields[i].name, i);
  }
  void records_of_type(std::vector<RecordSchema>& records) {
    records.resize(count());
    records_ = &records;
  }

 private:
  template <typename Value>
  void get(Value& value) {
    if constexpr (std::same_as<Value, bool>) {
      value = number() != 0;
    } else if constexpr (std::is_enum_v<Value> || std::unsigned_integral<Value>) {
      value = static_cast<Value>(number());
    } else if constexpr (std::signed_integral<Value>) {
      const std::uint64_t bits = number();
      value = static_cast<Value>((bits >> 1U) ^ ((bits & 1U) != 0 ? ~std::uint64_t{0} : 0));
    } else {
      packed::describe(*this, value);
    }
  }
  void get(double& value) { value = std::bit_cast<double>(number()); }
  void get(std::string_view& text) {
    const std::uint64_t size = number();
    if (size == 0) {
      text = {};
      return;
    }
    const std::uint64_t offset = number();
    ECAC_CHECK(offset <= texts_.size() && size <= texts_.size() - offset);
    text = texts_.substr(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  }
  template <typename Value>
  void get(std::optional<Value>& value) {
    if (number() != 0) get(value.emplace());
  }
  template <typename Item>
  void get(std::vector<Item>& items) {
    items.resize(count());
    for (Item& item : items) get(item);
  }
  void get(const EnumSchema*& list) { list = at_position(lists_); }
  void get(const RecordSchema*& record) { record = at_position(*records_); }
  template <typename Item>
  const Item* at_position(const std::vector<Item>& items) {
    const std::uint64_t position = number();
    ECAC_CHECK(position <= items.size());
    return position == 0 ? nullptr : &items[static_cast<std::size_t>(position - 1)];
  }
  /// Of things that take a byte each at least.
  std::size_t count() {
    const std::uint64_t items = number();
    ECAC_CHECK(items <= structure_.size() - at_);
    return static_cast<std::size_t>(items);
  }
  std::uint64_t number() {
    std::uint64_t bits = 0;
    for (unsigned shift = 0;; shift += 7) {
      ECAC_CHECK(at_ < structure_.size() && shift < 64);
      const auto byte = static_cast<unsigned char>(structure_[at_++]);
      bits |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return bits;
    }
  }

  std::string_view structure_;
  std::string_view texts_;
  std::vector<EnumSchema>& lists_;
  std::vector<RecordSchema>* records_ = nullptr;
  std::size_t at_ = 0;
};

}  // namespace ecac
