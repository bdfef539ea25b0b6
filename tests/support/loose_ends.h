#pragma once

#include <cstddef>
#include <string_view>

namespace ecac::test {

/// How many lines of a text `git diff --check` would complain about if they were new, and blank
/// ones: lines without anything in them, and lines that end in blanks. Lines end in LF, CRLF or CR.
std::size_t loose_ends(std::string_view text);

}  // namespace ecac::test
