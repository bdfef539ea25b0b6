#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace ecac {

/// Writes JSON as it comes, with commas in the right places. Strings are escaped; bytes that are
/// not UTF-8 become U+FFFD. Compact when `indent` is 0. Members stay in the order of the calls.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out, int indent = 0) : out_(out), indent_(indent) {}

  JsonWriter& key(std::string_view name);
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void string(std::string_view value);
  void boolean(bool value);
  void number(std::unsigned_integral auto value) { literal(std::to_string(value)); }
  /// A number, `true`, `false` or `null` as it is written.
  void literal(std::string_view text);

  void member(std::string_view name, std::string_view value) { key(name).string(value); }
  void member(std::string_view name, std::unsigned_integral auto value) { key(name).number(value); }

 private:
  void begin(char bracket);
  void end(char bracket);
  void separate();
  void new_line();

  std::string& out_;
  int indent_;
  int depth_ = 0;
  bool first_ = true;
  bool after_key_ = false;
};

/// Adds a JSON string literal with its quotes.
void append_json_string(std::string& out, std::string_view value);

}  // namespace ecac
