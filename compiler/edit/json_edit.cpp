#include "compiler/edit/json_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>

#include "compiler/source/line_form.h"

namespace ecac {
namespace json_texts {

constexpr std::string_view kUsualUnit = "  ";
constexpr std::string_view kBlanks = " \t\r\n";

static bool is_blank(std::string_view text) {
  return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

static bool has_line_end(std::string_view text) {
  return text.find_first_of("\r\n") != std::string_view::npos;
}

static void append_escaped(std::string_view text, std::string& out) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (code < 0x20) {
      out += "\\u00";
      out += kDigits[code >> 4];
      out += kDigits[code & 0xF];
    } else {
      out += c;
    }
  }
}

static std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(text, out);
  return out;
}

/// The tokens of a JSON Pointer; nothing if it is none.
static std::optional<std::vector<std::string>> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (!pointer.empty() && !pointer.starts_with('/')) return std::nullopt;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    const std::string_view raw = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(raw.size());
    std::string& token = tokens.emplace_back();
    for (std::size_t i = 0; i < raw.size(); ++i) {
      if (raw[i] == '~' && i + 1 < raw.size() && (raw[i + 1] == '0' || raw[i + 1] == '1')) {
        token += raw[++i] == '0' ? '~' : '/';
      } else {
        token += raw[i];
      }
    }
  }
  return tokens;
}

static std::string pointer_token(std::string_view key) {
  std::string token;
  for (const char c : key) {
    if (c == '~') {
      token += "~0";
    } else if (c == '/') {
      token += "~1";
    } else {
      token += c;
    }
  }
  return token;
}

/// Where the member or item stands among those of its holder; their number if it is not there.
static std::size_t index_of(const JsonValue& holder, const std::string& token) {
  const std::size_t none = holder.items.size();
  if (holder.kind == JsonKind::object) {
    // Of a key that is there twice, readers take the last.
    for (std::size_t i = none; i-- > 0;) {
      if (holder.keys[i].text == token) return i;
    }
    return none;
  }
  std::size_t index = none;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  return error == std::errc() && stop == end ? std::min(index, none) : none;
}

static bool is_simple(const NewJsonValue& value) {
  return value.kind == NewJsonValue::Kind::string || value.kind == NewJsonValue::Kind::literal;
}

static bool is_simple(const JsonValue& value) {
  return value.kind != JsonKind::array && value.kind != JsonKind::object;
}

static bool are_simple(const auto& values) {
  return std::all_of(values.begin(), values.end(),
                     [](const auto& value) { return is_simple(value); });
}

static std::vector<TextEdit> one_edit(TextRange range, std::string text) {
  std::vector<TextEdit> edits;
  edits.push_back({range, std::move(text)});
  return edits;
}

}  // namespace json_texts

JsonEditor::JsonEditor(std::string text) : text_(std::move(text)), line_end_(line_end_of(text_)) {
  JsonBreak broken;
  usable_ = parse_json(text_, JsonComments::allowed, root_, broken);
  if (!usable_) return;
  note_form(root_);
  if (unit_.empty()) unit_ = json_texts::kUsualUnit;
  if (!knows_colon_) colon_ = ": ";
  // Who writes `"a":1` writes `[1,2]`.
  if (!knows_gap_ && colon_ != ":") gap_ = " ";
}

/// Learns from the first values that show it how the text is laid out.
void JsonEditor::note_form(const JsonValue& value) {
  if (value.items.empty()) return;
  const std::uint32_t first = begin_of(value, 0);
  const bool lines = is_first_on_line(text_, first);
  if (lines && unit_.empty()) {
    const std::string_view own = indentation_of(text_, first);
    const std::string_view outer = indentation_of(text_, value.range.begin);
    if (own.size() > outer.size() && own.starts_with(outer)) unit_ = own.substr(outer.size());
  }
  if (value.kind == JsonKind::array && !knows_lists_ && json_texts::are_simple(value.items)) {
    knows_lists_ = true;
    lists_in_lines_ = lines;
  }
  if (value.kind == JsonKind::object && !lines && !knows_padding_) {
    knows_padding_ = true;
    const std::string_view inside = TextRange{value.range.begin + 1, first}.in(text_);
    if (json_texts::is_blank(inside)) padding_ = inside;
  }
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    note_member(value, i);
    note_form(value.items[i]);
  }
}

