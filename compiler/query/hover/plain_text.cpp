#include "compiler/query/hover/plain_text.h"

#include <algorithm>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

std::size_t run_of(std::string_view text, std::size_t at, char c) {
  const std::size_t end = std::min(text.find_first_not_of(c, at), text.size());
  return end - at;
}

/// A line without marks: code and strong words as they stand, of a link its words.
std::string without_marks(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    const char c = line[at];
    if (c == '\\' && at + 1 < line.size()) {
      out += line[at + 1];
      at += 2;
    } else if (c == '`') {
      const std::size_t fence = run_of(line, at, '`');
      const std::size_t close = line.find(line.substr(at, fence), at + fence);
      if (close == std::string_view::npos) {
        out += line.substr(at, fence);
        at += fence;
      } else {
        out += trim_blanks(line.substr(at + fence, close - at - fence));
        at = close + fence;
      }
    } else if (line.substr(at, 2) == "**") {
      at += 2;
    } else if (c == '[') {
      const std::size_t middle = line.find("](", at);
      const std::size_t close = middle == std::string_view::npos ? middle : line.find(')', middle);
      if (close == std::string_view::npos) {
        out += c;
        ++at;
      } else {
        out += without_marks(line.substr(at + 1, middle - at - 1));
        at = close + 1;
      }
    } else {
      out += c;
      ++at;
    }
  }
  return out;
}

/// Cells of a row of a table; a bar in code or behind a backslash ends none.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string_view rest = line.substr(1);
  std::size_t begin = 0;
  bool in_code = false;
  for (std::size_t at = 0; at < rest.size(); ++at) {
    if (rest[at] == '`') in_code = !in_code;
    if (rest[at] == '\\') ++at;
    if (at < rest.size() && rest[at] == '|' && !in_code) {
      cells.push_back(without_marks(trim_blanks(rest.substr(begin, at - begin))));
      begin = at + 1;
    }
  }
  return cells;
}

bool is_separator(std::string_view line) {
  return line.starts_with('|') && line.find_first_not_of("|-: ") == std::string_view::npos;
}

class PlainText {
 public:
  std::string write(std::string_view markdown) {
    for (std::size_t begin = 0; begin <= markdown.size();) {
      const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
      take(markdown.substr(begin, end - begin));
      begin = end + 1;
    }
    flush_table();
    while (out_.ends_with('\n')) out_.pop_back();
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    if (line.starts_with("```")) {
      in_code_ = !in_code_;
      return;
    }
    if (in_code_) {
      out_ += line;
      out_ += '\n';
      return;
    }
    if (line.starts_with('|')) {
      if (!is_separator(line)) table_.push_back(cells_of(line));
      return;
    }
    flush_table();
    if (line == "---") return;
    if (line.starts_with('#')) line.remove_prefix(std::min(run_of(line, 0, '#') + 1, line.size()));
    if (line.empty() && (out_.empty() || out_.ends_with("\n\n"))) return;
    out_ += without_marks(line) + '\n';
  }

  void flush_table() {
    std::vector<std::size_t> widths;
    for (const auto& row : table_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], static_cast<std::size_t>(display_width(row[i])));
      }
    }
    for (const auto& row : table_) {
      std::string line;
      for (std::size_t i = 0; i < row.size(); ++i) {
        line += row[i];
        line.append(widths[i] - static_cast<std::size_t>(display_width(row[i])) + 2, ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      if (!line.empty()) out_ += line + '\n';
    }
    table_.clear();
  }

  std::string out_ = {};
  std::vector<std::vector<std::string>> table_ = {};
  bool in_code_ = false;
};

}  // namespace

std::string plain_text(std::string_view markdown) {
  return PlainText().write(markdown);
}

}  // namespace ecac
