#include "compiler/syntax/xml_value.h"

#include <algorithm>
#include <iterator>
#include <limits>

#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_reference.h"

namespace ecac {

/// Decodes pieces one after the other into a value; `Kind` says which rules hold for them.
class XmlValueDecoder {
 public:
  enum class Kind : std::uint8_t { text, cdata, attribute };

  XmlValueDecoder(std::string_view text, XmlValue& out, TextRange range) : text_(text), out_(out) {
    out_.segments_.clear();
    out_.buffer_.clear();
    out_.range_ = range;
    out_.literal_ = range.in(text);
  }

  /// Whether the piece stands for itself.
  bool is_literal(TextRange piece, Kind kind) const {
    for (std::uint32_t at = piece.begin; at < piece.end;) {
      if (!xml_byte_is(text_[at], kXmlOdd)) {
        if (changes(text_[at], kind)) return false;
        ++at;
        continue;
      }
      const XmlOddRun run = read_odd_run(text_, at);
      if (!run.valid) return false;
      at += run.size;
    }
    return true;
  }

  void add(TextRange piece, Kind kind) {
    std::uint32_t copied = piece.begin;
    std::uint32_t at = piece.begin;
    while (at < piece.end) {
      const Step step = next_step(at, piece.end, kind);
      if (step.copied) {
        at += step.size;
        continue;
      }
      copy({copied, at});
      replace({at, at + step.size}, step.value);
      at += step.size;
      copied = at;
    }
    copy({copied, at});
  }

 private:
  struct Step {
    std::uint32_t size = 1;
    bool copied = true;
    char32_t value = 0;
  };

  static bool changes(char c, Kind kind) {
    switch (kind) {
      case Kind::text: return c == '&' || c == '\r';
      case Kind::cdata: return c == '\r';
      case Kind::attribute: return c == '&' || c == '\r' || c == '\n' || c == '\t';
    }
    return false;
  }

  Step next_step(std::uint32_t at, std::uint32_t end, Kind kind) const {
    const char c = text_[at];
    if (xml_byte_is(c, kXmlOdd)) {
      const XmlOddRun run = read_odd_run(text_.substr(0, end), at);
      return {.size = run.size, .copied = run.valid, .value = kReplacementCharacter};
    }
    if (!changes(c, kind)) return {};
    if (c == '&') {
      const XmlReference reference = read_xml_reference(text_.substr(0, end), at);
      return {.size = reference.size,
              .copied = reference.kind != XmlReferenceKind::character,
              .value = reference.value};
    }
    const bool crlf = c == '\r' && at + 1 < end && text_[at + 1] == '\n';
    const char32_t value = kind == Kind::attribute ? U' ' : U'\n';
    return {.size = crlf ? 2u : 1u, .copied = false, .value = value};
  }

  using Segment = XmlValue::Segment;

  void copy(TextRange source) {
    if (source.empty()) return;
    add_segment(source, 1, 1);
    out_.buffer_.append(source.in(text_));
  }

  void replace(TextRange source, char32_t value) {
    std::string decoded;
    append_utf8(decoded, value);
    const bool is_part = source.size() <= std::numeric_limits<std::uint16_t>::max();
    add_segment(source, is_part ? static_cast<std::uint16_t>(decoded.size()) : std::uint16_t{0},
                is_part ? static_cast<std::uint16_t>(source.size()) : std::uint16_t{0});
    out_.buffer_ += decoded;
  }

  /// Parts that are alike and follow each other are one segment.
  void add_segment(TextRange source, std::uint16_t part, std::uint16_t part_source) {
    std::vector<Segment>& all = out_.segments_;
    if (!all.empty()) {
      Segment& last = all.back();
      const bool is_next = last.source.end == source.begin && part != 0 && last.part == part &&
                           last.part_source == part_source;
      if (is_next) {
        last.source.end = source.end;
        return;
      }
      if (all.size() == XmlValue::kMostSegments) {
        last.source.end = source.end;
        last.part = 0;
        return;
      }
    }
    all.push_back({.begin = static_cast<std::uint32_t>(out_.buffer_.size()),
                   .source = source,
                   .part = part,
                   .part_source = part_source});
  }

  std::string_view text_;
  XmlValue& out_;
};

TextRange XmlValue::source(std::size_t begin, std::size_t end) const {
  auto plus = [](std::uint32_t offset, std::size_t more) {
    return offset + static_cast<std::uint32_t>(more);
  };
  if (segments_.empty()) return {plus(range_.begin, begin), plus(range_.begin, end)};
  auto segment_at = [this](std::size_t at) -> const Segment& {
    auto next = std::upper_bound(segments_.begin() + 1, segments_.end(), at,
                                 [](std::size_t a, const Segment& s) { return a < s.begin; });
    return *std::prev(next);
  };
  const auto place = [&](std::size_t at) {
    return segment_at(at).source_of(static_cast<std::uint32_t>(at));
  };
  TextRange source;
  source.begin = begin >= buffer_.size() ? segments_.back().source.end : place(begin).begin;
  source.end = end > begin ? place(end - 1).end : source.begin;
  return source;
}

void decode_value(const XmlScan& scan, NodeId node, XmlValue& out) {
  using Kind = XmlValueDecoder::Kind;
  const std::span<const XmlPiece> pieces = scan.pieces(node);
  TextRange range{scan.elements()[node].start_tag.end, scan.elements()[node].start_tag.end};
  if (!pieces.empty()) range = {pieces.front().range.begin, pieces.back().range.end};
  XmlValueDecoder decoder(scan.text(), out, range);
  auto kind = [](const XmlPiece& piece) { return piece.cdata ? Kind::cdata : Kind::text; };
  if (pieces.empty()) return;
  if (pieces.size() == 1 && pieces[0].plain) return;
  if (pieces.size() == 1 && decoder.is_literal(range, kind(pieces[0]))) return;
  for (const XmlPiece& piece : pieces) decoder.add(piece.range, kind(piece));
}

void decode_attribute(const XmlScan& scan, const XmlAttribute& attribute, XmlValue& out) {
  XmlValueDecoder decoder(scan.text(), out, attribute.value);
  if (decoder.is_literal(attribute.value, XmlValueDecoder::Kind::attribute)) return;
  decoder.add(attribute.value, XmlValueDecoder::Kind::attribute);
}

void decode_attribute_text(std::string_view raw, std::string& out) {
  XmlValue value;
  const TextRange range{0, static_cast<std::uint32_t>(raw.size())};
  XmlValueDecoder decoder(raw, value, range);
  if (!decoder.is_literal(range, XmlValueDecoder::Kind::attribute)) {
    decoder.add(range, XmlValueDecoder::Kind::attribute);
  }
  out.assign(value.text());
}

std::string escape_xml(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&': escaped += "&amp;"; break;
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      default: escaped += c;
    }
  }
  return escaped;
}

}  // namespace ecac