/// What stands between a key and its value, and before the next value.
void JsonEditor::note_member(const JsonValue& holder, std::size_t index) {
  if (holder.kind == JsonKind::object && !knows_colon_) {
    const std::string_view between =
        TextRange{holder.keys[index].range.end + 1, holder.items[index].range.begin}.in(text_);
    knows_colon_ = between.find_first_not_of(" \t:") == std::string_view::npos;
    if (knows_colon_) colon_ = between;
  }
  if (index == 0 || knows_gap_) return;
  const std::string_view between =
      TextRange{holder.items[index - 1].range.end, begin_of(holder, index)}.in(text_);
  knows_gap_ = between.find_first_not_of(" \t,") == std::string_view::npos;
  if (knows_gap_) gap_ = between.substr(between.find(',') + 1);
}

/// Where an item begins, with the key of a member.
std::uint32_t JsonEditor::begin_of(const JsonValue& holder, std::size_t index) const {
  if (holder.kind == JsonKind::object) return holder.keys[index].range.begin - 1;  // the quote
  return holder.items[index].range.begin;
}

/// Whether the items of a value have lines of their own; `outer`: it stands among such itself.
bool JsonEditor::has_lines(const JsonValue& holder, bool outer) const {
  if (holder.items.empty()) return outer;
  return is_first_on_line(text_, begin_of(holder, holder.items.size() - 1));
}

bool JsonEditor::follow(std::string_view pointer, Way& way) const {
  auto tokens = json_texts::tokens_of(pointer);
  if (!usable_ || !tokens) return false;
  way.value = &root_;
  // An empty text has no form yet, and takes the usual one.
  way.in_lines = has_lines(root_, true);
  for (auto token = tokens->begin(); token != tokens->end(); ++token) {
    way.holder = way.value;
    way.holder_in_lines = way.in_lines;
    way.index = json_texts::index_of(*way.holder, *token);
    if (way.index == way.holder->items.size()) {
      way.value = nullptr;
      way.missing.assign(std::make_move_iterator(token), std::make_move_iterator(tokens->end()));
      return way.holder->kind == JsonKind::object;
    }
    way.value = &way.holder->items[way.index];
    way.in_lines = has_lines(*way.value, way.in_lines);
  }
  return true;
}

TextEdits JsonEditor::set(std::string_view pointer, const NewJsonValue& value) const {
  Way way;
  if (!follow(pointer, way)) return std::nullopt;
  if (way.value == nullptr) return add_missing(way, value);
  // Between the quotes, if there are any.
  if (value.kind == NewJsonValue::Kind::string && way.value->kind == JsonKind::string) {
    return json_texts::one_edit(way.value->inner_range(), json_texts::escaped(value.text));
  }
  const std::uint32_t begin = way.value->range.begin;
  std::string written;
  print(value, indentation_of(text_, begin), way.holder == nullptr || way.holder_in_lines, written);
  return json_texts::one_edit(way.value->range, std::move(written));
}

TextEdits JsonEditor::add(std::string_view pointer, std::span<const NewJsonValue> items) const {
  Way way;
  if (items.empty() || !follow(pointer, way)) return std::nullopt;
  if (way.value == nullptr) {
    NewJsonValue list{.kind = NewJsonValue::Kind::array};
    list.items.assign(items.begin(), items.end());
    return add_missing(way, std::move(list));
  }
  if (way.value->kind != JsonKind::array) return std::nullopt;
  const bool lines = way.in_lines && (!way.value->items.empty() || lists_in_lines_ ||
                                      !json_texts::are_simple(items));
  return insert(*way.value, lines, {.values = items});
}

/// Adds a member, with objects around the value where more than one is missing.
TextEdits JsonEditor::add_missing(const Way& way, NewJsonValue value) const {
  for (std::size_t i = way.missing.size(); i-- > 1;) {
    NewJsonValue object{.kind = NewJsonValue::Kind::object};
    object.keys.push_back(way.missing[i]);
    object.items.push_back(std::move(value));
    value = std::move(object);
  }
  return insert(*way.holder, way.holder_in_lines,
                {.keys = {&way.missing.front(), 1}, .values = {&value, 1}});
}

