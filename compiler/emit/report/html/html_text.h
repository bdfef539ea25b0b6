#pragma once

#include <string>
#include <string_view>

#include "compiler/report/overview.h"

namespace ecac::html {

/// Text of an element or value of an attribute in double quotes. Whatever stands in it, it stays
/// text; what nobody would see or HTML refuses is replaced as `printable` does.
std::string escaped(std::string_view text);
/// The same of several lines, which stay lines.
std::string escaped_lines(std::string_view text);
/// One line with what stands between backticks as `<code>`.
std::string with_code(std::string_view text);
/// Markdown as our own pages and plans use it: headings, paragraphs, lists, boxes to tick, code,
/// strong words, and links as their text. Headings begin at `<h{level}>`.
std::string markdown(std::string_view text, int level);

/// `3 apps`.
std::string counted(std::size_t count, std::string_view one, std::string_view many = {});

/// A mark with its word for those who do not see it.
std::string mark(Verdict verdict, std::string_view yes, std::string_view no,
                 std::string_view unknown);

/// SHA-256 of a text as a Content-Security-Policy names it: `'sha256-…'`.
std::string source_hash(std::string_view text);

}  // namespace ecac::html
