#include "compiler/emit/report/html/line_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <vector>

#include "compiler/emit/report/html/html_text.h"
#include "compiler/support/utf8.h"

namespace ecac::html {

namespace {

/// More than that nobody reads here; `--diff` shows all.
constexpr std::size_t kMostLines = 12;
constexpr std::size_t kMostOperations = 6;

using Lines = std::vector<std::string>;

Lines lines_in(std::string_view text) {
  Lines lines;
  while (true) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.emplace_back(line);
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// The excerpt cut at a column of the file; everything where the column lies behind it.
std::size_t byte_of(const LineExcerpt& excerpt, std::uint32_t column) {
  std::size_t at = 0;
  for (std::uint32_t here = excerpt.first_column; here < column && at < excerpt.text.size();
       ++here) {
    at += decode_utf8(excerpt.text, at).size;
  }
  return at;
}

std::string with_ends(const LineExcerpt& excerpt, std::string text) {
  if (excerpt.cut_before) text.insert(0, "…");
  if (excerpt.cut_after) text += "…";
  return text;
}

void append(std::string& out, const Lines& lines, std::string_view element, std::string_view sign) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == kMostLines) {
      out += fmt::format("  … {}\n", counted(lines.size() - i, "more line"));
      return;
    }
    out += fmt::format("<{0}>{1} {2}</{0}>\n", element, sign, escaped(lines[i]));
  }
}

/// Without the lines that both have at either end.
void append_changes(std::string& out, Lines before, Lines after) {
  while (!before.empty() && !after.empty() && before.front() == after.front()) {
    before.erase(before.begin());
    after.erase(after.begin());
  }
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.pop_back();
    after.pop_back();
  }
  append(out, before, "del", "−");
  append(out, after, "ins", "+");
}

/// How many of the edits from the first on stand in its line one behind the other, such as the two
/// tags of an element.
std::size_t edits_of_a_line(std::span<const ReportOperation> operations) {
  std::size_t count = 0;
  const Position* last = nullptr;
  const FileId file = operations.front().place.file;
  for (const ReportOperation& each : operations) {
    const ReportPlace& place = each.place;
    const bool follows =
        each.kind == ReportOperation::Kind::edit && place.file == file &&
        place.start.line == place.end.line &&
        (last == nullptr || (place.start.line == last->line && place.start.column >= last->column));
    if (!follows) break;
    last = &place.end;
    ++count;
  }
  return count;
}

/// All edits of a line at once; false where they are too far from each other.
bool append_line_edits(std::string& out, std::span<const ReportOperation> edits,
                       SnippetSource& source) {
  LineExcerpt line;
  const ReportPlace& first = edits.front().place;
  const ReportPlace& last = edits.back().place;
  if (!source.line(first.file, {first.start.line, first.start.column}, line)) return false;
  if (line.cut_after && byte_of(line, last.end.column) == line.text.size()) return false;
  std::string after;
  std::size_t done = 0;
  for (const ReportOperation& edit : edits) {
    const std::size_t begin = byte_of(line, edit.place.start.column);
    after += line.text.substr(done, begin - done) + edit.text;
    done = byte_of(line, edit.place.end.column);
  }
  after += line.text.substr(done);
  append_changes(out, {with_ends(line, line.text)}, lines_in(with_ends(line, after)));
  return true;
}

void append_edit(std::string& out, const ReportOperation& edit, SnippetSource& source) {
  const ReportPlace& place = edit.place;
  LineExcerpt first;
  LineExcerpt last;
  const Position& begin = place.start;
  const Position& end = place.end;
  const bool seen = source.line(place.file, {begin.line, begin.column}, first) &&
                    source.line(place.file, {end.line, end.column}, last);
  if (!seen) {
    append(out, lines_in(edit.text), "ins", "+");
    return;
  }
  Lines before;
  const std::string head = first.text.substr(0, byte_of(first, begin.column));
  const std::string tail = last.text.substr(byte_of(last, end.column));
  if (begin.line == end.line) {
    before.push_back(with_ends(first, first.text));
  } else {
    before.push_back(first.text);
    LineExcerpt line;
    const std::uint32_t shown =
        std::min<std::uint32_t>(end.line, begin.line + static_cast<std::uint32_t>(kMostLines));
    for (std::uint32_t number = begin.line + 1; number < shown; ++number) {
      if (source.line(place.file, {number, 1}, line)) before.push_back(line.text);
    }
    before.push_back(last.text);
  }
  Lines after = lines_in(head + edit.text + tail);
  if (first.cut_before) after.front().insert(0, "…");
  if (last.cut_after) after.back() += "…";
  // A line that is emptied goes.
  if (after.size() == 1 && after.front().find_first_not_of(" \t") == std::string::npos)
    after.clear();
  append_changes(out, std::move(before), std::move(after));
}

bool has_other_files(const ReportFix& fix) {
  return std::ranges::any_of(fix.operations, [&](const ReportOperation& each) {
    return each.place.root_path != fix.operations.front().place.root_path;
  });
}

}  // namespace

std::string changes_of(const ReportFix& fix, SnippetSource& lines) {
  std::string out;
  const std::string* path = nullptr;
  const bool names_files = has_other_files(fix);
  std::size_t shown = 0;
  for (std::size_t i = 0; i < fix.operations.size(); ++i, ++shown) {
    if (shown == kMostOperations) {
      out += fmt::format("… {}\n", counted(fix.operations.size() - i, "more change"));
      break;
    }
    const ReportOperation& operation = fix.operations[i];
    const std::string& file = operation.place.root_path;
    switch (operation.kind) {
      case ReportOperation::Kind::edit:
        if (names_files && (path == nullptr || *path != file)) {
          out += fmt::format("<i>{}</i>\n", escaped(file));
        }
        if (const auto rest = std::span(fix.operations).subspan(i); edits_of_a_line(rest) > 1) {
          const std::size_t count = edits_of_a_line(rest);
          if (append_line_edits(out, rest.first(count), lines)) {
            i += count - 1;
            break;
          }
        }
        append_edit(out, operation, lines);
        break;
      case ReportOperation::Kind::create:
        out += fmt::format("<i>new file {}</i>\n", escaped(file));
        append(out, lines_in(operation.text), "ins", "+");
        break;
      case ReportOperation::Kind::rename:
        out += fmt::format("<del>− {}</del>\n<ins>+ {}</ins>\n", escaped(file),
                           escaped(operation.new_root_path));
        break;
      case ReportOperation::Kind::remove:
        out += fmt::format("<del>− {}</del> (the file)\n", escaped(file));
        break;
    }
    path = &file;
  }
  return out;
}

}  // namespace ecac::html
