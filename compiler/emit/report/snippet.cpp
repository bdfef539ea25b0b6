#include "compiler/emit/report/snippet.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <vector>

#include "compiler/emit/text/display_text.h"
#include "compiler/support/utf8.h"

namespace ecac {
namespace {

constexpr int kWindowWidth = 120;
constexpr int kLeadWidth = 40;  // what stays visible in front of a range far to the right
constexpr int kTabWidth = 4;

struct Cell {
  std::string_view text = {};
  int width = 0;
  std::uint32_t column = 0;  ///< column in the file, from 1
};

constexpr std::string_view kTab = "    ";
static_assert(kTab.size() == kTabWidth);

/// A line as its characters are drawn. Most are drawn as they stand in it.
class Cells {
 public:
  explicit Cells(const LineExcerpt& line) {
    const std::string_view text = line.text;
    cells_.reserve(text.size());
    int drawn = 0;
    std::uint32_t column = line.first_column;
    for (std::size_t at = 0; at < text.size(); ++column) {
      Cell cell{.column = column};
      if (text[at] >= ' ' && text[at] <= '~') {
        cell.text = text.substr(at++, 1);
        cell.width = 1;
      } else if (text[at] == '\t') {
        cell.width = kTabWidth - drawn % kTabWidth;
        cell.text = kTab.substr(0, static_cast<std::size_t>(cell.width));
        ++at;
      } else {
        const std::size_t size = decode_utf8(text, at).size;
        cell.text = made_.emplace_back(printable(text.substr(at, size)));
        cell.width = static_cast<int>(display_width(cell.text));
        at += size;
      }
      drawn += cell.width;
      cells_.push_back(cell);
    }
  }

  std::vector<Cell>::const_iterator begin() const { return cells_.begin(); }
  std::vector<Cell>::const_iterator end() const { return cells_.end(); }

 private:
  std::vector<Cell> cells_ = {};
  std::deque<std::string> made_ = {};  ///< what is drawn otherwise; stays where it is
};

struct DrawnLine {
  std::string text = {};
  int begin = 0;  ///< underline, in display columns of `text`
  int end = 0;
};

// The part of the line that is shown, and where the columns [first, last) stand in it.
DrawnLine draw_line(const LineExcerpt& line, std::uint32_t first, std::uint32_t last) {
  const Cells cells(line);
  bool more_after = line.cut_after;
  int total = 0;
  int begin = -1;
  int end = -1;
  for (const Cell& cell : cells) {
    if (begin < 0 && cell.column >= first) begin = total;
    if (end < 0 && cell.column >= last) end = total;
    total += cell.width;
  }
  if (begin < 0) begin = total;
  if (end < 0) end = total;
  end = std::max(end, begin + 1);

  int from = 0;
  int to = total;
  if (total > kWindowWidth) {
    from = end <= kWindowWidth && !line.cut_before ? 0 : std::max(0, begin - kLeadWidth);
    to = from + kWindowWidth;
    // Near the end of the line there is room to show more in front.
    if (to > total) from = std::max(0, std::min(from, total - kWindowWidth));
  }
  DrawnLine drawn;
  int at = 0;
  int skipped = 0;
  for (const Cell& cell : cells) {
    if (at < from) {
      skipped = at + cell.width;
    } else if (at + cell.width > to) {
      more_after = true;
      break;
    } else {
      drawn.text += cell.text;
    }
    at += cell.width;
  }
  int shift = -skipped;
  if (skipped > 0 || line.cut_before) {
    drawn.text.insert(0, "…");
    shift += 1;
  }
  drawn.begin = begin + shift;
  drawn.end = std::min(end, std::max(at, begin + 1)) + shift;
  if (more_after) drawn.text += "…";
  return drawn;
}

std::uint32_t first_text_column(std::string_view line) {
  std::size_t blank = line.find_first_not_of(" \t");
  return blank == std::string_view::npos ? 1 : static_cast<std::uint32_t>(blank) + 1;
}

class SnippetDrawing {
 public:
  SnippetDrawing(const SnippetMark& mark, int gutter, const Style& style, DrawnSnippet& last,
                 std::string& out)
      : mark_(mark), gutter_(gutter), style_(style), last_(last), out_(out) {}

  /// The underline of the columns [from, to), under their line unless that was drawn last.
  void draw(std::uint32_t number, const LineExcerpt& line, std::uint32_t from, std::uint32_t to,
            std::string_view text) {
    DrawnLine drawn = draw_line(line, from, to);
    bool shown =
        last_.file == mark_.place->file && last_.line == number && last_.text == drawn.text;
    if (!shown) {
      if (!begun_) out_ += margin("") + '\n';
      out_ += margin(std::to_string(number));
      if (!drawn.text.empty()) out_ += ' ' + drawn.text;
      out_ += '\n';
      last_ = {.file = mark_.place->file, .line = number, .text = drawn.text};
    }
    begun_ = true;
    out_ += margin("");
    out_.append(static_cast<std::size_t>(drawn.begin) + 1, ' ');
    std::string under(static_cast<std::size_t>(drawn.end - drawn.begin), mark_.primary ? '^' : '-');
    if (!text.empty()) under += ' ' + printable(text);
    out_ += style_.paint(mark_.primary ? Role::caret : Role::label, under);
    out_ += '\n';
  }

  void draw_gap() {
    out_ += style_.paint(Role::margin, fmt::format("{:>{}}", "...", gutter_ + 2)) + '\n';
  }

 private:
  std::string margin(std::string_view number) const {
    return style_.paint(Role::margin, fmt::format("{:>{}} |", number, gutter_));
  }

  const SnippetMark& mark_;
  int gutter_;
  const Style& style_;
  DrawnSnippet& last_;
  std::string& out_;
  bool begun_ = false;
};

}  // namespace

void draw_snippet(const SnippetMark& mark, int gutter, SnippetSource& source, const Style& style,
                  DrawnSnippet& last_drawn, std::string& out) {
  constexpr std::uint32_t kLineEnd = std::numeric_limits<std::uint32_t>::max();
  const ReportPlace& place = *mark.place;
  LineExcerpt line;
  if (place.file == FileId::none ||
      !source.line(place.file, {place.start.line, place.start.column}, line))
    return;
  std::uint32_t last = std::max(place.end.line, place.start.line);
  // A range that ends in front of a line's first character ends with the line before.
  if (last > place.start.line && place.end.column <= 1) --last;
  std::uint32_t to = last < place.end.line ? kLineEnd : place.end.column;

  SnippetDrawing drawing(mark, gutter, style, last_drawn, out);
  if (last == place.start.line) {
    drawing.draw(last, line, place.start.column, to, mark.text);
    return;
  }
  drawing.draw(place.start.line, line, place.start.column, kLineEnd, "");
  if (!source.line(place.file, {last, 1}, line)) return;
  const std::uint32_t from = std::min(first_text_column(line.text), to);
  if (!source.line(place.file, {last, from}, line)) return;
  if (last > place.start.line + 1) drawing.draw_gap();
  drawing.draw(last, line, from, to, mark.text);
}

}  // namespace ecac
