#include "compiler/edit/element_print.h"

#include <fmt/format.h>

#include "compiler/syntax/xml_value.h"

namespace ecac {

std::string with_line_ends(std::string_view text, std::string_view line_end) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      result += text[i];
      continue;
    }
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    result += line_end;
  }
  return result;
}

std::string print_element(const NewElement& element, const ElementForm& form,
                          std::string_view indentation) {
  std::string out;
  const std::string line = form.lines ? fmt::format("{}{}", form.line_end, indentation) : "";
  if (!element.comment.empty()) out += fmt::format("<!-- {} -->{}", element.comment, line);
  const std::string name = fmt::format("{}{}", form.prefix, element.name);
  if (element.children.empty()) {
    return out + fmt::format("<{0}>{1}</{0}>", name,
                             with_line_ends(escape_xml(element.value), form.line_end));
  }
  const std::string inner = fmt::format("{}{}", indentation, form.unit);
  out += fmt::format("<{}>", name);
  for (const NewElement& child : element.children) {
    if (form.lines) out += fmt::format("{}{}", form.line_end, inner);
    out += print_element(child, form, inner);
  }
  return out + fmt::format("{}</{}>", line, name);
}

std::string print_document(const NewElement& root, std::string_view name_space,
                           const ElementForm& form) {
  std::string out = fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{0}<{1} xmlns=\"{2}\">",
                                form.line_end, root.name, escape_xml(name_space));
  for (const NewElement& child : root.children) {
    out += fmt::format("{}{}{}", form.line_end, form.unit, print_element(child, form, form.unit));
  }
  return out + fmt::format("{0}</{1}>{0}", form.line_end, root.name);
}

}  // namespace ecac