/// Behind a comment that stands at the end of the same line; else where the value ends.
std::uint32_t JsonEditor::behind_line(std::uint32_t end) const {
  const std::size_t stop = std::min(text_.find_first_of("\r\n", end), text_.size());
  const std::string_view rest = std::string_view(text_).substr(end, stop - end);
  const std::size_t first = rest.find_first_not_of(" \t,");
  if (first == std::string_view::npos) return end;
  const bool line_comment = rest.substr(first).starts_with("//");
  const bool whole_comment = rest.substr(first).starts_with("/*") &&
                             rest.find("*/", first) == rest.find_last_not_of(" \t") - 1;
  if (!line_comment && !whole_comment) return end;
  return end + static_cast<std::uint32_t>(rest.find_last_not_of(" \t")) + 1;
}

std::vector<TextEdit> JsonEditor::insert(const JsonValue& holder, bool lines,
                                         const NewItems& items) const {
  if (holder.items.empty()) return insert_first(holder, lines, items);
  const TextRange last = holder.items.back().range;
  const std::uint32_t end = last.end;
  const std::string_view indentation =
      indentation_of(text_, begin_of(holder, holder.items.size() - 1));
  if (!lines) {
    // `[{`, and the rest in lines below.
    const bool go_on = json_texts::has_line_end(last.in(text_));
    return json_texts::one_edit(
        {end, end}, fmt::format(",{}{}", gap_, printed(items, gap_, indentation, go_on)));
  }
  const std::string gap = fmt::format("{}{}", line_end_, indentation);
  std::string written = gap + printed(items, gap, indentation, true);
  const std::uint32_t at = behind_blanks(text_, behind_line(end));
  if (at == end) return json_texts::one_edit({end, end}, ',' + written);
  std::vector<TextEdit> edits = json_texts::one_edit({end, end}, ",");
  edits.push_back({{at, at}, std::move(written)});
  return edits;
}

/// Into empty braces or brackets, behind the comments that they may hold.
std::vector<TextEdit> JsonEditor::insert_first(const JsonValue& holder, bool lines,
                                               const NewItems& items) const {
  const TextRange inside = {holder.range.begin + 1, holder.range.end - 1};
  const std::string_view comments = inside.in(text_);
  const std::size_t last = comments.find_last_not_of(json_texts::kBlanks);
  TextRange range = inside;
  if (last != std::string_view::npos) {
    range.begin += static_cast<std::uint32_t>(last) + 1;
    lines = true;  // a comment may reach to the end of its line
  }
  if (!lines) {
    const std::string padding = holder.kind == JsonKind::object ? padding_ : "";
    return json_texts::one_edit(
        range, fmt::format("{}{}{}", padding, printed(items, gap_, "", false), padding));
  }
  const std::string_view outer = indentation_of(text_, holder.range.begin);
  const std::string inner = fmt::format("{}{}", outer, unit_);
  const std::string gap = line_end_ + inner;
  return json_texts::one_edit(
      range, fmt::format("{}{}{}{}", gap, printed(items, gap, inner, true), line_end_, outer));
}

/// `gap`: what stands behind each comma.
void JsonEditor::print_items(const NewItems& items, std::string_view gap,
                             std::string_view indentation, bool lines, std::string& out) const {
  for (std::size_t i = 0; i < items.values.size(); ++i) {
    if (i != 0) out.append(1, ',').append(gap);
    if (!items.keys.empty()) {
      out += '"';
      json_texts::append_escaped(items.keys[i], out);
      out.append(1, '"').append(colon_);
    }
    print(items.values[i], indentation, lines, out);
  }
}

/// A value that stands in a line with this indentation. `lines`: it may go on in others.
void JsonEditor::print(const NewJsonValue& value, std::string_view indentation, bool lines,
                       std::string& out) const {
  if (value.kind == NewJsonValue::Kind::literal) {
    out += value.text;
    return;
  }
  if (value.kind == NewJsonValue::Kind::string) {
    out += '"';
    json_texts::append_escaped(value.text, out);
    out += '"';
    return;
  }
  const bool list = value.kind == NewJsonValue::Kind::array;
  const NewItems items = {.keys = value.keys, .values = value.items};
  out += list ? '[' : '{';
  if (value.items.empty()) {
    // Nothing stands between the brackets.
  } else if (!lines || (list && !lists_in_lines_ && json_texts::are_simple(value.items))) {
    const std::string_view padding = list ? std::string_view() : padding_;
    out += padding;
    print_items(items, gap_, "", false, out);
    out += padding;
  } else {
    const std::string inner = std::string(indentation) + unit_;
    const std::string gap = line_end_ + inner;
    out += gap;
    print_items(items, gap, inner, true, out);
    out.append(line_end_).append(indentation);
  }
  out += list ? ']' : '}';
}

