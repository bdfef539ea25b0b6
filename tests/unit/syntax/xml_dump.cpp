#include "tests/unit/syntax/xml_dump.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_value.h"

namespace ecac::test {
namespace {

void dump_node(const XmlScan& scan, const XmlTree& tree, NodeId node, std::string& out) {
  const XmlElement& element = scan.elements()[node];
  out += tree.name(node);
  if (element.mended) out += '!';
  if (element.attribute_count > 0) {
    out += '[';
    for (const XmlAttribute& attribute : scan.attributes(node)) {
      XmlValue value;
      decode_attribute(scan, attribute, value);
      if (out.back() != '[') out += ' ';
      out += fmt::format("{}={}", attribute.name.in(scan.text()), value.text());
    }
    out += ']';
  }
  out += '(';
  XmlValue value;
  decode_value(scan, node, value);
  if (!value.text().empty()) out += fmt::format("\"{}\"", value.text());
  for (NodeId child : tree.children(node)) dump_node(scan, tree, child, out);
  out += ')';
}

}  // namespace

std::string dump(const XmlScan& scan, const XmlTree& tree) {
  std::string out;
  if (tree.size() > 0) dump_node(scan, tree, tree.root(), out);
  return out;
}

std::string dump_breaks(const XmlScan& scan) {
  std::string out;
  for (const XmlBreak& broken : scan.breaks()) {
    if (!out.empty()) out += '\n';
    out += fmt::format("{} \"{}\"", to_string(broken.kind), broken.place.in(scan.text()));
  }
  return out;
}

std::string broken_promise(const XmlScan& scan) {
  const auto size = static_cast<std::uint32_t>(scan.text().size());
  const TextRange whole{0, size};
  auto well = [&](TextRange range) { return range.begin <= range.end && whole.contains(range); };
  auto fail = [](std::string_view what, std::size_t index) {
    return fmt::format("{} of {}", what, index);
  };
  const auto elements = scan.elements();
  std::uint32_t last_begin = 0;
  for (NodeId i = 0; i < elements.size(); ++i) {
    const XmlElement& e = elements[i];
    for (TextRange range : {e.start_tag, e.name, e.end_tag, e.content(), e.range()}) {
      if (!well(range)) return fail("range", i);
    }
    if (e.name.empty()) return fail("name", i);
    if (!e.start_tag.contains(e.name)) return fail("name in tag", i);
    if (e.start_tag.end > e.end_tag.begin) return fail("tag order", i);
    if (i > 0 && e.start_tag.begin <= last_begin) return fail("document order", i);
    last_begin = e.start_tag.begin;
    if ((e.parent == kNoNode) != (i == 0)) return fail("parent", i);
    if (i > 0) {
      if (e.parent >= i) return fail("parent order", i);
      if (!elements[e.parent].content().contains(e.range())) return fail("nesting", i);
    }
    if (e.mended && !e.near_mend) return fail("near_mend", i);
    std::uint32_t reached = e.start_tag.begin;
    for (const XmlAttribute& attribute : scan.attributes(i)) {
      if (!well(attribute.range) || !well(attribute.value)) return fail("attribute", i);
      if (!e.start_tag.contains(attribute.range)) return fail("attribute in tag", i);
      if (!attribute.range.contains(attribute.name) || !attribute.range.contains(attribute.value) ||
          attribute.name.end > attribute.value.begin || attribute.range.begin < reached) {
        return fail("attribute order", i);
      }
      reached = attribute.range.end;
    }
    reached = e.start_tag.end;
    for (const XmlPiece& piece : scan.pieces(i)) {
      if (!well(piece.range) || piece.range.empty() || piece.range.begin < reached ||
          !e.content().contains(piece.range)) {
        return fail("piece", i);
      }
      reached = piece.range.end;
      const std::string_view raw = piece.range.in(scan.text());
      const bool decoding_changes = std::any_of(raw.begin(), raw.end(), [](char c) {
        return c == '&' || c == '\r' || static_cast<unsigned char>(c) >= 0x80;
      });
      if (piece.plain && (piece.cdata || decoding_changes)) return fail("plain piece", i);
    }
    XmlValue value;
    decode_value(scan, i, value);
    const TextRange source = value.source(0, value.text().size());
    if (!well(source) || !e.content().contains(source)) return fail("value", i);
    for (std::size_t at = 0; at < value.text().size() && at < 64; ++at) {
      const TextRange byte = value.source(at, at + 1);
      if (!source.contains(byte) || byte.empty()) return fail("value map", i);
    }
  }
  for (const XmlComment& comment : scan.comments()) {
    if (!well(comment.range) || !comment.range.in(scan.text()).starts_with("<!--")) {
      return fail("comment", comment.range.begin);
    }
  }
  std::uint32_t last_break = 0;
  for (std::size_t i = 0; i < scan.breaks().size(); ++i) {
    const XmlBreak& broken = scan.breaks()[i];
    if (!well(broken.place) || !well(broken.related)) return fail("break", i);
    if (broken.place.begin < last_break) return fail("break order", i);
    last_break = broken.place.begin;
    if (describe(scan, broken).empty()) return fail("description", i);
    describe_related(scan, broken);
    if (auto fix = fix_of(scan, broken)) {
      for (const XmlBreakEdit& edit : fix->edits) {
        if (!well(edit.range)) return fail("fix", i);
      }
    }
  }
  if (scan.breaks().empty() && !scan.repairs().empty()) return "repair without a break";
  return {};
}

std::string broken_repair(const XmlScan& scan) {
  if (scan.elements().empty()) return {};
  std::string copy;
  repaired_copy(scan, copy);
  if (scan.well_formed()) return copy == scan.text() ? "" : "whole text is changed";
  XmlScan again;
  scan_xml(copy, again, {.bytes = 0xFFFFFFFF});
  if (again.limit_exceeded() != XmlLimit::none) return "limit in copy";
  if (!again.breaks().empty()) return "copy has break: " + dump_breaks(again) + "\nin " + copy;
  if (again.elements().size() != scan.elements().size()) return "element count in " + copy;
  for (NodeId i = 0; i < scan.elements().size(); ++i) {
    if (again.name(i) != scan.name(i)) return fmt::format("name of {} in {}", i, copy);
    if (again.elements()[i].parent != scan.elements()[i].parent) {
      return fmt::format("parent of {} in {}", i, copy);
    }
  }
  return {};
}

}  // namespace ecac::test
