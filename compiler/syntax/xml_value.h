#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/limits.h"
#include "compiler/syntax/xml_scan.h"

namespace ecac {

/// A decoded value that knows where each of its bytes was written. Keeps its memory between uses.
/// The view lives as long as the scanned text and until the value is decoded anew.
class XmlValue {
 public:
  /// Decoded bytes from `begin` to the next segment, as a run of parts that are alike: each stands
  /// for so many bytes of the source, and is not divided (a reference, a line end). Of text that is
  /// copied each byte is a part. Without `part` the whole run is one.
  struct Segment {
    std::uint32_t begin = 0;
    TextRange source = {};
    std::uint16_t part = 0;
    std::uint16_t part_source = 0;

    /// Where the part with the decoded byte `at` was written.
    TextRange source_of(std::uint32_t at) const {
      if (part == 0 || at < begin) return source;
      const std::uint32_t from = source.begin + (at - begin) / part * part_source;
      return {std::min(from, source.end), std::min(from + part_source, source.end)};
    }
  };

  /// So many segments a value has at most; what comes then is one, so that a value costs no more
  /// memory than its file, whatever is in it.
  static constexpr std::size_t kMostSegments = limits::kValueSegments;

  std::string_view text() const { return segments_.empty() ? literal_ : std::string_view(buffer_); }

  /// The value stands in the file byte for byte; it has no segments then.
  bool verbatim() const { return segments_.empty(); }
  std::span<const Segment> segments() const { return segments_; }

  /// Where all of it was written; an empty range where it would stand if there is nothing.
  TextRange range() const { return range_; }

  /// Where the bytes [begin, end) of the decoded text were written. What one reference stands for
  /// is not divided: part of it is all of it.
  TextRange source(std::size_t begin, std::size_t end) const;

 private:
  friend class XmlValueDecoder;

  std::string_view literal_;
  TextRange range_ = {};
  std::vector<Segment> segments_;
  std::string buffer_;
};

/// The element's own text: all text and CDATA pieces joined, references replaced, line ends LF.
/// What is not valid (a character XML forbids, ill-formed UTF-8) becomes U+FFFD; a bare `&` or an
/// unknown entity stays as written.
void decode_value(const XmlScan& scan, NodeId node, XmlValue& out);

/// The same for an attribute, whose literal white space becomes spaces.
void decode_attribute(const XmlScan& scan, const XmlAttribute& attribute, XmlValue& out);

/// The text of an attribute's value, when places do not matter.
void decode_attribute_text(std::string_view raw, std::string& out);

/// `text` fit to stand between tags.
std::string escape_xml(std::string_view text);

}  // namespace ecac
