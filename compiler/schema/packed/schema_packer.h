#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/schema/packed/packed_schema.h"
#include "compiler/schema/packed/schema_layout.h"
#include "compiler/support/check.h"

namespace ecac {

/// Writes numbers in groups of seven bits, the lowest first, and each text once.
class SchemaPacker {
 public:
  explicit SchemaPacker(const std::vector<EnumSchema>& lists) : lists_(lists) {}

  void operator()(const auto&... values) { (put(values), ...); }
  PackedSchema::Parts take() { return std::move(parts_); }

  void names_of(const std::vector<FieldSchema>&, const NameIndex&) {}
  void records_of_type(const std::vector<RecordSchema>& records) {
    records_ = &records;
    put_number(records.size());
  }

 private:
  template <typename Value>
  void put(const Value& value) {
    if constexpr (std::is_enum_v<Value>) {
      put_number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::signed_integral<Value>) {
      // The sign in the lowest bit, so that small negative numbers are short too.
      const auto bits = static_cast<std::uint64_t>(std::int64_t{value});
      put_number((bits << 1U) ^ (value < 0 ? ~std::uint64_t{0} : 0));
    } else if constexpr (std::unsigned_integral<Value>) {
      put_number(value);
    } else {
      packed::describe(*this, value);
    }
  }
  void put(double value) { put_number(std::bit_cast<std::uint64_t>(value)); }
  void put(std::string_view text) {
    put_number(text.size());
    if (text.empty()) return;
    const auto [known, is_new] = offsets_.try_emplace(std::string(text), parts_.texts.size());
    if (is_new) parts_.texts += text;
    put_number(known->second);
  }
  template <typename Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename Item>
  void put(const std::vector<Item>& items) {
    put_number(items.size());
    for (const Item& item : items) put(item);
  }
  void put(const EnumSchema* list) { put_position(list, lists_); }
  void put(const RecordSchema* record) { put_position(record, *records_); }
  template <typename Item>
  void put_position(const Item* item, const std::vector<Item>& items) {
    if (item == nullptr) return put_number(0);
    const auto position = static_cast<std::size_t>(item - items.data());
    ECAC_CHECK(position < items.size());
    put_number(position + 1);
  }
  void put_number(std::uint64_t number) {
    for (; number >= 0x80; number >>= 7U) {
      parts_.structure += static_cast<char>((number & 0x7FU) | 0x80U);
    }
    parts_.structure += static_cast<char>(number);
  }

  const std::vector<EnumSchema>& lists_;
  const std::vector<RecordSchema>* records_ = nullptr;
  PackedSchema::Parts parts_ = {};
  std::unordered_map<std::string, std::size_t> offsets_ = {};
};

}  // namespace ecac
