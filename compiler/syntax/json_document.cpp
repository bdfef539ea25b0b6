#include "compiler/syntax/json_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/support/check.h"
#include "compiler/support/limits.h"

namespace ecac {
namespace {

/// Walks over the tokens of a text that the JSON parser has already accepted, so that each event of
/// the parser gets its place; the parser itself tells places only of errors.
class TokenCursor {
 public:
  explicit TokenCursor(std::string_view text) : text_(text) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  TextRange next() {
    skip_between();
    const std::size_t begin = at_;
    ECAC_CHECK(at_ < text_.size());
    switch (text_[at_]) {
      case '{':
      case '}':
      case '[':
      case ']': ++at_; break;
      case '"': skip_string(); break;
      default: at_ = std::min(text_.find_first_of(" \t\r\n,:]}/", at_), text_.size()); break;
    }
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
  }

  std::string_view text(TextRange range) const { return text_.substr(range.begin, range.size()); }

 private:
  void skip_between() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\0' || c == ',' || c == ':') {
        ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        // For the parser a NUL, which it accepts nowhere else, ends a comment, too.
        at_ = std::min(text_.find_first_of(std::string_view("\r\n\0", 3), at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        const std::size_t end = text_.find("*/", at_ + 2);
        at_ = end == std::string_view::npos ? text_.size() : end + 2;
      } else {
        return;
      }
    }
  }

  void skip_string() {
    for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') ++at_;
    }
    at_ = std::min(at_ + 1, text_.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

TextRange without_quotes(TextRange range) {
  return {range.begin + 1, range.end - 1};
}

/// Builds the document from the events of the parser.
class JsonEvents {
 public:
  JsonEvents(std::string_view text, JsonValue& root, JsonBreak& broken)
      : text_(text), cursor_(text), root_(root), broken_(broken) {}

  bool null() { return leaf(JsonKind::null); }
  bool boolean(bool value) {
    if (!leaf(JsonKind::boolean)) return false;
    last_->boolean = value;
    return true;
  }
  bool number_integer(std::int64_t) { return leaf(JsonKind::number); }
  bool number_unsigned(std::uint64_t) { return leaf(JsonKind::number); }
  bool number_float(double, const std::string&) { return leaf(JsonKind::number); }
  bool string(std::string& value) {
    if (!leaf(JsonKind::string)) return false;
    last_->text = std::move(value);
    return true;
  }
  bool binary(std::vector<std::uint8_t>&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    open_.back()->keys.push_back({std::move(name), without_quotes(cursor_.next())});
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::json::exception& error) {
    // "[json.exception…] parse error at line 1, column 2: syntax error while parsing value -
    // invalid literal; last read: '…'; expected …". The reader has its own way to tell places.
    std::string_view what = error.what();
    if (const std::size_t dash = what.find(" - "); dash != std::string_view::npos) {
      what.remove_prefix(dash + 3);
    }
    std::string message(what.substr(0, what.find("; last read")));
    if (const std::size_t expected = what.rfind("; expected");
        expected != std::string_view::npos && message.size() < expected) {
      message += what.substr(expected);
    }
    // It may quote a number of any length.
    constexpr std::size_t kLongestMessage = 300;
    if (message.size() > kLongestMessage) {
      message.resize(kLongestMessage);
      while (!message.empty() && (static_cast<unsigned char>(message.back()) & 0x80) != 0) {
        message.pop_back();
      }
      message += "…";
    }
    // The position counts the characters read, the last of which is the wrong one.
    const std::size_t end = std::min(position, text_.size());
    broken_ = {
        {static_cast<std::uint32_t>(end == 0 ? 0 : end - 1), static_cast<std::uint32_t>(end)},
        std::move(message)};
    return false;
  }

 private:
  JsonValue* place() {
    if (open_.empty()) return &root_;
    return &open_.back()->items.emplace_back();
  }

  bool leaf(JsonKind kind) {
    last_ = place();
    last_->kind = kind;
    last_->range = cursor_.next();
    if (kind == JsonKind::number) last_->text = cursor_.text(last_->range);
    return true;
  }

  bool open(JsonKind kind) {
    JsonValue* value = place();
    value->kind = kind;
    value->range = cursor_.next();
    if (open_.size() == limits::kJsonNesting) {
      broken_ = {value->range, fmt::format("nested deeper than {} levels", limits::kJsonNesting)};
      return false;
    }
    open_.push_back(value);
    return true;
  }

  bool close() {
    open_.back()->range.end = cursor_.next().end;
    open_.pop_back();
    return true;
  }

  std::string_view text_;
  TokenCursor cursor_;
  JsonValue& root_;
  JsonBreak& broken_;
  std::vector<JsonValue*> open_;
  JsonValue* last_ = nullptr;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view key) const {
  for (std::size_t i = keys.size(); i-- > 0;) {
    if (keys[i].text == key) return &items[i];
  }
  return nullptr;
}

TextRange JsonValue::inner_range() const {
  return kind == JsonKind::string ? without_quotes(range) : range;
}

std::string_view to_string(JsonKind kind) {
  switch (kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "true or false";
    case JsonKind::number: return "a number";
    case JsonKind::string: return "a string";
    case JsonKind::array: return "an array";
    case JsonKind::object: return "an object";
  }
  return "";
}

void set_file(JsonValue& value, FileId file) {
  value.file = file;
  for (JsonKey& key : value.keys) key.file = file;
  for (JsonValue& item : value.items) set_file(item, file);
}

bool parse_json(std::string_view text, JsonComments comments, JsonValue& value, JsonBreak& broken) {
  // The parser takes a NUL for the end, and what stands behind it for nothing.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    broken = {{at, at + 1}, "a NUL stands here"};
    return false;
  }
  JsonEvents builder(text, value, broken);
  return nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                   nlohmann::json::input_format_t::json, true,
                                   comments == JsonComments::allowed);
}

}  // namespace ecac
