#include "compiler/syntax/xml_tag_index.h"

#include "compiler/syntax/xml_characters.h"

namespace ecac {
namespace {

// More tags than this means that a limit of the scanner ends the reading anyway.
constexpr std::size_t kMaxTags = 4'000'000;

std::size_t skip_past(std::string_view text, std::size_t at, std::string_view end) {
  const std::size_t found = text.find(end, at);
  return found == std::string_view::npos ? text.size() : found + end.size();
}

/// End of a start tag: its `>`, or whatever `<` comes first.
std::size_t start_tag_end(std::string_view text, std::size_t at) {
  char quote = 0;
  for (; at < text.size() && text[at] != '<'; ++at) {
    const char c = text[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      break;
    }
  }
  return at;
}

}  // namespace

void XmlTagIndex::build(std::string_view text, std::size_t from) {
  tags_.clear();
  names_.clear();
  std::size_t at = from;
  while (tags_.size() < kMaxTags) {
    at = text.find('<', at);
    if (at == std::string_view::npos) break;
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = skip_past(text, at + 4, "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at = skip_past(text, at + 9, "]]>");
    } else if (rest.starts_with("<?")) {
      at = skip_past(text, at + 2, "?>");
    } else {
      const bool is_end = rest.starts_with("</");
      const std::size_t name_begin = at + (is_end ? 2 : 1);
      const std::size_t name_end =
          xml_name_starts(text, name_begin) ? xml_name_end(text, name_begin) : name_begin;
      const std::size_t tag = at;
      at = name_end;
      if (name_end == name_begin) continue;
      if (!is_end) {
        at = start_tag_end(text, name_end);
        if (at < text.size() && text[at] == '>' && text[at - 1] == '/') continue;
      }
      auto [entry, added] = names_.try_emplace(text.substr(name_begin, name_end - name_begin),
                                               static_cast<std::uint32_t>(names_.size()));
      tags_.push_back(
          {.offset = static_cast<std::uint32_t>(tag), .name = entry->second, .is_end = is_end});
    }
  }
  cursors_.assign(names_.size(), kNone);
  for (std::size_t i = tags_.size(); i-- > 0;) {
    Tag& tag = tags_[i];
    tag.next_of_name = cursors_[tag.name];
    cursors_[tag.name] = static_cast<std::uint32_t>(i);
    if (tag.is_end) {
      tag.unmatched_end = static_cast<std::uint32_t>(i);
      continue;
    }
    // The start tag takes the first unmatched end after it; what comes next belongs to the outside.
    if (tag.next_of_name == kNone) continue;
    const std::uint32_t own = tags_[tag.next_of_name].unmatched_end;
    if (own == kNone || tags_[own].next_of_name == kNone) continue;
    tag.unmatched_end = tags_[tags_[own].next_of_name].unmatched_end;
  }
}

std::uint32_t XmlTagIndex::unmatched_end_offset(std::size_t from, std::string_view name) {
  auto entry = names_.find(name);
  if (entry == names_.end()) return kNone;
  std::uint32_t& cursor = cursors_[entry->second];
  while (cursor != kNone && tags_[cursor].offset < from) cursor = tags_[cursor].next_of_name;
  if (cursor == kNone || tags_[cursor].unmatched_end == kNone) return kNone;
  return tags_[tags_[cursor].unmatched_end].offset;
}

bool XmlTagIndex::own_end_comes_first(std::size_t from, std::string_view own,
                                      std::string_view parent) {
  const std::uint32_t own_end = unmatched_end_offset(from, own);
  if (own_end == kNone) return false;
  return parent.empty() || own == parent || own_end < unmatched_end_offset(from, parent);
}

}  // namespace ecac
