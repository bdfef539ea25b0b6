#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// The first line end of a text: LF, CRLF or CR; LF if it has none.
std::string_view line_end_of(std::string_view text);

/// Begin of the line that `offset` lies in.
std::uint32_t line_begin(std::string_view text, std::uint32_t offset);

/// Whether only blanks and tabs stand before `offset` on its line.
bool is_first_on_line(std::string_view text, std::uint32_t offset);

/// The blanks and tabs that the line begins with in which `offset` lies.
std::string_view indentation_of(std::string_view text, std::uint32_t offset);

/// The end of the line, if only blanks and tabs stand between it and `offset`; else `offset`.
std::uint32_t behind_blanks(std::string_view text, std::uint32_t offset);

/// What a person deletes together with `element`, so that nothing is left where it was: its lines,
/// if nothing else stands there, and of blank lines on both sides those behind it; else the white
/// space that parted it from the rest of its line.
TextRange whole_lines(std::string_view text, TextRange element);

}  // namespace ecac
