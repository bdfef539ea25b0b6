#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema_set.h"
#include "compiler/source/text_range.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// A place in a text; none is longer.
constexpr std::uint32_t at32(std::size_t at) {
  return static_cast<std::uint32_t>(at);
}

/// What a person is about to write at a place of a text, which may be broken there and anywhere
/// else. The tag that is being typed is taken out before the rest is read, so that it hides
/// nothing. Borrows the text. Takes time linear in it.
class XmlContext {
 public:
  enum class Kind : std::uint8_t {
    nothing,     ///< in a comment, CDATA, an instruction, behind the root
    start,       ///< where a root may begin: nothing of one is there
    tag,         ///< behind `<`
    end_tag,     ///< behind `</`
    attributes,  ///< of a start tag
    content      ///< between tags
  };

  XmlContext(std::string_view text, std::uint32_t offset);

  Kind kind() const { return kind_; }
  std::string_view text() const { return text_; }
  std::uint32_t offset() const { return offset_; }
  /// From `<` to the end of the name that is typed, or of the whole tag where nothing closes it. Of
  /// a tag with a partner its name alone. Of content the letters around the place.
  TextRange replaced() const { return replaced_; }
  /// The end tag's name, where the tag has a partner and both get another name.
  TextRange partner() const { return partner_; }
  bool has_partner() const { return own_ != kNoNode; }

  /// The elements without the typed tag. Ranges are those of the text.
  const XmlScan& scan() const { return scan_; }
  /// Innermost element around the place; none outside of the root.
  NodeId around() const { return around_; }
  /// The element of the tag itself, which is no sibling of what it becomes.
  NodeId own() const { return own_; }

 private:
  struct Tag {
    std::uint32_t begin = 0;
    std::uint32_t name_end = 0;
    std::uint32_t end = 0;  ///< behind its `>`, or where the next markup begins
    bool complete = false;  ///< ends in `>`
    bool closes = false;    ///< an end tag
  };

  void find_kind();
  bool skip_markup(std::uint32_t& at, std::string_view begin, std::string_view end);
  Tag read_tag(std::uint32_t at) const;
  void at_tag(const Tag& tag);
  void at_content();
  void scan_without(TextRange typed);
  void find_around(std::uint32_t at);
  bool has_root() const;

  std::string_view text_;
  std::uint32_t offset_;
  Kind kind_ = Kind::content;
  TextRange replaced_ = {};
  TextRange partner_ = {};
  std::string patched_ = {};
  XmlScan scan_;
  NodeId around_ = kNoNode;
  NodeId own_ = kNoNode;
};

/// What the schema says of the place: the record whose fields may stand there, and the field whose
/// value does, if one is being written.
struct XmlPlace {
  const RecordSchema* record = nullptr;  ///< null where nothing is known
  NodeId holder = kNoNode;               ///< the element of the record
  const FieldSchema* field = nullptr;    ///< of a value
  NodeId leaf = kNoNode;                 ///< its element
};

XmlPlace place_in(const XmlContext& context, const TypeSchema& type);

/// An element of a record and what it says.
struct SiblingElement {
  const FieldSchema* field = nullptr;  ///< null if the record does not have it
  NodeId node = kNoNode;
  std::string value = {};  ///< of a leaf, decoded, without blanks around it
};

/// The elements of the record at the place but for the typed one, in the order of the text; also
/// those that an unclosed leaf has swallowed.
std::vector<SiblingElement> siblings_at(const XmlContext& context, const XmlPlace& place);

/// The value of the first sibling of that name; "" if there is none.
std::string_view value_of(const std::vector<SiblingElement>& siblings, std::string_view name);

}  // namespace ecac
