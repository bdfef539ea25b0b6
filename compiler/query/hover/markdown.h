#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// A value, name or path between backticks, printable and on one line, whatever is in it; not more
/// than a person reads.
std::string in_code(std::string_view text);
/// Words of a file or of the schemas that may hold markup, as they stand. What stands between
/// backticks stays code.
std::string in_prose(std::string_view text);

/// Collects paragraphs, lists and tables, with an empty line between them. What it is given is
/// Markdown on one line.
class Markdown {
 public:
  void paragraph(std::string_view line);
  void item(std::string_view line);
  /// The cells are separated by `|`, which they must not hold outside of code.
  void table(const std::vector<std::vector<std::string>>& rows);
  /// As it stands, in a type of equal width.
  void verbatim(std::string_view lines);
  /// A line across, between what is there and what comes; none if nothing comes.
  void rule();
  /// Something that another one has collected.
  void append(const Markdown& other);

  bool empty() const { return text_.empty(); }
  std::string text() && { return std::move(text_); }

 private:
  enum class Block { none, paragraph, list };
  void begin(Block block);

  std::string text_ = {};
  Block last_ = Block::none;
  bool rule_comes_ = false;
};

}  // namespace ecac
