#include <algorithm>
#include <cstring>
#include <functional>

#include "compiler/syntax/xml_characters.h"
#include "compiler/syntax/xml_declaration.h"
#include "compiler/syntax/xml_scanner_impl.h"

namespace ecac {

void XmlScanner::scan_start_tag() {
  if (scan_.elements_.size() >= limits_.elements) return exceed(XmlLimit::elements);
  if (work_.open.size() >= limits_.depth) return exceed(XmlLimit::depth);
  const char* const tag = p_;
  const char* p = xml_skip_name(tag + 1, end_);
  bool with_colon = false;
  if (p != end_ && (*p == ':' || xml_byte_is(*p, kXmlOdd))) {
    p = begin_ + xml_name_end(text_, offset(tag + 1));
    with_colon = std::find(tag + 1, p, ':') != p;
  }
  const TextRange raw_name = range(tag + 1, p);
  p_ = p;

  const auto id = static_cast<NodeId>(scan_.elements_.size());
  // Filled in place: a temporary would be copied as a whole right after it is written in parts.
  XmlElement& element = scan_.elements_.emplace_back();
  element.name = raw_name;
  if (!work_.open.empty()) element.parent = work_.open.back().id;
  element.first_attribute = static_cast<std::uint32_t>(scan_.attributes_.size());
  if (with_colon) {
    element.name = cut_name(raw_name);
    if (element.name != raw_name) {
      add_break(Kind::malformed_qualified_name, raw_name);
      add_repair({raw_name.begin, element.name.begin}, XmlRepair::Text::nothing);
      add_repair({element.name.end, raw_name.end}, XmlRepair::Text::nothing);
    }
  }
  default_namespace_ = work_.open.empty() ? kNoNamespace : work_.open.back().default_namespace;
  const auto prefix_undo = static_cast<std::uint32_t>(work_.prefix_undo.size());
  if (p_ != end_ && *p_ == '>' && !with_colon) {
    ++p_;
    element.namespace_id = default_namespace_;
    element.start_tag = range(tag, p_);
  } else {
    scan_attributes(tag);
  }
  if (!work_.open.empty()) work_.open.back().has_children = true;
  if (element.self_closing) {
    element.end_tag = {element.start_tag.end, element.start_tag.end};
    element.first_piece = static_cast<std::uint32_t>(scan_.pieces_.size());
    undo_prefixes(prefix_undo);
    return;
  }
  XmlOpenElement& open = work_.open.emplace_back();
  open.id = id;
  open.raw_name = raw_name;
  open.first_pending_piece = static_cast<std::uint32_t>(work_.pending_pieces.size());
  open.default_namespace = default_namespace_;
  open.prefix_undo = prefix_undo;
}

/// From behind the name to the tag's end, and what the names mean.
void XmlScanner::scan_attributes(const char* tag) {
  XmlElement& element = scan_.elements_.back();
  const char* const name_end = p_;
  const std::size_t old_breaks = scan_.breaks_.size();
  bool terminated = true;
  bool unexpected = false;
  for (;;) {
    const char* const before = p_;
    p_ = skip_blanks(p_);
    if (p_ == end_ || *p_ == '<' || stopped()) {
      terminated = false;
      break;
    }
    if (*p_ == '>') {
      ++p_;
      break;
    }
    if (*p_ == '/' && p_ + 1 != end_ && p_[1] == '>') {
      p_ += 2;
      element.self_closing = true;
      break;
    }
    if (xml_name_starts(text_, offset(p_))) {
      scan_attribute(p_ != before || unexpected);
      unexpected = false;
    } else {
      skip_unexpected(tag);
      unexpected = true;
    }
  }
  if (!terminated) p_ = trim_end(name_end, p_);
  element.attribute_count =
      static_cast<std::uint32_t>(scan_.attributes_.size()) - element.first_attribute;
  element.start_tag = range(tag, p_);
  const auto raw_begin = offset(tag) + 1;
  resolve_names(element, {raw_begin, offset(name_end)});
  if (terminated) return;
  // What looked like attributes is most likely text behind a forgotten `>`.
  auto first = scan_.breaks_.begin() + static_cast<std::ptrdiff_t>(old_breaks);
  scan_.breaks_.erase(std::remove_if(first, scan_.breaks_.end(),
                                     [](const XmlBreak& b) {
                                       return b.kind == Kind::attribute_without_value ||
                                              b.kind == Kind::unexpected_character_in_tag;
                                     }),
                      scan_.breaks_.end());
  add_break(Kind::unterminated_start_tag, element.name, element.start_tag);
  add_repair({offset(p_), offset(p_)}, XmlRepair::Text::tag_end);
  element.mended = true;
}

void XmlScanner::scan_attribute(bool spaced) {
  const char* const name_begin = p_;
  p_ = begin_ + xml_name_end(text_, offset(p_));
  XmlAttribute attribute{.name = range(name_begin, p_)};
  if (!spaced) {
    add_break(Kind::missing_space_before_attribute, attribute.name);
    add_repair({attribute.name.begin, attribute.name.begin}, XmlRepair::Text::space);
  }
  const char* const after_name = p_;
  p_ = skip_blanks(p_);
  bool has_value = p_ != end_ && *p_ == '=';
  if (has_value) {
    const char* const after_sign = p_ + 1;
    p_ = skip_blanks(after_sign);
    has_value = p_ != end_ && *p_ != '>' && *p_ != '<' && !starts_with(p_, "/>");
    if (!has_value) p_ = after_sign;
  } else {
    p_ = after_name;
  }
  if (!has_value) {
    add_break(Kind::attribute_without_value, attribute.name);
    add_repair(range(name_begin, p_), XmlRepair::Text::space);
    return;
  }
  p_ = scan_attribute_value(attribute.value);
  attribute.range = range(name_begin, p_);
  if (!is_qualified_name(attribute.name.in(text_))) {
    add_break(Kind::malformed_qualified_name, attribute.name);
    add_repair(attribute.range, XmlRepair::Text::space);
    return;
  }
  if (scan_.attributes_.size() >= limits_.attributes) return exceed(XmlLimit::attributes);
  scan_.attributes_.push_back(attribute);
}

/// The value at `p_`, checked; returns the place behind it.
const char* XmlScanner::scan_attribute_value(TextRange& value) {
  const char* behind = nullptr;
  if (*p_ == '"' || *p_ == '\'') {
    const char* p = p_ + 1;
    while (p != end_ && xml_byte_is(*p, kXmlPlainValue)) ++p;
    if (p != end_ && *p == *p_) {
      value = range(p_ + 1, p);
      return p + 1;
    }
    behind = scan_quoted_value(value);
  } else if (curly_quote_size(text_, offset(p_)) > 0) {
    behind = scan_curly_value(value);
  } else {
    behind = scan_unquoted_value(value);
  }
  check_value(begin_ + value.begin, begin_ + value.end);
  return behind;
}

const char* XmlScanner::scan_quoted_value(TextRange& value) {
  const char quote = *p_;
  const char* const begin = p_ + 1;
  const char* p = begin;
  while (p != end_ && *p != quote && *p != '<') ++p;
  const char* less_than = nullptr;
  if (p != end_ && *p == '<') {
    // Either a `<` inside the value or a forgotten quote before the next tag. It is inside if the
    // value ends on the same line, before any `>`, and not with what opens another value.
    less_than = p;
    while (p != end_ && *p != quote && *p != '>' && *p != '\n') ++p;
    const bool inside = p != end_ && *p == quote && p[-1] != '=';
    if (!inside) p = less_than;
  }
  if (p != end_ && *p == quote) {
    value = range(begin, p);
    return p + 1;
  }
  // No end before the next tag: it is meant to end where the tag does.
  const char* const limit = p;
  const char* end = std::find(begin, limit, '>');
  const XmlRepair::Text mend =
      quote == '"' ? XmlRepair::Text::double_quote : XmlRepair::Text::single_quote;
  for (const char* q = begin; q < end; ++q) {
    if (curly_quote_size(text_, offset(q)) == 0 ||
        curly_quote_is_single(text_, offset(q)) != (quote == '\'')) {
      continue;
    }
    value = range(begin, q);
    add_break(Kind::curly_quote_in_attribute, range(begin - 1, q + 3), range(q, q + 3));
    add_repair(range(q, q + 3), mend);
    return q + 3;
  }
  if (end != limit && end != begin && end[-1] == '/') --end;
  end = trim_end(begin, end);
  value = range(begin, end);
  add_break(Kind::unterminated_attribute_value, range(begin - 1, begin), range(begin - 1, end));
  add_repair(range(end, end), mend);
  return end;
}

const char* XmlScanner::scan_curly_value(TextRange& value) {
  const char* const open = p_;
  const char* const begin = p_ + 3;
  const bool single = curly_quote_is_single(text_, offset(open));
  const XmlRepair::Text mend =
      single ? XmlRepair::Text::single_quote : XmlRepair::Text::double_quote;
  const char straight = single ? '\'' : '"';
  const char* end = begin;
  std::uint32_t close_size = 0;
  for (; end != end_ && *end != '<' && *end != '>'; ++end) {
    if (*end == straight) {
      close_size = 1;
      break;
    }
    if (curly_quote_size(text_, offset(end)) > 0 &&
        curly_quote_is_single(text_, offset(end)) == single) {
      close_size = 3;
      break;
    }
  }
  if (close_size == 0) {
    if (end != begin && end != end_ && *end == '>' && end[-1] == '/') --end;
    end = trim_end(begin, end);
  }
  value = range(begin, end);
  add_break(Kind::curly_quote_in_attribute, range(open, end + close_size),
            range(end, end + close_size));
  add_repair(range(open, begin), mend);
  add_repair(range(end, end + close_size), mend);
  return end + close_size;
}

const char* XmlScanner::scan_unquoted_value(TextRange& value) {
  const char* end = p_;
  while (end != end_ && !xml_byte_is(*end, kXmlBlank) && *end != '>' && *end != '<' &&
         *end != '"' && *end != '\'' && !starts_with(end, "/>")) {
    ++end;
  }
  value = range(p_, end);
  add_break(Kind::unquoted_attribute_value, value);
  add_repair({value.begin, value.begin}, XmlRepair::Text::double_quote);
  add_repair({value.end, value.end}, XmlRepair::Text::double_quote);
  return end;
}

void XmlScanner::check_value(const char* begin, const char* end) {
  for (const char* p = begin; p < end && !stopped();) {
    if (*p == '&') {
      p = read_reference(p, end);
    } else if (*p == '<') {
      add_break(Kind::less_than_in_attribute_value, range(p, p + 1));
      add_repair(range(p, p + 1), XmlRepair::Text::less_than);
      ++p;
    } else {
      p = xml_byte_is(*p, kXmlOdd) ? read_odd(p) : p + 1;
    }
  }
}

/// Something that is neither attribute nor end of the tag, to the next blank or the end of the tag.
void XmlScanner::skip_unexpected(const char* tag) {
  const char* const begin = p_;
  do {
    if (*p_ == '"' || *p_ == '\'') {
      const char* close = p_ + 1;
      while (close != end_ && *close != *p_ && *close != '<' && *close != '>') ++close;
      if (close != end_ && *close == *p_) p_ = close;
    }
    ++p_;
  } while (p_ != end_ && !xml_byte_is(*p_, kXmlBlank) && *p_ != '>' && *p_ != '<' &&
           !starts_with(p_, "/>"));
  const TextRange place = range(begin, p_);
  add_repair(place, XmlRepair::Text::space);
  if (xml_byte_is(*begin, kXmlOdd)) {
    const XmlOddRun run = read_odd_run(text_, place.begin);
    if (!run.valid) {
      return add_break(run.utf8 ? Kind::forbidden_character : Kind::invalid_utf8,
                       {place.begin, place.begin + run.size});
    }
  }
  // One for each tag; what follows it there is mostly its consequence.
  const bool reported = !scan_.breaks_.empty() &&
                        scan_.breaks_.back().kind == Kind::unexpected_character_in_tag &&
                        scan_.breaks_.back().place.begin > offset(tag);
  if (!reported) add_break(Kind::unexpected_character_in_tag, place);
}

void XmlScanner::scan_end_tag() {
  if (!work_.open.empty()) {
    const TextRange open_name = work_.open.back().raw_name;
    const std::uint32_t size = open_name.size();
    const char* const name = p_ + 2;
    if (static_cast<std::size_t>(end_ - name) > size && name[size] == '>' &&
        std::memcmp(name, begin_ + open_name.begin, size) == 0 && innermost().name == open_name) {
      const char* const tag = p_;
      p_ = name + size + 1;
      return close(range(tag, p_));
    }
  }
  scan_unusual_end_tag();
}

void XmlScanner::scan_unusual_end_tag() {
  const char* const tag = p_;
  const char* const name = skip_blanks(p_ + 2);
  const char* const name_end = begin_ + xml_name_end(text_, offset(name));
  bool malformed = name != tag + 2;
  p_ = skip_blanks(name_end);
  if (p_ != end_ && *p_ == '>') {
    ++p_;
  } else {
    malformed = true;
    while (p_ != end_ && *p_ != '>' && *p_ != '<') ++p_;
    p_ = p_ != end_ && *p_ == '>' ? p_ + 1 : trim_end(name_end, p_);
  }
  match_end_tag(range(tag, p_), range(name, name_end), malformed);
}

void XmlScanner::match_end_tag(TextRange tag, TextRange name, bool malformed) {
  constexpr auto kNotOpen = static_cast<std::size_t>(-1);
  const std::string_view word = name.in(text_);
  const TextRange place = name.empty() ? tag : name;
  const std::size_t found = find_open(word);
  if (found != kNotOpen) {
    while (work_.open.size() > found + 1) leave_open(tag.begin, tag, true);
    if (malformed) add_break(Kind::malformed_end_tag, tag);
    if (malformed || innermost().name != work_.open.back().raw_name) {
      add_repair(tag, XmlRepair::Text::end_tag, innermost().name);
    }
    return close(tag);
  }
  bool dropped = work_.open.empty();
  if (!dropped) {
    if (!tags_indexed_) work_.tag_index.build(text_, tag.begin);
    tags_indexed_ = true;
    const std::size_t depth = work_.open.size();
    const std::string_view own = work_.open[depth - 1].raw_name.in(text_);
    const std::string_view parent =
        depth > 1 ? work_.open[depth - 2].raw_name.in(text_) : std::string_view();
    dropped = work_.tag_index.own_end_comes_first(tag.end, own, parent);
  }
  if (dropped) {
    const bool outside = work_.open.empty();
    add_break(Kind::stray_end_tag, place, outside ? TextRange{} : innermost().name);
    add_repair(tag, outside ? XmlRepair::Text::nothing : XmlRepair::Text::comment);
    if (!outside) {
      innermost().mended = true;
    } else if (!scan_.elements_.empty()) {
      scan_.elements_.front().mended = true;
    }
    return;
  }
  add_break(Kind::misspelt_end_tag, place, innermost().name);
  add_repair(tag, XmlRepair::Text::end_tag, innermost().name);
  innermost().mended = true;
  close(tag);
}

/// Index of the innermost open element of that name, or -1. Hashes keep it from comparing long
/// names again and again.
std::size_t XmlScanner::find_open(std::string_view name) {
  const std::size_t hash = std::hash<std::string_view>()(name);
  for (std::size_t i = work_.open.size(); i-- > 0;) {
    XmlOpenElement& open = work_.open[i];
    if (open.raw_name.size() != name.size()) continue;
    if (!open.has_hash) {
      open.hash = std::hash<std::string_view>()(open.raw_name.in(text_));
      open.has_hash = true;
    }
    if (open.hash == hash && open.raw_name.in(text_) == name) return i;
  }
  return static_cast<std::size_t>(-1);
}

/// Closes the innermost element where its end tag belongs.
void XmlScanner::leave_open(std::uint32_t at, TextRange closed_by, bool report) {
  XmlElement& element = innermost();
  element.mended = true;
  if (report) add_break(Kind::unclosed_element, element.name, closed_by);
  add_repair({at, at}, XmlRepair::Text::end_tag, element.name);
  close({at, at});
}

void XmlScanner::close(TextRange end_tag) {
  const XmlOpenElement& open = work_.open.back();
  const auto pending = static_cast<std::uint32_t>(work_.pending_pieces.size());
  XmlElement& element = scan_.elements_[open.id];
  element.end_tag = end_tag;
  element.first_piece = static_cast<std::uint32_t>(scan_.pieces_.size());
  element.piece_count = pending - open.first_pending_piece;
  if (element.piece_count > 0) {
    for (std::uint32_t i = open.first_pending_piece; i < pending; ++i) {
      scan_.pieces_.push_back(work_.pending_pieces[i]);
    }
    work_.pending_pieces.resize(open.first_pending_piece);
  }
  if (work_.prefix_undo.size() > open.prefix_undo) undo_prefixes(open.prefix_undo);
  work_.open.pop_back();
}

/// The part of an element's name that is a QName with a prefix other than `xmlns`; all of it if
/// nothing is wrong with it.
TextRange XmlScanner::cut_name(TextRange raw) const {
  const std::string_view name = raw.in(text_);
  std::size_t begin = 0;
  while (name[begin] == ':') ++begin;
  while (name.substr(begin).starts_with("xmlns:") && xml_name_starts(name, begin + 6) &&
         name[begin + 6] != ':') {
    begin += 6;
  }
  std::size_t end = std::min(name.find(':', begin), name.size());
  if (end + 1 < name.size() && name[end + 1] != ':' && xml_name_starts(name, end + 1)) {
    end = std::min(name.find(':', end + 1), name.size());
  }
  return {raw.begin + static_cast<std::uint32_t>(begin),
          raw.begin + static_cast<std::uint32_t>(end)};
}

}  // namespace ecac
