#include "compiler/emit/screen/explain_page.h"

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/style.h"
#include "compiler/support/utf8.h"

namespace ecac::page {
namespace {

constexpr std::size_t kPageWidth = 92;

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string_view trim(std::string_view text) {
  std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// `error[rule] on "text"` of an expectation, the comment by which the page is run as a test, and
// the line without it. `next` tells that it speaks of the line below.
struct Expectation {
  std::string line = {};
  std::string finding = {};
  bool next = false;
};

Expectation take_expectation(std::string_view line) {
  Expectation result{.line = std::string(line)};
  bool xml = true;
  std::size_t begin = line.find("<!-- expect");
  if (begin == std::string_view::npos) {
    xml = false;
    begin = line.find("// expect");
  }
  if (begin == std::string_view::npos) return result;
  std::size_t end = xml ? std::min(line.find("-->", begin), line.size()) : line.size();
  std::string_view mark = line.substr(begin, end - begin);
  mark.remove_prefix(mark.find("expect") + 6);
  result.next = mark.starts_with("-next");
  if (mark.starts_with('@'))
    result.finding = "line " + std::string(mark.substr(1, mark.find(':') - 1)) + ": ";
  mark.remove_prefix(std::min(mark.find(':') + 1, mark.size()));
  mark = mark.substr(0, mark.find(" says \""));
  result.finding += trim(mark);
  std::string rest(line.substr(0, begin));
  if (xml) rest += line.substr(std::min(end + 3, line.size()));
  while (rest.ends_with(' ')) rest.pop_back();
  result.line = std::move(rest);
  return result;
}

// `[text](address)` becomes `text (address)`; emphasis marks go.
std::string plain_inline(std::string_view text) {
  std::string result;
  bool code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '`') code = !code;
    if (!code && text.substr(i, 2) == "**") {
      ++i;
      continue;
    }
    std::size_t middle = !code && text[i] == '[' ? text.find("](", i) : std::string_view::npos;
    std::size_t close = middle == std::string_view::npos ? middle : text.find(')', middle);
    if (close != std::string_view::npos) {
      result += text.substr(i + 1, middle - i - 1);
      result += " (";
      result += text.substr(middle + 2, close - middle - 2);
      result += ')';
      i = close;
      continue;
    }
    result += text[i];
  }
  return result;
}

// `Project: [harbor](projects/harbor)` says where the files are that the page does not show; who
// reads it in a terminal has no link to follow.
std::string project_line(std::string_view words) {
  std::string names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::size_t close = words.substr(i, 2) == "](" ? words.find(')', i) : std::string_view::npos;
    if (close != std::string_view::npos) {
      i = close;
    } else if (words[i] != '[') {
      names += words[i];
    }
  }
  return names + ", whole in docs/rules/projects of the sources; here is what differs";
}

class PageLayout {
 public:
  explicit PageLayout(bool color) : style_(color) {}

  std::string render(std::string_view markdown) {
    for (std::string_view line : split(markdown, '\n')) take(line);
    flush();
    while (out_.ends_with("\n\n")) out_.pop_back();
    return std::move(out_);
  }

 private:
  void take(std::string_view line) {
    // Only the build and the test of the page read these.
    if (trim(line).starts_with("Flags:") || trim(line).starts_with("Expect:")) return;
    if (trim(line).starts_with("```")) {
      flush();
      in_code_ = !in_code_;
      if (!in_code_) out_ += '\n';
      return;
    }
    if (in_code_) {
      take_code(line);
      return;
    }
    std::string_view words = trim(line);
    if (words.empty()) {
      flush();
    } else if (words.starts_with('#')) {
      flush();
      words.remove_prefix(std::min(words.find_first_not_of('#'), words.size()));
      out_ += style_.paint(Role::heading, plain_inline(trim(words))) + "\n\n";
    } else if (words.starts_with('|')) {
      if (table_.empty()) flush();
      table_.push_back(words);
    } else if (words.starts_with("Project: ")) {
      flush();
      paragraph_ = project_line(words);
      flush();
    } else {
      if (!table_.empty()) flush();
      bool item = words.starts_with("* ") || words.starts_with("- ");
      if (item) {
        flush_paragraph();
        indent_ = 2;
      }
      if (!paragraph_.empty()) paragraph_ += ' ';
      paragraph_ += plain_inline(words);
    }
  }

  void take_code(std::string_view line) {
    Expectation expected = take_expectation(line);
    bool only_mark = !expected.finding.empty() && trim(expected.line).empty();
    if (!only_mark) {
      out_ += "    " + printable(expected.line) + '\n';
      for (const std::string& finding : pending_) draw_finding(finding);
      pending_.clear();
    }
    if (expected.finding.empty()) return;
    if (expected.next) {
      pending_.push_back(expected.finding);
    } else {
      draw_finding(expected.finding);
    }
  }

  void draw_finding(const std::string& finding) {
    out_ += "      " + style_.paint(Role::caret, "▲ " + finding) + '\n';
  }

  void flush() {
    bool something = !paragraph_.empty() || !table_.empty();
    flush_paragraph();
    flush_table();
    if (something) out_ += '\n';
  }

  void flush_paragraph() {
    std::size_t column = 0;
    for (std::string_view word : split(paragraph_, ' ')) {
      if (word.empty()) continue;
      auto width = static_cast<std::size_t>(display_width(word));
      if (column > 0 && column + 1 + width > kPageWidth) {
        out_ += '\n';
        out_.append(indent_, ' ');
        column = indent_;
      } else if (column > 0) {
        out_ += ' ';
        ++column;
      }
      out_ += word;
      column += width;
    }
    if (column > 0) out_ += '\n';
    paragraph_.clear();
    indent_ = 0;
  }

  void flush_table() {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> widths;
    for (std::string_view line : table_) {
      std::vector<std::string> cells;
      std::string_view inner = line.substr(1);
      if (inner.ends_with('|')) inner.remove_suffix(1);
      for (std::string_view cell : split(inner, '|')) cells.push_back(plain_inline(trim(cell)));
      bool rule = std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.find_first_not_of("-: ") == std::string::npos;
      });
      if (rule) continue;
      widths.resize(std::max(widths.size(), cells.size()));
      for (std::size_t i = 0; i < cells.size(); ++i) {
        widths[i] = std::max(widths[i], static_cast<std::size_t>(display_width(cells[i])));
      }
      rows.push_back(std::move(cells));
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::string line = "  ";
      for (std::size_t i = 0; i < rows[r].size(); ++i) {
        line += rows[r][i];
        if (i + 1 == rows[r].size()) break;
        line.append(widths[i] - static_cast<std::size_t>(display_width(rows[r][i])) + 2, ' ');
      }
      out_ += r == 0 ? style_.paint(Role::margin, line) : line;
      out_ += '\n';
    }
    table_.clear();
  }

  Style style_;
  std::string out_;
  std::string paragraph_;
  std::vector<std::string_view> table_;
  std::vector<std::string> pending_;  ///< findings on the next line of code
  std::size_t indent_ = 0;
  bool in_code_ = false;
};

}  // namespace
}  // namespace ecac::page

namespace ecac {

std::string explain_page(std::string_view markdown, bool color) {
  return page::PageLayout(color).render(markdown);
}

}  // namespace ecac
