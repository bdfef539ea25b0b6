#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/source/line_index.h"
#include "compiler/support/edit_distance.h"
#include "compiler/syntax/json_document.h"
#include "compiler/workspace/config.h"

namespace ecac {

/// Reads the values of a configuration by their kinds, and says what is wrong with one, where it
/// stands and what is near.
class ConfigValues {
 protected:
  ConfigValues(ConfigResult& result, std::string_view text) : result_(result), text_(text) {}

  /// "`a`, `b` or `c`".
  static std::string alternatives(std::span<const std::string_view> words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (i != 0) text += i + 1 == words.size() ? " or " : ", ";
      text += fmt::format("`{}`", words[i]);
    }
    return text;
  }

  /// The nearest of the words, or all of them.
  static std::string nearest_or_all(std::string_view word,
                                    std::span<const std::string_view> words) {
    const std::string_view nearest = nearest_word(word, words);
    return nearest.empty() ? fmt::format("use {}", alternatives(words))
                           : fmt::format("did you mean `{}`?", nearest);
  }

  void report(TextRange range, std::string message) {
    ConfigError error;
    error.path = result_.config.path;
    error.range = range;
    if (!lines_) lines_.emplace(text_);
    const LineColumn place = lines_->position(range.begin);
    error.line = place.line;
    error.column = place.column;
    error.message = std::move(message);
    result_.errors.push_back(std::move(error));
  }

  void unknown_key(const JsonKey& key, std::span<const std::string_view> known) {
    report(key.range,
           fmt::format("unknown key `{}`; {}", key.text, nearest_or_all(key.text, known)));
  }

  bool expect(const JsonValue& value, JsonKind kind, std::string_view what) {
    if (value.kind == kind) return true;
    report(value.range,
           fmt::format("{} must be {}, not {}", what, to_string(kind), to_string(value.kind)));
    return false;
  }

  /// Which of two equal keys is meant, nobody can tell.
  bool is_repeated(const JsonValue& object, std::size_t index) {
    const JsonKey& key = object.keys[index];
    if (seen_keys_[&object].insert(key.text).second) return false;
    report(key.range, fmt::format("the key `{}` is given twice", key.text));
    return true;
  }

  void read_list(std::string_view key, const JsonValue& list,
                 std::vector<Configured<std::string>>& out) {
    if (!expect(list, JsonKind::array, fmt::format("`{}`", key))) return;
    for (const JsonValue& item : list.items) {
      if (!expect(item, JsonKind::string, fmt::format("an entry of `{}`", key))) continue;
      if (item.text.empty()) {
        report(item.range, fmt::format("an entry of `{}` is empty", key));
        continue;
      }
      out.push_back(written(item));
    }
  }

  /// `"apps": {"Portal": {…}}` and the like.
  template <class Read>
  void read_named(std::string_view key, const JsonValue& value, std::string_view what,
                  Read&& read_one) {
    if (!expect(value, JsonKind::object, fmt::format("`{}`", key))) return;
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      if (is_repeated(value, i)) continue;
      if (!expect(value.items[i], JsonKind::object,
                  fmt::format("{} `{}`", what, value.keys[i].text))) {
        continue;
      }
      read_one(value.keys[i], value.items[i]);
    }
  }

  /// Calls `read_one(key, item)` for the keys of an object that are among the known ones.
  template <class Read>
  void for_each_known_key(const JsonValue& object, std::span<const std::string_view> known,
                          Read&& read_one) {
    for (std::size_t i = 0; i < object.keys.size(); ++i) {
      const JsonKey& key = object.keys[i];
      if (is_repeated(object, i)) continue;
      if (std::ranges::find(known, key.text) == known.end()) {
        unknown_key(key, known);
      } else {
        read_one(key, object.items[i]);
      }
    }
  }

  /// One of the words, as the enumeration whose values after `unknown` they are.
  template <class Enum>
  Enum read_word(std::string_view key, const JsonValue& value, std::string_view what,
                 std::span<const std::string_view> words) {
    if (!expect(value, JsonKind::string, fmt::format("`{}`", key))) return Enum::unknown;
    const auto word = std::ranges::find(words, value.text);
    if (word != words.end()) return static_cast<Enum>(word - words.begin() + 1);
    report(value.inner_range(),
           fmt::format("`{}` is no {}; {}", value.text, what, nearest_or_all(value.text, words)));
    return Enum::unknown;
  }

  static Configured<std::string> written(const JsonValue& value) {
    return {value.text, {value.file, value.inner_range()}};
  }
  static Configured<std::string> written(const JsonKey& key) {
    return {key.text, {key.file, key.range}};
  }

  ConfigResult& result_;
  std::string_view text_;
  std::optional<LineIndex> lines_ = {};
  /// Of each object, as far as it was read.
  std::unordered_map<const JsonValue*, std::unordered_set<std::string_view>> seen_keys_ = {};
};

}  // namespace ecac
