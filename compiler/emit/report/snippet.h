#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/emit/text/style.h"
#include "compiler/report/report.h"

namespace ecac {

/// A range to underline in a file's lines, with what is to be said about it.
struct SnippetMark {
  const ReportPlace* place = nullptr;
  std::string_view text = {};
  bool primary = false;
};

/// The line drawn last, so that a second mark on it needs no second line.
struct DrawnSnippet {
  FileId file = FileId::none;
  std::uint32_t line = 0;
  std::string text = {};
};

/// Draws the lines of one range with its underline, placed by display width. Long lines are cut to
/// a window around the range, tabs expanded, of many lines the first and the last are shown. Draws
/// nothing when the lines cannot be had. `gutter` is the width of the line numbers.
void draw_snippet(const SnippetMark& mark, int gutter, SnippetSource& source, const Style& style,
                  DrawnSnippet& last, std::string& out);

}  // namespace ecac
