#include "compiler/tools/value_lists.h"

#include <fmt/format.h>

#include <filesystem>
#include <iterator>
#include <pugixml.hpp>
#include <set>

#include "compiler/support/text/ascii.h"
#include "compiler/tools/cpp_names.h"
#include "compiler/tools/input_error.h"

namespace ecac::tools {
namespace {

/// What is no letter or digit becomes `_`; one stands before a digit and behind a keyword.
std::string constant_of(const std::string& value) {
  std::string constant;
  for (const char c : value) {
    if (ascii::is_digit(c) && constant.empty()) constant += '_';
    constant += ascii::is_letter_or_digit(c) ? c : '_';
  }
  return is_keyword(constant) ? constant + '_' : constant;
}

ValueList read_list(const SchemaText& file) {
  const std::filesystem::path path = file.path;
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_buffer(file.text.data(), file.text.size());
  if (!parsed) throw InputError(path, line_of(file.text, parsed.offset), parsed.description());
  const pugi::xml_node root = document.document_element();
  ValueList list = {root.attribute("name").value(), {}};
  if (list.name != path.stem().string() || !is_identifier(list.name)) {
    throw InputError(path, line_of(file.text, root.offset_debug()),
                     fmt::format("'{}' must be in a file of that name", list.name));
  }
  std::set<std::string> constants;
  for (const pugi::xml_node value : root.children("value")) {
    const std::string text = value.attribute("name").value();
    const std::string given = value.attribute("constant").value();
    const std::string constant = constant_of(given.empty() ? text : given);
    if (constant.empty() || !constants.insert(constant).second) {
      throw InputError(path, line_of(file.text, value.offset_debug()),
                       fmt::format("'{}' has no constant of its own", text));
    }
    list.values.push_back({text, constant});
  }
  return list;
}

}  // namespace

std::vector<ValueList> read_value_lists(const SchemaNames& names) {
  std::vector<ValueList> lists;
  for (const SchemaText& file : names.files) {
    if (file.path.starts_with("enums/")) lists.push_back(read_list(file));
  }
  return lists;
}

std::string values_header(const ValueList& list) {
  std::string out = fmt::format(
      "// Generated from schemas/enums/{0}.xml.\n#pragma once\n\n#include <string_view>\n\n"
      "namespace ecac::values::{0} {{\n\n"
      "inline constexpr std::string_view kListName = \"{0}\";\n\n",
      list.name);
  for (const ValueList::Value& value : list.values) {
    fmt::format_to(std::back_inserter(out), "inline constexpr std::string_view {} = \"{}\";\n",
                   value.constant, value.text);
  }
  return out + fmt::format("\n}}  // namespace ecac::values::{}\n", list.name);
}

}  // namespace ecac::tools
