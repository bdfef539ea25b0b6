#include "compiler/tools/cpp_names.h"

#include <algorithm>
#include <array>

#include "compiler/support/text/ascii.h"

namespace ecac::tools {
namespace {

constexpr auto kKeywords = std::to_array<std::string_view>(
    {"alignas",   "alignof",   "and",      "asm",      "auto",     "bool",     "break",
     "case",      "catch",     "char",     "class",    "concept",  "const",    "constexpr",
     "continue",  "decltype",  "default",  "delete",   "do",       "double",   "else",
     "enum",      "explicit",  "export",   "extern",   "false",    "float",    "for",
     "friend",    "goto",      "if",       "inline",   "int",      "long",     "mutable",
     "namespace", "new",       "noexcept", "not",      "nullptr",  "operator", "or",
     "private",   "protected", "public",   "register", "requires", "return",   "short",
     "signed",    "sizeof",    "static",   "struct",   "switch",   "template", "this",
     "throw",     "true",      "try",      "typedef",  "typename", "union",    "unsigned",
     "using",     "virtual",   "void",     "volatile", "while",    "xor"});

}  // namespace

bool is_identifier(std::string_view name) {
  return !name.empty() && ascii::is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), ascii::is_word);
}

bool is_keyword(std::string_view name) {
  return std::find(kKeywords.begin(), kKeywords.end(), name) != kKeywords.end();
}

std::size_t line_of(std::string_view text, std::ptrdiff_t offset) {
  const auto length =
      std::min(text.size(), static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, offset)));
  return 1 + static_cast<std::size_t>(std::count(
                 text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), '\n'));
}

}  // namespace ecac::tools
