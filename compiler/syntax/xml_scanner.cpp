#include "compiler/syntax/xml_scanner.h"

#include <algorithm>
#include <cstring>

#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_declaration.h"
#include "compiler/syntax/xml_reference.h"
#include "compiler/syntax/xml_scanner_impl.h"

namespace ecac {

void scan_xml(std::string_view text, XmlScan& scan, const ScanLimits& limits) {
  XmlScanner(text, scan, limits).run();
}

XmlScanner::XmlScanner(std::string_view text, XmlScan& scan, const ScanLimits& limits)
    : text_(text),
      begin_(text.data()),
      end_(text.data() + text.size()),
      p_(text.data()),
      scan_(scan),
      work_(*scan.workspace_),
      limits_(limits) {}

void XmlScanner::reset() {
  scan_.text_ = text_;
  scan_.elements_.clear();
  scan_.attributes_.clear();
  scan_.pieces_.clear();
  scan_.comments_.clear();
  scan_.breaks_.clear();
  scan_.repairs_.clear();
  scan_.namespaces_.resize(kXmlNamespaceId + 1);
  scan_.namespace_text_.clear();
  scan_.omitted_breaks_ = 0;
  scan_.limit_ = XmlLimit::none;
  work_.open.clear();
  work_.pending_pieces.clear();
  work_.prefixes.clear();
  work_.prefix_undo.clear();
  if (!work_.prefix_index.empty()) work_.prefix_index.clear();
  if (!work_.namespace_index.empty()) work_.namespace_index.clear();
}

void XmlScanner::run() {
  reset();
  if (text_.size() > limits_.bytes) {
    exceed(XmlLimit::bytes);
  } else {
    if (text_.starts_with(kUtf8Bom)) p_ += kUtf8Bom.size();
    scan_declaration();
    while (p_ != end_ && !stopped()) {
      if (work_.open.empty()) {
        scan_outside();
      } else {
        scan_content();
      }
    }
  }
  finish();
}

void XmlScanner::scan_declaration() {
  // As nearly every file has it.
  constexpr std::string_view kUsual = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
  if (starts_with(p_, kUsual)) {
    p_ += kUsual.size();
    return;
  }
  if (!starts_with(p_, "<?xml")) return;
  const char* const declaration = p_;
  const char* const inner = p_ + 5;
  // A longer target makes it a processing instruction.
  if (xml_name_end(text_, offset(inner)) != offset(inner)) return;
  const char* p = inner;
  while (p != end_ && *p != '>' && *p != '<') ++p;
  const bool closed = p != end_ && *p == '>' && p[-1] == '?' && p != inner;
  p_ = p != end_ && *p == '>' ? p + 1 : trim_end(inner, p);
  const TextRange place = range(declaration, p_);
  const XmlDeclarationCheck check =
      check_xml_declaration(range(inner, closed ? p - 1 : p_).in(text_));
  const auto at = offset(inner);
  for (std::uint32_t i = 0; i < check.curly_count; ++i) {
    const TextRange curly = check.curly[i];
    add_break(Kind::curly_quote_in_declaration, {at + curly.begin, at + curly.end}, place);
  }
  if (!closed || !check.valid) add_break(Kind::malformed_declaration, place);
  if (!scan_.breaks_.empty()) add_repair(place, XmlRepair::Text::nothing);
}

void XmlScanner::scan_outside() {
  p_ = skip_blanks(p_);
  if (p_ == end_) return;
  const Markup markup = *p_ == '<' ? markup_at(p_) : Markup::none;
  if (markup == Markup::start_tag && !scan_.elements_.empty()) {
    const char* name = p_ + 1;
    const char* name_end = begin_ + xml_name_end(text_, offset(name));
    add_break(Kind::second_root, range(name, name_end), scan_.elements_.front().name);
    add_repair(range(p_, end_), XmlRepair::Text::nothing);
    scan_.elements_.front().mended = true;
    p_ = end_;
  } else if (markup != Markup::none && markup != Markup::cdata) {
    scan_markup(markup);
  } else {
    const char* const text = p_;
    if (markup == Markup::cdata) {
      scan_cdata();
      if (swallowed_) return;
    }
    while (p_ != end_ && (*p_ != '<' || markup_at(p_) == Markup::none)) ++p_;
    const TextRange place = range(text, trim_end(text, p_));
    add_break(Kind::text_outside_root, place);
    add_repair(place, XmlRepair::Text::nothing);
  }
}

void XmlScanner::scan_content() {
  while (!work_.open.empty() && !stopped()) {
    const char* const text = p_;
    plain_ = true;
    p_ = skip_blanks(p_);
    Markup markup = p_ != end_ && *p_ == '<' ? markup_at(p_) : Markup::none;
    if (p_ != end_ && markup == Markup::none) {
      markup = scan_text();
      add_piece(range(text, p_), false);
      if (markup == Markup::none) return;
    } else if (p_ != text && markup != Markup::start_tag && !work_.open.back().has_children) {
      add_piece(range(text, p_), false);
    }
    if (p_ == end_) return;
    scan_markup(markup);
  }
}

/// Up to the next markup, which it returns, or the end.
XmlScanner::Markup XmlScanner::scan_text() {
  const char* p = p_;
  while (!stopped()) {
    p = xml_skip_plain_text(p, end_);
    if (p == end_) break;
    if (*p == '<') {
      const Markup markup = markup_at(p);
      if (markup != Markup::none) {
        p_ = p;
        return markup;
      }
      plain_ = false;
      add_break(Kind::bare_less_than, range(p, p + 1));
      add_repair(range(p, p + 1), XmlRepair::Text::less_than);
      innermost().mended = true;
      ++p;
    } else if (*p == '&') {
      plain_ = false;
      p = read_reference(p, end_);
    } else if (*p == ']') {
      if (starts_with(p, "]]>")) {
        add_break(Kind::cdata_end_in_text, range(p, p + 3));
        add_repair(range(p + 2, p + 3), XmlRepair::Text::greater_than);
        p += 3;
      } else {
        ++p;
      }
    } else {
      plain_ = false;
      p = read_odd(p);
    }
  }
  p_ = p;
  return Markup::none;
}

void XmlScanner::scan_markup(Markup markup) {
  switch (markup) {
    case Markup::start_tag: return scan_start_tag();
    case Markup::end_tag: return scan_end_tag();
    case Markup::comment: return scan_comment();
    case Markup::cdata: return scan_cdata();
    case Markup::doctype: return scan_doctype();
    case Markup::instruction: return scan_instruction();
    case Markup::none: return;
  }
}

XmlScanner::Markup XmlScanner::unusual_markup_at(const char* p) const {
  const char c = p[1];
  if (c == '/') {
    const char* name = skip_blanks(p + 2);
    if (name == end_) return Markup::none;
    return *name == '>' || xml_name_starts(text_, offset(name)) ? Markup::end_tag : Markup::none;
  }
  if (c == '!') {
    if (starts_with(p, "<!--")) return Markup::comment;
    if (starts_with(p, "<![CDATA[")) return Markup::cdata;
    constexpr std::string_view kWord = "doctype";
    if (end_ - p < 9) return Markup::none;
    const bool doctype = std::equal(kWord.begin(), kWord.end(), p + 2,
                                    [](char lower, char seen) { return lower == (seen | 0x20); });
    return doctype ? Markup::doctype : Markup::none;
  }
  if (c == '?') {
    return xml_name_starts(text_, offset(p) + 2) ? Markup::instruction : Markup::none;
  }
  const char* name = p + 1;
  while (name != end_ && *name == ':') ++name;
  return xml_name_starts(text_, offset(name)) ? Markup::start_tag : Markup::none;
}

void XmlScanner::swallow_rest(XmlBreakKind kind, const char* begin, std::uint32_t mark_size) {
  add_break(kind, range(begin, begin + mark_size), range(begin, end_));
  add_repair(range(begin, end_), XmlRepair::Text::nothing);
  swallowed_ = true;
  p_ = end_;
}

void XmlScanner::scan_comment() {
  const char* const comment = p_;
  const char* const hyphens = find(p_ + 4, "--");
  const char* const end = find(hyphens, "-->");
  if (end == end_) return swallow_rest(Kind::unterminated_comment, comment, 4);
  p_ = end + 3;
  const TextRange place = range(comment, p_);
  check_characters(comment + 4, end);
  if (hyphens != end) {
    add_break(Kind::double_hyphen_in_comment, range(hyphens, hyphens + 2), place);
    add_repair(place, XmlRepair::Text::comment);
  }
  if (scan_.comments_.size() >= limits_.pieces) return exceed(XmlLimit::pieces);
  scan_.comments_.push_back({.range = place,
                             .parent = work_.open.empty() ? kNoNode : work_.open.back().id,
                             .next = static_cast<NodeId>(scan_.elements_.size())});
}

void XmlScanner::scan_cdata() {
  const char* const cdata = p_;
  const char* const end = find(p_ + 9, "]]>");
  if (end == end_) return swallow_rest(Kind::unterminated_cdata, cdata, 9);
  p_ = end + 3;
  if (work_.open.empty()) return;  // the caller reports it as text
  check_characters(cdata + 9, end);
  if (end != cdata + 9) add_piece(range(cdata + 9, end), true);
}

/// End of the declaration at `p`, behind its `>`; null if it has none.
const char* XmlScanner::doctype_end(const char* p) {
  std::uint32_t brackets = 0;
  std::uint32_t angles = 0;
  for (p += 9; p != end_; ++p) {
    if (*p == '"' || *p == '\'') {
      p = find(p + 1, std::string_view(p, 1));
      if (p == end_) return nullptr;
    } else if (*p == '[') {
      ++brackets;
    } else if (*p == ']') {
      if (brackets > 0) --brackets;
    } else if (*p == '<') {
      if (starts_with(p, "<!--") || starts_with(p, "<?")) {
        const std::string_view end = p[1] == '!' ? "-->" : "?>";
        p = find(p + 2 + (end.size() - 2) * 2, end);
        if (p == end_) return nullptr;
        p += end.size() - 1;
      } else {
        ++angles;
      }
    } else if (*p == '>') {
      if (angles > 0) {
        --angles;
      } else if (brackets == 0) {
        return p + 1;
      }
    }
  }
  return nullptr;
}

void XmlScanner::scan_doctype() {
  const char* const doctype = p_;
  const char* end = doctype_unclosed_ ? nullptr : doctype_end(doctype);
  if (end == nullptr) {
    // Its quotes or brackets do not match: the next `>` is the best guess.
    doctype_unclosed_ = true;
    end = find(doctype, ">");
    if (end != end_) ++end;
  }
  doctype_seen_ = true;
  p_ = end;
  const TextRange place = range(doctype, end);
  add_break(Kind::doctype, range(doctype, doctype + 9), place);
  add_repair(place, work_.open.empty() ? XmlRepair::Text::nothing : XmlRepair::Text::comment);
}

void XmlScanner::scan_instruction() {
  const char* const instruction = p_;
  const char* const target = p_ + 2;
  const char* const target_end = begin_ + xml_name_end(text_, offset(target));
  const char* const end = find(target_end, "?>");
  if (end == end_) return swallow_rest(Kind::unterminated_processing_instruction, instruction, 2);
  p_ = end + 2;
  const TextRange place = range(instruction, p_);
  const std::string_view name = range(target, target_end).in(text_);
  check_characters(target_end, end);
  if (name == "xml") {
    add_break(Kind::declaration_not_at_start, place);
  } else if (name.size() == 3 && (name[0] | 0x20) == 'x' && (name[1] | 0x20) == 'm' &&
             (name[2] | 0x20) == 'l') {
    add_break(Kind::reserved_processing_instruction, range(target, target_end));
  } else if (name.find(':') != std::string_view::npos ||
             (target_end != end && !xml_byte_is(*target_end, kXmlBlank))) {
    add_break(Kind::malformed_processing_instruction, place);
  } else {
    return;
  }
  add_repair(place, work_.open.empty() ? XmlRepair::Text::nothing : XmlRepair::Text::comment);
}

void XmlScanner::finish() {
  const auto end = static_cast<std::uint32_t>(text_.size());
  while (!stopped() && !work_.open.empty()) leave_open(end, {end, end}, !swallowed_);
  if (stopped()) {
    const XmlLimit limit = scan_.limit_;
    reset();
    scan_.limit_ = limit;
    return;
  }
  if (scan_.elements_.empty() && !swallowed_) {
    // Text without any element is one thing to say, not two.
    auto outside = [](const XmlBreak& b) { return b.kind == Kind::text_outside_root; };
    auto first = std::find_if(scan_.breaks_.begin(), scan_.breaks_.end(), outside);
    const TextRange place = first == scan_.breaks_.end() ? TextRange{} : first->place;
    std::erase_if(scan_.breaks_, outside);
    scan_.omitted_breaks_ -= omitted_outside_;
    add_break(Kind::missing_root, place);
  }
  if (scan_.breaks_.empty()) return;
  std::sort(scan_.breaks_.begin(), scan_.breaks_.end(), [](const XmlBreak& a, const XmlBreak& b) {
    return a.place != b.place ? a.place < b.place : a.kind < b.kind;
  });
  std::stable_sort(scan_.repairs_.begin(), scan_.repairs_.end(),
                   [](const XmlRepair& a, const XmlRepair& b) {
                     // What is inserted at a place comes before what replaces from there on.
                     return a.range.begin != b.range.begin ? a.range.begin < b.range.begin
                                                           : a.range.empty() && !b.range.empty();
                   });
  mark_neighbours_of_mends();
}

void XmlScanner::mark_neighbours_of_mends() {
  // Down first, as a parent comes before its children: what is inside a mend. Then one step up.
  for (XmlElement& element : scan_.elements_) {
    element.near_mend =
        element.mended || (element.parent != kNoNode && scan_.elements_[element.parent].near_mend);
  }
  for (const XmlElement& element : scan_.elements_) {
    if (element.mended && element.parent != kNoNode) {
      scan_.elements_[element.parent].near_mend = true;
    }
  }
}

void XmlScanner::add_break(XmlBreakKind kind, TextRange place, TextRange related) {
  if (scan_.breaks_.size() < limits_.breaks) {
    scan_.breaks_.push_back({.kind = kind, .place = place, .related = related});
  } else {
    ++scan_.omitted_breaks_;
    if (kind == Kind::text_outside_root) ++omitted_outside_;
  }
}

void XmlScanner::add_repair(TextRange range, XmlRepair::Text text, TextRange name) {
  if (scan_.repairs_.size() >= limits_.repairs) return exceed(XmlLimit::repairs);
  scan_.repairs_.push_back({.range = range, .name = name, .text = text});
}

void XmlScanner::exceed(XmlLimit limit) {
  if (!stopped()) scan_.limit_ = limit;
}

void XmlScanner::add_piece(TextRange range, bool cdata) {
  if (scan_.pieces_.size() + work_.pending_pieces.size() >= limits_.pieces) {
    return exceed(XmlLimit::pieces);
  }
  XmlPiece& piece = work_.pending_pieces.emplace_back();
  piece.range = range;
  piece.cdata = cdata;
  piece.plain = !cdata && plain_ && range.in(text_).find('\r') == std::string_view::npos;
}

void XmlScanner::check_characters(const char* begin, const char* end) {
  for (const char* p = begin; p < end && !stopped();) {
    p = xml_byte_is(*p, kXmlOdd) ? read_odd(p) : p + 1;
  }
}

const char* XmlScanner::read_odd(const char* p) {
  const XmlOddRun run = read_odd_run(text_, offset(p));
  if (!run.valid) {
    const TextRange place = range(p, p + run.size);
    add_break(run.utf8 ? Kind::forbidden_character : Kind::invalid_utf8, place);
    add_repair(place, XmlRepair::Text::replacement_character);
  }
  return p + run.size;
}

const char* XmlScanner::read_reference(const char* p, const char* end) {
  const XmlReference reference = read_xml_reference(text_.substr(0, offset(end)), offset(p));
  const TextRange place = range(p, p + reference.size);
  switch (reference.kind) {
    case XmlReferenceKind::character: return p + reference.size;
    case XmlReferenceKind::undefined_entity:
      // A DOCTYPE may have declared it, and that is refused already.
      if (!doctype_seen_) add_break(Kind::undefined_entity, place);
      break;
    case XmlReferenceKind::invalid_character:
      add_break(Kind::invalid_character_reference, place);
      break;
    case XmlReferenceKind::unterminated: add_break(Kind::unterminated_reference, place); break;
    case XmlReferenceKind::none: add_break(Kind::bare_ampersand, place); break;
  }
  add_repair(range(p, p + 1), XmlRepair::Text::ampersand);
  return p + reference.size;
}

const char* XmlScanner::find(const char* from, std::string_view word) const {
  if (from >= end_) return end_;
  const std::size_t at = text_.find(word, offset(from));
  return at == std::string_view::npos ? end_ : begin_ + at;
}

const char* XmlScanner::trim_end(const char* begin, const char* end) {
  while (end != begin && xml_byte_is(end[-1], kXmlBlank)) --end;
  return end;
}

}  // namespace ecac
