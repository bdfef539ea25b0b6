#include "compiler/query/hover/markdown.h"

#include <algorithm>

#include "compiler/emit/text/code_spans.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/sentence.h"

namespace ecac {

namespace {

constexpr std::size_t kLongestCode = 160;

/// The longest run of backticks in a text.
std::size_t longest_run(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

void append_escaped(std::string& out, std::string_view text) {
  constexpr std::string_view kMarks = "\\`*_[]<>#|~&";
  for (const char c : text) {
    if (kMarks.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
}

}  // namespace

std::string in_code(std::string_view text) {
  const std::string shown = printable(shortened(text, kLongestCode));
  if (shown.empty()) return {};
  const std::string fence(longest_run(shown) + 1, '`');
  const bool apart = shown.front() == '`' || shown.back() == '`' || shown.front() == ' ';
  const std::string_view gap = apart ? " " : "";
  std::string out = fence;
  out += gap;
  out += shown;
  out += gap;
  return out += fence;
}

std::string in_prose(std::string_view text) {
  const std::string shown = printable(text);
  std::string out;
  for (const TextSpan& span : code_spans(shown)) {
    if (span.code) {
      out += in_code(span.text);
    } else {
      append_escaped(out, span.text);
    }
  }
  return out;
}

void Markdown::begin(Block block) {
  if (rule_comes_) {
    text_ += "\n\n---";
    last_ = Block::paragraph;
    rule_comes_ = false;
  }
  if (!text_.empty()) text_ += block == Block::list && last_ == Block::list ? "\n" : "\n\n";
  last_ = block;
}

void Markdown::paragraph(std::string_view line) {
  if (line.empty()) return;
  begin(Block::paragraph);
  text_ += line;
}

void Markdown::item(std::string_view line) {
  begin(Block::list);
  text_ += "- ";
  text_ += line;
}

void Markdown::table(const std::vector<std::vector<std::string>>& rows) {
  if (rows.empty()) return;
  begin(Block::paragraph);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i != 0) text_ += '\n';
    text_ += '|';
    for (const std::string& cell : rows[i]) text_ += ' ' + cell + " |";
    if (i != 0) continue;
    text_ += "\n|";
    for (std::size_t cell = 0; cell < rows[i].size(); ++cell) text_ += " --- |";
  }
}

void Markdown::verbatim(std::string_view lines) {
  begin(Block::paragraph);
  const std::string fence(std::max<std::size_t>(3, longest_run(lines) + 1), '`');
  text_ += fence;
  text_ += "text\n";
  text_ += lines;
  if (!lines.ends_with('\n')) text_ += '\n';
  text_ += fence;
}

void Markdown::rule() {
  rule_comes_ = !text_.empty();
}

void Markdown::append(const Markdown& other) {
  if (other.empty()) return;
  begin(Block::paragraph);
  text_ += other.text_;
  last_ = other.last_;
}

}  // namespace ecac
