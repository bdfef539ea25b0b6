#include "compiler/edit/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "compiler/edit/line_diff.h"
#include "compiler/support/check.h"

namespace ecac::unified_diffs {
namespace {

constexpr std::size_t kContext = 3;

using Lines = std::vector<std::string_view>;

struct Row {
  char mark;
  std::string_view text;
  std::size_t old_line;  ///< number of old lines before this row
  std::size_t new_line;
};

std::vector<Row> rows_of(const KeptLines& kept, const Lines& before, const Lines& after) {
  std::vector<Row> rows;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < kept.old_lines.size() || j < kept.new_lines.size()) {
    if (i < kept.old_lines.size() && !kept.old_lines[i]) {
      rows.push_back({'-', before[i], i, j});
      ++i;
    } else if (j < kept.new_lines.size() && !kept.new_lines[j]) {
      rows.push_back({'+', after[j], i, j});
      ++j;
    } else {
      rows.push_back({' ', after[j], i, j});
      ++i;
      ++j;
    }
  }
  return rows;
}

std::string span_of(std::size_t before, std::size_t count) {
  std::size_t first = count == 0 ? before : before + 1;
  return count == 1 ? std::to_string(first) : fmt::format("{},{}", first, count);
}

void write_hunk(const std::vector<Row>& rows, std::size_t begin, std::size_t end,
                std::string& out) {
  auto marked = [&](char mark) {
    return static_cast<std::size_t>(
        std::count_if(rows.begin() + static_cast<std::ptrdiff_t>(begin),
                      rows.begin() + static_cast<std::ptrdiff_t>(end),
                      [&](const Row& row) { return row.mark == ' ' || row.mark == mark; }));
  };
  out += fmt::format("@@ -{} +{} @@\n", span_of(rows[begin].old_line, marked('-')),
                     span_of(rows[begin].new_line, marked('+')));
  for (std::size_t i = begin; i < end; ++i) {
    out += rows[i].mark;
    out += rows[i].text;
    if (!rows[i].text.ends_with('\n')) out += "\n\\ No newline at end of file\n";
  }
}

// A name could otherwise end its line and begin another.
std::string quoted(const std::string& path) {
  const auto special = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F || c == '"' || c == '\\';
  };
  if (std::none_of(path.begin(), path.end(), special)) return path;
  std::string result = "\"";
  for (const char c : path) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (special(c)) {
      result += fmt::format("\\{:03o}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string side(char prefix, std::string_view path) {
  return path.empty() ? "/dev/null" : quoted(fmt::format("{}/{}", prefix, path));
}

// What `git apply` must know before the lines. Modes are those of an ordinary file.
std::string head_of(const DiffInput& input) {
  const bool created = input.old_path.empty();
  const bool removed = input.new_path.empty();
  std::string out =
      fmt::format("diff --git {} {}\n", side('a', created ? input.new_path : input.old_path),
                  side('b', removed ? input.old_path : input.new_path));
  if (created) {
    out += "new file mode 100644\n";
  } else if (removed) {
    out += "deleted file mode 100644\n";
  } else if (input.old_path != input.new_path) {
    out += fmt::format("rename from {}\nrename to {}\n", quoted(std::string(input.old_path)),
                       quoted(std::string(input.new_path)));
  }
  return out;
}

std::string render(const DiffInput& input) {
  if (input.before == input.after && input.old_path == input.new_path) return {};
  if (!input.text) {
    std::string out = head_of(input);
    if (input.before == input.after) return out;
    return out + fmt::format("Binary files {} and {} differ\n", side('a', input.old_path),
                             side('b', input.new_path));
  }
  Lines shown_before = lines_of(input.shown_before);
  Lines shown_after = lines_of(input.shown_after);
  const KeptLines kept = kept_lines(lines_of(input.before), lines_of(input.after));
  ECAC_CHECK(shown_before.size() == kept.old_lines.size());
  ECAC_CHECK(shown_after.size() == kept.new_lines.size());
  std::vector<Row> rows = rows_of(kept, shown_before, shown_after);

  std::string out = head_of(input);
  if (input.before == input.after) return out;
  out += fmt::format("--- {}\n+++ {}\n", side('a', input.old_path), side('b', input.new_path));
  for (std::size_t i = 0; i < rows.size();) {
    if (rows[i].mark == ' ') {
      ++i;
      continue;
    }
    std::size_t begin = i - std::min(i, kContext);
    std::size_t last = i;
    for (std::size_t j = i; j < rows.size() && j <= last + 2 * kContext + 1; ++j) {
      if (rows[j].mark != ' ') last = j;
    }
    std::size_t end = std::min(rows.size(), last + 1 + kContext);
    write_hunk(rows, begin, end, out);
    i = end;
  }
  return out;
}

}  // namespace
}  // namespace ecac::unified_diffs

namespace ecac {

std::string unified_diff(const DiffInput& input) {
  return unified_diffs::render(input);
}

}  // namespace ecac
