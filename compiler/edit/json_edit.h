#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/edit/text_edit.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

/// One JSON text and the edits of its values, each in the text's own form: its line ends, its
/// indentation, its blanks behind colons and commas; a text or a list on one line stays on it.
/// Nothing else of the text is touched, comments included. A value is named by its JSON Pointer
/// (RFC 6901). Nothing for a text that is no JSON, and for a pointer that leads nowhere.
class JsonEditor {
 public:
  explicit JsonEditor(std::string text);

  /// Gives a value at a place; a member that is not there is added, with the objects around it.
  TextEdits set(std::string_view pointer, const NewJsonValue& value) const;
  /// Adds items to the end of a list; a list that is not there is added as a member.
  TextEdits add(std::string_view pointer, std::span<const NewJsonValue> items) const;
  /// Takes a member or an item away, with its comma, and its line if it has one to itself.
  TextEdits remove(std::string_view pointer) const;
  /// The pointer to the value that stands at the range, or whose key does; nothing if none does.
  std::optional<std::string> pointer_to(TextRange range) const;
  /// Whether a comment begins in the range, which begins in none and in no string.
  bool has_comment(TextRange range) const;
  /// Gives a member another key, if no other has it.
  TextEdits rename(std::string_view pointer, std::string_view key) const;

 private:
  /// As far as a pointer leads.
  struct Way {
    const JsonValue* holder = nullptr;  ///< of the value, or of the first that is missing
    std::size_t index = 0;              ///< in the holder, of a value that is there
    const JsonValue* value = nullptr;   ///< null if it is not there
    bool holder_in_lines = false;
    bool in_lines = false;  ///< the items of the value have lines of their own
    std::vector<std::string> missing = {};
  };
  /// Items to be written, of an array or, with keys, of an object.
  struct NewItems {
    std::span<const std::string> keys = {};
    std::span<const NewJsonValue> values = {};
  };

  bool follow(std::string_view pointer, Way& way) const;
  bool has_lines(const JsonValue& holder, bool outer) const;
  void note_form(const JsonValue& value);
  void note_member(const JsonValue& object, std::size_t index);
  std::uint32_t begin_of(const JsonValue& holder, std::size_t index) const;
  std::uint32_t behind_line(std::uint32_t end) const;
  std::uint32_t comma_behind(std::uint32_t end) const;
  TextEdits add_missing(const Way& way, NewJsonValue value) const;
  std::vector<TextEdit> insert(const JsonValue& holder, bool lines, const NewItems& items) const;
  std::vector<TextEdit> insert_first(const JsonValue& holder, bool lines,
                                     const NewItems& items) const;
  void print(const NewJsonValue& value, std::string_view indentation, bool lines,
             std::string& out) const;
  void print_items(const NewItems& items, std::string_view gap, std::string_view indentation,
                   bool lines, std::string& out) const;
  std::string printed(const NewItems& items, std::string_view gap, std::string_view indentation,
                      bool lines) const;

  std::string text_;
  JsonValue root_ = {};
  bool usable_ = false;
  std::string line_end_;
  std::string unit_;     ///< of indentation; empty until it is known
  std::string colon_;    ///< between a key and its value
  std::string gap_;      ///< behind the comma of values on one line
  std::string padding_;  ///< inside the braces of an object on one line
  bool knows_colon_ = false;
  bool knows_gap_ = false;
  bool knows_padding_ = false;
  bool knows_lists_ = false;
  bool lists_in_lines_ = false;  ///< lists of single values have a line for each
};

}  // namespace ecac
