#include "compiler/tools/schema_names.h"

#include <fmt/format.h>

#include <iterator>
#include <pugixml.hpp>
#include <set>
#include <string_view>

#include "compiler/tools/cpp_names.h"
#include "compiler/tools/input_error.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {
namespace {

namespace fs = std::filesystem;

/// Numbers the fields of one type, those of a record once for each field that has it.
class TypeReader {
 public:
  TypeReader(const fs::path& file, std::string_view text, SchemaNames& names)
      : file_(file), text_(text), names_(names) {}

  void read() {
    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(text_.data(), text_.size());
    if (!parsed) throw InputError(file_, line_of(text_, parsed.offset), parsed.description());
    const pugi::xml_node type = document.document_element();
    require(std::string_view(type.name()) == "type", type, "expected <type>");
    const std::string_view name = type.attribute("name").value();
    require(is_identifier(name), type, fmt::format("'{}' is no name of a type", name));
    require(name == file_.stem().string(), type,
            fmt::format("type '{}' must be in a file of that name", name));
    type_ = type;
    names_.types.emplace_back(name);
    number_fields(type, FieldName::kNoParent, "", 0);
  }

 private:
  void require(bool condition, pugi::xml_node node, std::string_view message) const {
    if (!condition) throw InputError(file_, line_of(text_, node.offset_debug()), message);
  }

  void number_fields(pugi::xml_node owner, std::size_t parent, const std::string& prefix,
                     int depth) {
    constexpr int kDeepest = 8;
    require(depth < kDeepest, owner, "the record contains itself");
    for (const pugi::xml_node field : owner.children("field")) {
      const std::string_view name = field.attribute("name").value();
      require(is_identifier(name), field, fmt::format("'{}' is no name of a field", name));
      const std::string path = prefix + std::string(name);
      const std::string constant = is_keyword(path) ? path + "_" : path;
      require(constants_.insert(constant).second, field,
              fmt::format("field '{}' is listed twice", path));
      const std::size_t id = names_.fields.size();
      names_.fields.push_back(
          FieldName{names_.types.size() - 1, parent, std::string(name), constant});
      const pugi::xml_attribute record = field.attribute("record");
      if (!record) continue;
      const pugi::xml_node found = type_.find_child_by_attribute("record", "name", record.value());
      require(!found.empty(), field, fmt::format("there is no record '{}'", record.value()));
      number_fields(found, id, path + "_", depth + 1);
    }
  }

  fs::path file_;
  std::string_view text_;
  SchemaNames& names_;
  pugi::xml_node type_;
  std::set<std::string> constants_;
};

}  // namespace

SchemaNames read_schema_names(const fs::path& folder) {
  SchemaNames names;
  for (const fs::path& file : files_below(folder, ".xml")) {
    const std::string path = fs::relative(file, folder).generic_string();
    names.files.push_back(SchemaText{path, read_text_file(file)});
    if (path.starts_with("types/")) TypeReader(file, names.files.back().text, names).read();
  }
  constexpr std::size_t kMostIds = 0xFFFF;
  if (names.fields.size() >= kMostIds) throw InputError(folder, 1, "too many fields to number");
  return names;
}

std::string field_ids_header(const SchemaNames& names) {
  std::string out =
      "// Generated from schemas/types.\n#pragma once\n\n"
      "#include \"compiler/schema/type_schema.h\"\n\nnamespace ecac::types {\n\n";
  const auto append = std::back_inserter(out);
  for (std::size_t i = 0; i < names.types.size(); ++i) {
    fmt::format_to(append, "inline constexpr TypeId {}{{{}}};\n", names.types[i], i);
  }
  out += "\n}  // namespace ecac::types\n";
  std::size_t type = names.types.size();
  for (std::size_t i = 0; i < names.fields.size(); ++i) {
    const FieldName& field = names.fields[i];
    if (field.type != type) {
      if (i != 0) out += "\n}\n";
      type = field.type;
      fmt::format_to(append, "\nnamespace ecac::fields::{} {{\n\n", names.types[type]);
    }
    fmt::format_to(append, "inline constexpr FieldId {}{{{}}};\n", field.constant, i);
  }
  if (!names.fields.empty()) out += "\n}\n";
  return out;
}

std::string known_names_source(const SchemaNames& names) {
  std::string out =
      "// Generated from schemas/types.\n#include \"compiler/schema/known_names.h\"\n\n"
      "namespace ecac {\n";
  const auto append = std::back_inserter(out);
  const auto table = [&](std::string_view type, std::string_view function, const auto& items,
                         const auto& write) {
    if (items.empty()) {
      fmt::format_to(append, "\nstd::span<const {}> {}() {{ return {{}}; }}\n", type, function);
      return;
    }
    fmt::format_to(append,
                   "\nstd::span<const {0}> {1}() {{\n  static constexpr {0} kTable[] = {{\n", type,
                   function);
    for (const auto& item : items) write(item);
    out += "  };\n  return kTable;\n}\n";
  };
  table("std::string_view", "known_types", names.types,
        [&](const std::string& name) { fmt::format_to(append, "    \"{}\",\n", name); });
  table("KnownField", "known_fields", names.fields, [&](const FieldName& field) {
    fmt::format_to(append, "    {{TypeId{{{}}}, FieldId{{{}}}, \"{}\"}},\n", field.type,
                   field.parent, field.name);
  });
  return out + "\n}  // namespace ecac\n";
}

}  // namespace ecac::tools
