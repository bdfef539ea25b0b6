#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/fix.h"

namespace ecac {

/// How the elements of a file are written.
struct ElementForm {
  std::string_view line_end = "\n";
  std::string_view unit = "    ";  ///< of indentation
  std::string_view prefix = {};    ///< of names, with its colon
  bool lines = true;               ///< each element has a line of its own
};

/// An element as it is written where the line begins with `indentation`: values escaped, line feeds
/// as line ends. What stands before it on its first line is not part of it.
std::string print_element(const NewElement& element, const ElementForm& form,
                          std::string_view indentation);

/// A new file: the XML declaration, and an element with its namespace.
std::string print_document(const NewElement& root, std::string_view name_space,
                           const ElementForm& form);

/// The text with each of its line ends (LF, CRLF or CR) as another.
std::string with_line_ends(std::string_view text, std::string_view line_end);

}  // namespace ecac
