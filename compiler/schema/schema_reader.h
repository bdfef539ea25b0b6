#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/name_index.h"
#include "compiler/schema/schema_set.h"
#include "compiler/schema/schema_words.h"

namespace ecac {

/// Keeps the first thing that is wrong with a set of schema files, as `file:line: message`, so that
/// reading can go on without looking.
class SchemaProblems {
 public:
  /// `offset` is a byte of the file's text as it was given.
  void add(const SchemaFile& file, std::ptrdiff_t offset, std::string_view message);
  const std::optional<std::string>& first() const { return first_; }

 private:
  std::optional<std::string> first_;
};

/// One schema file, parsed in memory that outlives the reader: all strings are views into it.
class SchemaReader {
 public:
  /// `buffer` holds a copy of the file's text and is changed by reading.
  SchemaReader(const SchemaFile& file, char* buffer, SchemaProblems& problems);

  pugi::xml_node root() const { return document_.document_element(); }
  const SchemaFile& file() const { return file_; }
  void fail(pugi::xml_node node, std::string_view message);
  /// The text of an element without children, white space collapsed to single blanks.
  std::string_view text(pugi::xml_node node);

 private:
  const SchemaFile& file_;
  SchemaProblems& problems_;
  pugi::xml_document document_;
};

/// The value of one attribute; what does not fit is reported and read as empty.
class AttributeValue {
 public:
  AttributeValue(SchemaReader& reader, pugi::xml_node node, pugi::xml_attribute attribute)
      : reader_(reader), node_(node), attribute_(attribute) {}

  std::string_view text() const { return attribute_.value(); }
  bool flag();
  ApiVersion version();
  int integer();
  double decimal();
  std::vector<std::string_view> words() const;
  std::vector<long long> integers();

  template <typename Meaning, std::size_t Size>
  Meaning one_of(const Words<Meaning, Size>& words) {
    for (const auto& [word, meaning] : words) {
      if (word == text()) return meaning;
    }
    std::string expected;
    for (const auto& [word, meaning] : words) {
      if (!expected.empty()) expected += ", ";
      expected += word;
    }
    fail_expecting(expected);
    return Meaning{};
  }

  void fail_expecting(std::string_view expected);

 private:
  long long number(std::string_view digits);

  SchemaReader& reader_;
  pugi::xml_node node_;
  pugi::xml_attribute attribute_;
};

/// Which attributes an element may have, and where each of them goes.
template <typename Target, std::size_t Size>
class AttributeTable {
 public:
  using Read = void (*)(Target&, AttributeValue&);
  struct Row {
    std::string_view name;
    Read read;
  };

  constexpr explicit AttributeTable(const Row (&rows)[Size]) {
    slots_.fill(kEmpty);
    for (std::size_t i = 0; i < Size; ++i) {
      rows_[i] = rows[i];
      std::size_t slot = name_hash(rows[i].name) % kSlots;
      while (slots_[slot] != kEmpty) slot = (slot + 1) % kSlots;
      slots_[slot] = static_cast<std::uint8_t>(i);
    }
  }

  /// Reads all attributes of the element into the target.
  void read(SchemaReader& reader, pugi::xml_node node, Target& target) const {
    for (pugi::xml_attribute attribute = node.first_attribute(); attribute;
         attribute = attribute.next_attribute()) {
      const std::string_view name = attribute.name();
      std::size_t slot = name_hash(name) % kSlots;
      while (slots_[slot] != kEmpty && rows_[slots_[slot]].name != name) slot = (slot + 1) % kSlots;
      if (slots_[slot] == kEmpty) {
        reader.fail(node, "<" + std::string(node.name()) + "> has no attribute '" +
                              std::string(name) + "'");
        continue;
      }
      AttributeValue value(reader, node, attribute);
      rows_[slots_[slot]].read(target, value);
    }
  }

 private:
  static constexpr std::size_t kSlots = 2 * Size + 1;
  static constexpr std::uint8_t kEmpty = 0xFF;
  static_assert(Size < kEmpty);
  std::array<Row, Size> rows_ = {};
  std::array<std::uint8_t, kSlots> slots_ = {};
};

/// Splits at blanks.
std::vector<std::string_view> blank_separated(std::string_view text);

}  // namespace ecac