std::string JsonEditor::printed(const NewItems& items, std::string_view gap,
                                std::string_view indentation, bool lines) const {
  std::string out;
  print_items(items, gap, indentation, lines, out);
  return out;
}

/// The comma behind a value, with comments before it or not; where there is none, the end.
std::uint32_t JsonEditor::comma_behind(std::uint32_t end) const {
  const std::string_view text = text_;
  std::uint32_t at = end;
  while (at < text.size() && text[at] != ',') {
    std::size_t next = at + 1;
    if (text.substr(at).starts_with("//")) next = text.find_first_of("\r\n", at);
    if (text.substr(at).starts_with("/*")) next = text.find("*/", at) + 2;
    if (next > text.size()) break;
    at = static_cast<std::uint32_t>(next);
  }
  return at;
}

TextEdits JsonEditor::remove(std::string_view pointer) const {
  Way way;
  if (!follow(pointer, way) || way.value == nullptr || way.holder == nullptr) return std::nullopt;
  const JsonValue& holder = *way.holder;
  const std::uint32_t begin = begin_of(holder, way.index);
  const std::uint32_t end = way.value->range.end;
  const bool is_last = way.index + 1 == holder.items.size();
  if (holder.items.size() == 1) {
    const TextRange inside = {holder.range.begin + 1, holder.range.end - 1};
    const bool alone = json_texts::is_blank(TextRange{inside.begin, begin}.in(text_)) &&
                       json_texts::is_blank(TextRange{end, inside.end}.in(text_));
    return json_texts::one_edit(alone ? inside : whole_lines(text_, {begin, behind_line(end)}), "");
  }
  if (!is_last) {
    const std::uint32_t comma = comma_behind(end);
    const std::uint32_t next = begin_of(holder, way.index + 1);
    const std::string_view gap = TextRange{comma + 1, next}.in(text_);
    // On one line with the next it goes with what stands between them.
    if (json_texts::is_blank(gap) && !json_texts::has_line_end(gap)) {
      return json_texts::one_edit({begin, next}, "");
    }
    return json_texts::one_edit(
        whole_lines(text_, {begin, std::max(comma + 1, behind_line(comma + 1))}), "");
  }
  // The comma before it goes as well.
  const std::uint32_t before = holder.items[way.index - 1].range.end;
  const std::uint32_t comma = comma_behind(before);
  if (!is_first_on_line(text_, begin)) {
    return json_texts::one_edit(whole_lines(text_, {comma, end}), "");
  }
  std::vector<TextEdit> edits = json_texts::one_edit(whole_lines(text_, {comma, comma + 1}), "");
  edits.push_back({whole_lines(text_, {begin, behind_line(end)}), ""});
  return edits;
}

std::optional<std::string> JsonEditor::pointer_to(TextRange range) const {
  if (!usable_ || range.empty()) return std::nullopt;
  std::string pointer;
  const JsonValue* value = &root_;
  while (value->range != range) {
    // The last that does not begin behind it.
    std::size_t first = 0;
    std::size_t count = value->items.size();
    while (count > 0) {
      const std::size_t middle = first + count / 2;
      if (begin_of(*value, middle) > range.begin) {
        count /= 2;
      } else {
        first = middle + 1;
        count -= count / 2 + 1;
      }
    }
    if (first == 0) return std::nullopt;
    const std::size_t index = first - 1;
    const bool is_object = value->kind == JsonKind::object;
    pointer += '/' + (is_object ? json_texts::pointer_token(value->keys[index].text)
                                : std::to_string(index));
    if (is_object && value->keys[index].range == range) return pointer;
    value = &value->items[index];
    if (!value->range.contains(range)) return std::nullopt;
  }
  return pointer;
}

bool JsonEditor::has_comment(TextRange range) const {
  const std::string_view text = range.in(text_);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '/') return true;
    if (text[at] != '"') continue;
    for (++at; at < text.size() && text[at] != '"'; ++at) {
      if (text[at] == '\\') ++at;
    }
  }
  return false;
}

TextEdits JsonEditor::rename(std::string_view pointer, std::string_view key) const {
  Way way;
  if (!follow(pointer, way) || way.value == nullptr || way.holder == nullptr ||
      way.holder->kind != JsonKind::object || way.holder->find(key) != nullptr) {
    return std::nullopt;
  }
  return json_texts::one_edit(way.holder->keys[way.index].range, json_texts::escaped(key));
}

}  // namespace ecac
