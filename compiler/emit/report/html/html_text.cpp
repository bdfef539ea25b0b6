#include "compiler/emit/report/html/html_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "compiler/emit/text/code_spans.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac::html {

namespace {

bool is_noncharacter(char32_t scalar) {
  return (scalar & 0xFFFE) == 0xFFFE || (scalar >= 0xFDD0 && scalar <= 0xFDEF);
}

void append_escaped(std::string& out, std::string_view shown) {
  for (std::size_t at = 0; at < shown.size();) {
    const char c = shown[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
      }
      ++at;
      continue;
    }
    const Utf8Char scalar = decode_utf8(shown, at);
    if (is_noncharacter(scalar.value)) {
      append_utf8(out, kReplacementCharacter);
    } else {
      out.append(shown, at, scalar.size);
    }
    at += scalar.size;
  }
}

/// `[text](address)` as its text, `**x**` as a strong word; between backticks all stays. What has
/// no other end is looked for once.
class InlineWriter {
 public:
  InlineWriter(std::string& out, std::string_view shown) : out_(out), rest_(shown) {}

  void write() {
    while (!rest_.empty()) {
      const std::size_t at = rest_.find_first_of("`*[");
      append_escaped(out_, rest_.substr(0, at));
      if (at == std::string_view::npos) break;
      rest_.remove_prefix(at);
      if (take_code() || take_strong() || take_link()) continue;
      append_escaped(out_, rest_.substr(0, 1));
      rest_.remove_prefix(1);
    }
    if (strong_) out_ += "</strong>";
  }

 private:
  bool take_code() {
    if (!codes_ || rest_.front() != '`') return false;
    const std::size_t close = rest_.find('`', 1);
    codes_ = close != std::string_view::npos;
    if (!codes_) return false;
    out_ += "<code>";
    append_escaped(out_, rest_.substr(1, close - 1));
    out_ += "</code>";
    rest_.remove_prefix(close + 1);
    return true;
  }

  bool take_strong() {
    if (!strongs_ || !rest_.starts_with("**")) return false;
    strongs_ = strong_ || rest_.find("**", 2) != std::string_view::npos;
    if (!strongs_) return false;
    out_ += strong_ ? "</strong>" : "<strong>";
    strong_ = !strong_;
    rest_.remove_prefix(2);
    return true;
  }

  bool take_link() {
    if (!links_ || rest_.front() != '[') return false;
    const std::size_t middle = rest_.find("](");
    const std::size_t close = middle == std::string_view::npos ? middle : rest_.find(')', middle);
    links_ = close != std::string_view::npos;
    if (!links_) return false;
    InlineWriter(out_, rest_.substr(1, middle - 1)).write();
    rest_.remove_prefix(close + 1);
    return true;
  }

  std::string& out_;
  std::string_view rest_;
  bool strong_ = false;
  bool codes_ = true;
  bool strongs_ = true;
  bool links_ = true;
};

/// A line of Markdown.
std::string inline_markdown(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  InlineWriter(out, shown).write();
  return out;
}

/// Lists inside of lists, as deep as a line is indented.
class MarkdownWriter {
 public:
  explicit MarkdownWriter(int level) : level_(level) {}

  std::string write(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      take(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    end_paragraph();
    close_lists(0);
    return std::move(out_);
  }

 private:
  struct List {
    std::size_t indent = 0;
    bool numbered = false;
  };

  void take(std::string_view line) {
    const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
    line.remove_prefix(indent);
    if (line.empty()) {
      end_paragraph();
      return;
    }
    if (line.front() == '#') {
      heading(line);
      return;
    }
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    const bool numbered = digits > 0 && line.substr(digits).starts_with(". ");
    if (numbered || line.starts_with("- ") || line.starts_with("* ")) {
      item(indent, numbered, line.substr(numbered ? digits + 2 : 2));
      return;
    }
    if (paragraph_.empty() && indent == 0) close_lists(0);
    if (!paragraph_.empty()) paragraph_ += ' ';
    paragraph_ += line;
  }

  void heading(std::string_view line) {
    end_paragraph();
    close_lists(0);
    const std::size_t depth = line.find_first_not_of('#');
    if (depth == std::string_view::npos) return;
    const int level = std::min(level_ + static_cast<int>(depth) - 1, 6);
    fmt::format_to(std::back_inserter(out_), "<h{0}>{1}</h{0}>\n", level,
                   inline_markdown(line.substr(depth + 1)));
  }

  void item(std::size_t indent, bool numbered, std::string_view text) {
    end_paragraph();
    while (!lists_.empty() && lists_.back().indent > indent) close_list();
    if (lists_.empty() || lists_.back().indent < indent) {
      lists_.push_back({indent, numbered});
      out_ += numbered ? "<ol>\n<li>" : "<ul>\n<li>";
    } else {
      out_ += "</li>\n<li>";
    }
    constexpr std::string_view kBox = "[ ] ";
    if (text.starts_with(kBox)) {
      text.remove_prefix(kBox.size());
      out_ += "<span class=\"box\" aria-hidden=\"true\"></span>";
    }
    out_ += inline_markdown(text);
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    const std::string text = inline_markdown(std::exchange(paragraph_, {}));
    out_ += lists_.empty() ? "<p>" + text + "</p>\n" : " " + text;
  }

  void close_list() {
    out_ += lists_.back().numbered ? "</li>\n</ol>\n" : "</li>\n</ul>\n";
    lists_.pop_back();
  }
  void close_lists(std::size_t left) {
    while (lists_.size() > left) close_list();
  }

  int level_;
  std::string out_ = {};
  std::string paragraph_ = {};
  std::vector<List> lists_ = {};
};

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, printable(text));
  return out;
}

std::string escaped_lines(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += escaped(text.substr(0, end));
    if (end < text.size()) out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string with_code(std::string_view text) {
  std::string out;
  const std::string shown = printable(text);
  for (const TextSpan& span : code_spans(shown)) {
    out += span.code ? "<code>" : "";
    append_escaped(out, span.text);
    out += span.code ? "</code>" : "";
  }
  return out;
}

std::string markdown(std::string_view text, int level) {
  return MarkdownWriter(level).write(text);
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  if (count == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

std::string mark(Verdict verdict, std::string_view yes, std::string_view no,
                 std::string_view unknown) {
  struct Look {
    std::string_view kind, sign, word;
  };
  const Look look = verdict == Verdict::yes  ? Look{"y", "✓", yes}
                    : verdict == Verdict::no ? Look{"n", "✗", no}
                                             : Look{"u", "?", unknown};
  return fmt::format(
      "<span class=\"k {}\"><span aria-hidden=\"true\">{}</span><span "
      "class=\"vh\">{}</span></span>",
      look.kind, look.sign, look.word);
}

std::string source_hash(std::string_view text) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  Sha256 hash;
  hash.update(text);
  const std::string hex = hash.hex_digest();
  std::string out = "'sha256-";
  // Three bytes are six hexadecimal digits and four of base64.
  for (std::size_t at = 0; at < hex.size(); at += 6) {
    unsigned bits = 0;
    const std::size_t digits = std::min<std::size_t>(6, hex.size() - at);
    for (std::size_t i = 0; i < 6; ++i) {
      const int value = i < digits ? ascii::hex_value(hex[at + i]) : 0;
      bits = bits * 16 + static_cast<unsigned>(value);
    }
    const std::size_t shown = digits / 2 + 1;
    for (std::size_t i = 0; i < 4; ++i) {
      out += i < shown ? kDigits[(bits >> (18 - 6 * i)) & 63] : '=';
    }
  }
  return out + '\'';
}

}  // namespace ecac::html
