#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/field_fact.h"
#include "compiler/model/ignore_comment.h"
#include "compiler/schema/schema_set.h"
#include "compiler/secrets/secret_scan.h"
#include "compiler/source/text_range.h"
#include "compiler/syntax/xml_break.h"

namespace ecac {

/// Why a file was not judged.
enum class UnreadReason : std::uint8_t {
  unreadable,
  not_a_file,
  internal_error,
  too_large,
  too_deep,
  too_many_elements,
  too_many_attributes,
  too_many_pieces,
  too_many_breaks,
  declared_encoding,  ///< not one that is read; `range` is its name
  unmarked_encoding   ///< the same, told by the bytes
};

/// A file of which nothing was judged.
struct UnreadFile {
  UnreadReason reason = {};
  TextRange range = {};
  std::string words = {};  ///< of the machine that refused, or the encoding's name
  std::size_t limit = 0;   ///< what was exceeded, of bytes or of the depth
};

/// A place where the text is no XML, with the scanner's words for it and what mends it, where one
/// repair is clear.
struct MarkupBreak {
  XmlBreak broken = {};
  std::string words = {};
  std::string related_words = {};
  std::optional<XmlBreakFix> fix = {};
};

/// A root element that the type does not have, or one outside the namespace of metadata.
struct WrongRoot {
  bool name_space = false;
  TextRange place = {};
  std::string written = {};    ///< the name without its prefix, or the namespace
  std::string qualified = {};  ///< the name as it is written
};

/// An element that its parent does not have. One note stands for a run of one wrong word.
struct UnknownElement {
  TextRange element = {};
  TextRange name_range = {};
  std::string name = {};
  FactIndex parent = kNoFact;  ///< none: the root
  bool in_leaf = false;        ///< the parent holds a plain value
  const VocabularyEntry* word = nullptr;
  FieldId meant = FieldId::none;  ///< the parent's field that it stands for
  /// It can be written as that field: the elements from the first to the last of the run, what they
  /// say together, and where a single value stands.
  bool replaceable = false;
  TextRange run = {};
  std::string value = {};
  TextRange value_range = {};
};

/// An element that its type does not have but a sibling type of the same app does. Whether it can
/// be moved there is a question to the project.
struct MisplacedElement {
  TextRange element = {};
  TextRange name_range = {};
  std::vector<FieldId> homes = {};  ///< the fields of that name in sibling types
};

/// A grant whose credential and principal stand in elements of their own.
struct SplitGrant {
  TextRange name_range = {};
  std::string_view part = {};  ///< the first of them, by the name that the schema knows
  TextRange run = {};          ///< all of them; empty if they cannot be told apart
  std::string credential = {};
  std::string principal = {};
  std::string enabled = {};
};

/// A second element of a field that stands once.
struct RepeatedField {
  FactIndex first = kNoFact;
  FactIndex again = kNoFact;
  TextRange name_range = {};
  std::uint32_t count = 0;  ///< it is the second, third, ...
  bool identical = false;
};

/// An element of a list that does not stand with those before it.
struct SeparatedElement {
  FieldId field = FieldId::none;
  TextRange name_range = {};
  std::uint32_t count = 0;
  TextRange name_before = {};  ///< of the one before it
  TextRange run = {};          ///< it, and those that stand together with it
  TextRange behind = {};       ///< the last one of the first run
};

/// Text between the elements of a block or the root.
struct StrayText {
  FactIndex parent = kNoFact;
  TextRange range = {};
  bool punctuation = false;  ///< nothing else
};

/// A field that its parent needs, and that is not there.
struct MissingField {
  FieldId field = FieldId::none;
  FactIndex parent = kNoFact;
  TextRange tag = {};           ///< start tag of the parent
  bool has_neighbours = false;  ///< the parent holds other elements
};

/// What is wrong with a value.
enum class ValueFault : std::uint8_t {
  empty,
  not_listed,
  connected_app_word,
  unconfirmed_scope,
  runtime_scope,
  list_too_long,
  empty_item,
  semicolon,
  duplicate_item,
  not_boolean,
  not_whole,
  beyond_32_bits,
  not_a_number,
  not_a_date,
  no_email,
  other_form,
  out_of_range,
  tolerated,
  too_long
};

/// A value, or an item of a list, that its field cannot have.
struct BadValue {
  ValueFault fault = {};
  FactIndex fact = kNoFact;
  std::uint32_t begin = 0;  ///< of the item, in the decoded value
  std::uint32_t end = 0;
  std::uint32_t number = 0;  ///< of the item in its list, from one; characters of what is too long
};

/// A relation between fields that the schema demands and the file does not have.
struct BrokenConstraint {
  const Constraint* constraint = nullptr;
  TextRange place = {};
  FactIndex when = kNoFact;       ///< the fact of its condition
  FactIndex fact = kNoFact;       ///< the one that is too much, or empty
  FieldId field = FieldId::none;  ///< that is missing or too much
  FieldId other = FieldId::none;  ///< that goes with it
  std::vector<FieldId> found = {};
};

/// What scanner, binder and the search for secrets met in a file that is not as its type wants it.
/// Typed: rules word it. A file that is as it should be has none.
struct FileNotes {
  std::optional<UnreadFile> unread = {};
  std::vector<MarkupBreak> breaks = {};
  std::uint32_t omitted_breaks = 0;  ///< further ones, which are not listed
  TextRange text_end = {};           ///< set where breaks are omitted
  std::optional<WrongRoot> root = {};
  std::vector<UnknownElement> unknown_elements = {};
  std::vector<MisplacedElement> misplaced = {};
  std::vector<SplitGrant> split_grants = {};
  std::vector<RepeatedField> repeated = {};
  std::vector<SeparatedElement> separated = {};
  std::vector<StrayText> stray_texts = {};
  std::vector<MissingField> missing = {};
  std::vector<FactIndex> empty_fields = {};  ///< that their parents need with a value
  std::vector<BadValue> values = {};
  std::vector<BrokenConstraint> constraints = {};
  std::vector<SecretInText> secrets = {};
  bool more_secrets = false;                        ///< further ones, which are not listed
  std::vector<IgnoreComment> ignore_comments = {};  ///< in the order of the text
  /// Fields that some element was meant for which is not bound to them: it is misspelt, of another
  /// vocabulary, in the file of a sibling, or inside an element that nothing knows. Sorted.
  std::vector<FieldId> meant = {};

  bool empty() const {
    return !unread && breaks.empty() && !root && unknown_elements.empty() && misplaced.empty() &&
           split_grants.empty() && repeated.empty() && separated.empty() && stray_texts.empty() &&
           missing.empty() && empty_fields.empty() && values.empty() && constraints.empty() &&
           secrets.empty() && ignore_comments.empty() && meant.empty();
  }
  /// Whether an element was meant for the field: who misses it there has a finding on that element.
  bool is_meant(FieldId field) const {
    return std::binary_search(meant.begin(), meant.end(), field);
  }
};

}  // namespace ecac
