#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/file_facts.h"
#include "compiler/model/filled_part.h"
#include "compiler/schema/schema_set.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// What one worker fills while it binds one file: the growing facts and the notes. Reused for
/// the next file, so that binding allocates nothing in the long run.
struct Binding {
  explicit Binding(const SchemaSet& schema_set) : schema(schema_set) {}

  const SchemaSet& schema;
  const TypeSchema* type = nullptr;
  std::string_view text = {};
  const XmlScan* scan = nullptr;
  bool editable = false;
  std::span<const DeclaredMarker> markers = {};  ///< what the deploy replaces in the text

  std::vector<FieldFact> facts = {};
  std::vector<NameUse> uses = {};
  std::vector<ValueSegment> segments = {};
  std::vector<FilledPart> filled = {};
  std::string values = {};
  FileNotes notes = {};
  std::uint32_t placeholders = 0;
  TextRange full_name_element = {};
  TextRange full_name_range = {};
  std::uint32_t full_name_begin = 0;
  std::uint32_t full_name_size = 0;
  bool too_many_pieces = false;  ///< more segments than are kept: the file is not to be judged

  void clear();

  std::string_view value_of(const FieldFact& fact) const {
    return std::string_view(values).substr(fact.text_begin, fact.text_size);
  }
  TextRange range_in_value(const FieldFact& fact, std::size_t begin, std::size_t end) const;
  /// Whether the deploy replaces something of a range, so that nobody knows what will stand there.
  bool is_replaced(TextRange range) const { return !markers_in(markers, range).empty(); }
  /// Whether a placeholder stands in the bytes [begin, end) of a value.
  bool has_placeholder(const FieldFact& fact, std::size_t begin, std::size_t end) const;
};

}  // namespace ecac
