#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/field_fact.h"
#include "compiler/model/file_notes.h"
#include "compiler/model/filled_part.h"

namespace ecac {

/// What one file says by itself: a pure function of its bytes, its type and the schema, in one
/// block of memory, independent of mode, API version and configuration. Immutable.
class FileFacts {
 public:
  TypeId type() const { return type_; }
  /// Hash and size of the bytes it was made from.
  std::uint64_t content_hash() const { return content_hash_; }
  std::uint32_t byte_size() const { return byte_size_; }
  /// False when nothing could be read: wrong encoding, over a limit, another root element.
  bool usable() const { return usable_; }
  /// The bytes were UTF-8, so that edits by byte range are exact.
  bool editable() const { return editable_; }
  /// At least one break was repaired, or the deploy puts elements below the root.
  bool broken() const { return broken_; }

  std::span<const FieldFact> fields() const { return fields_; }
  std::span<const NameUse> uses() const { return uses_; }
  /// What is not as the type wants it; none in most files.
  const FileNotes& notes() const { return notes_ == nullptr ? kNoNotes : *notes_; }
  bool has_notes() const { return notes_ != nullptr; }
  std::string_view text(const FieldFact& fact) const {
    return view(fact.text_begin, fact.text_size);
  }
  std::string_view name(const NameUse& use) const { return view(use.text_begin, use.text_size); }
  /// Range in the file of part of a decoded value, in bytes of that value.
  TextRange range_in_value(const FieldFact& fact, std::size_t begin, std::size_t end) const;

  /// What is open in the bytes [begin, end) of a value, counted from `begin`: what is spelled as a
  /// placeholder, and what the project file declares, however it is spelled.
  std::vector<Placeholder> placeholders_in(const FieldFact& fact, std::size_t begin,
                                           std::size_t end) const;
  std::vector<Placeholder> placeholders_in(const FieldFact& fact) const {
    return placeholders_in(fact, 0, fact.text_size);
  }
  bool has_placeholder(const FieldFact& fact, std::size_t begin, std::size_t end) const;
  /// Numbers of the declared replacements that change one of the bytes [begin, end) of a value,
  /// rising.
  std::vector<std::uint32_t> replacements_in(const FieldFact& fact, std::size_t begin,
                                             std::size_t end) const;

  /// The element's name in its start tag.
  TextRange name_range(const FieldFact& fact, std::string_view name) const;

  /// First fact of a field, anywhere in the file; null if absent or nil.
  const FieldFact* find(FieldId field) const;
  /// The same inside a complex field.
  const FieldFact* find(FieldId field, const FieldFact& inside) const;
  /// That fact if its text may be judged, else null.
  const FieldFact* judgeable(FieldId field) const { return judged(find(field)); }
  const FieldFact* judgeable(FieldId field, const FieldFact& inside) const {
    return judged(find(field, inside));
  }
  FactIndex index_of(const FieldFact& fact) const {
    return static_cast<FactIndex>(&fact - fields_.data());
  }
  /// Innermost fact whose element contains the range; null if none does.
  const FieldFact* innermost(TextRange range) const;

  /// Start tag of the root element, or an empty range at the end of the text.
  TextRange root_tag() const { return root_tag_; }
  TextRange root() const { return root_; }
  /// The `<fullName>` child, which every type may have: its element and its value.
  TextRange full_name_element() const { return full_name_element_; }
  TextRange full_name_range() const { return full_name_range_; }
  std::string_view full_name() const { return view(full_name_begin_, full_name_size_); }

  /// Lines of a short ASCII text (ShortLines); empty for any other, of which the text must be
  /// asked.
  std::span<const std::uint8_t> short_lines() const {
    const auto* text = reinterpret_cast<const std::uint8_t*>(block_.get()) + text_offset_;
    return {text - short_lines_size_, short_lines_size_};
  }
  std::uint32_t placeholders() const { return placeholders_; }

 private:
  friend class FactsBuilder;
  static const FileNotes kNoNotes;
  static const FieldFact* judged(const FieldFact* fact) {
    return fact != nullptr && fact->judgeable() ? fact : nullptr;
  }
  std::string_view view(std::uint32_t begin, std::uint32_t size) const {
    return {reinterpret_cast<const char*>(block_.get()) + text_offset_ + begin, size};
  }

  std::unique_ptr<std::byte[]> block_;
  std::span<const FieldFact> fields_;
  std::span<const NameUse> uses_;
  std::span<const ValueSegment> segments_;
  std::span<const FilledPart> filled() const {
    return filled_ == nullptr ? std::span<const FilledPart>() : *filled_;
  }

  std::unique_ptr<const FileNotes> notes_;
  std::unique_ptr<const std::vector<FilledPart>> filled_;  ///< of few files
  std::uint64_t content_hash_ = 0;
  std::uint32_t byte_size_ = 0;
  std::uint32_t placeholders_ = 0;
  TextRange root_tag_;
  TextRange root_;
  TextRange full_name_element_;
  TextRange full_name_range_;
  std::uint32_t full_name_begin_ = 0;
  std::uint32_t full_name_size_ = 0;
  std::uint32_t text_offset_ = 0;
  TypeId type_ = TypeId::none;
  std::uint16_t short_lines_size_ = 0;  ///< they stand before the text
  bool usable_ = false;
  bool editable_ = false;
  bool broken_ = false;
};

}  // namespace ecac
