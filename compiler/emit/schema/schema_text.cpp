#include "compiler/emit/schema/schema_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/schema/schema_words.h"

namespace ecac {
namespace {

constexpr std::size_t kSchemaTextWidth = 96;

/// Adds the words of the text in lines that start with `indent` blanks and end by the page width.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent) {
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column != 0 && column + 1 + end > kSchemaTextWidth) {
      out += '\n';
      column = 0;
    }
    if (column == 0) {
      out.append(indent, ' ');
      column = indent;
    } else {
      out += ' ';
      ++column;
    }
    out += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (column != 0) out += '\n';
}

std::string version_text(ApiVersion version, Standing standing = Standing::documented) {
  if (version == 0) return "-";
  return fmt::format("{}.0{}", version, standing == Standing::unconfirmed ? "?" : "");
}

std::string_view required_text(const FieldSchema& field) {
  switch (field.required) {
    case Requirement::optional: return "";
    case Requirement::schema:
    case Requirement::documentation: return "required";
    case Requirement::advised: return "advised";
    case Requirement::undocumented: return "required?";
  }
  return "";
}

std::string default_text(const FieldSchema& field) {
  if (field.default_value) {
    return field.default_standing == Standing::documented ||
                   field.default_standing == Standing::none
               ? std::string(*field.default_value)
               : fmt::format("{} ({})", *field.default_value,
                             standing_word(field.default_standing));
  }
  return field.default_standing == Standing::unconfirmed ? "unconfirmed" : "";
}

std::string since_text(const FieldSchema& field) {
  const std::string since =
      field.since == 0 ? std::string() : version_text(field.since, field.since_standing);
  return field.until == 0 ? since : fmt::format("{}-{}", since, version_text(field.until));
}

std::string kind_text(const FieldSchema& field) {
  std::string text(kind_word(field));
  if (field.list != ListSyntax::none) {
    text += fmt::format(", {} list", word_of(kListWords, field.list));
  }
  if (field.repeated) text += ", repeated";
  return text;
}

/// What else there is to know of a field, one entry for each line.
std::vector<std::string> field_remarks(const FieldSchema& field) {
  std::vector<std::string> lines;
  if (field.values != nullptr) {
    std::string values;
    for (const EnumValue& value : field.values->values) {
      if (!values.empty()) values += ", ";
      values += value.name;
      if (value.until != 0) {
        values += fmt::format(" (until {})", version_text(value.until));
      } else if (value.internal) {
        values += " (internal)";
      }
    }
    lines.push_back("Values: " + values);
  }
  if (!field.reference.empty()) lines.push_back(fmt::format("Refers to {}", field.reference));
  if (!field.moved_to.empty()) lines.push_back(fmt::format("Now {}", field.moved_to));
  if (field.deprecated) lines.emplace_back("Deprecated");
  if (field.secret) lines.emplace_back("Secret: does not belong in a file");
  if (field.internal) lines.emplace_back("Written by Salesforce only");
  if (field.min || field.max) {
    lines.push_back(fmt::format("From {} to {}", field.min ? fmt::format("{}", *field.min) : "any",
                                field.max ? fmt::format("{}", *field.max) : "any"));
  }
  if (!field.allowed.empty()) {
    std::string allowed = "One of ";
    for (const FieldSchema::Allowed& value : field.allowed) {
      if (&value != &field.allowed.front()) allowed += ", ";
      allowed += std::to_string(value.value);
    }
    lines.push_back(allowed);
  }
  if (field.max_length != 0) {
    lines.push_back(fmt::format("At most {} characters{}", field.max_length,
                                field.limit_standing == Standing::norm ? " (platform norm)" : ""));
  }
  if (field.max_count != 0) lines.push_back(fmt::format("At most {} times", field.max_count));
  return lines;
}

struct ColumnWidths {
  std::size_t name = 0;
  std::size_t kind = 0;
  std::size_t required = 0;
  std::size_t standard = 0;
};

void measure(const RecordSchema& record, std::size_t depth, ColumnWidths& widths) {
  for (const FieldSchema& field : record.fields) {
    widths.name = std::max(widths.name, 2 * depth + field.name.size());
    widths.kind = std::max(widths.kind, kind_text(field).size());
    widths.required = std::max(widths.required, required_text(field).size());
    widths.standard = std::max(widths.standard, default_text(field).size());
    if (field.record != nullptr) measure(*field.record, depth + 1, widths);
  }
}

void append_row(std::string& out, const std::vector<std::string>& cells,
                const std::vector<std::size_t>& widths) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    fmt::format_to(std::back_inserter(row), "{:<{}}", cells[i],
                   i + 1 < cells.size() ? widths[i] + 2 : 0);
  }
  row.erase(row.find_last_not_of(' ') + 1);
  out += row;
  out += '\n';
}

void append_fields(std::string& out, const RecordSchema& record, std::size_t depth,
                   const ColumnWidths& widths) {
  const std::vector<std::size_t> columns = {widths.name, widths.kind, widths.required,
                                            widths.standard};
  for (const FieldSchema& field : record.fields) {
    const std::string name = std::string(2 * depth, ' ') + std::string(field.name);
    append_row(out,
               {"  " + name, kind_text(field), std::string(required_text(field)),
                default_text(field), since_text(field)},
               {columns[0] + 2, columns[1], columns[2], columns[3]});
    const std::size_t indent = 6 + 2 * depth;
    append_wrapped(out, field.description, indent);
    for (const std::string& remark : field_remarks(field)) append_wrapped(out, remark, indent);
    if (field.record != nullptr) append_fields(out, *field.record, depth + 1, widths);
  }
}

void append_fact(std::string& out, std::string_view label, std::string_view fact) {
  if (fact.empty()) return;
  std::string lines;
  append_wrapped(lines, fact, 16);
  fmt::format_to(std::back_inserter(out), "  {:<14}{}", label, std::string_view(lines).substr(16));
}

std::string file_text(const TypeSchema& type) {
  if (type.suffix.empty()) return "";
  return fmt::format("{}/{}.{}-meta.xml", type.directory,
                     type.file_name.empty() ? "<name>" : type.file_name, type.suffix);
}

std::string versions_text(const TypeSchema& type) {
  std::string text = type.since == 0 ? "" : "API " + version_text(type.since, type.since_standing);
  if (type.until != 0) text += " to " + version_text(type.until);
  if (type.documented_since != 0 && type.documented_since != type.since) {
    text += fmt::format("{}documented from {}", text.empty() ? "" : ", ",
                        version_text(type.documented_since));
  }
  return text;
}

std::string permissions_text(const TypeSchema& type, std::string_view purpose) {
  std::string text;
  for (const Permission& permission : type.permissions) {
    if (permission.purpose != purpose) continue;
    if (!text.empty()) text += ", ";
    text += permission.name;
  }
  return text;
}

std::string one_type(const SchemaSet& set, const TypeSchema& type) {
  std::string out = fmt::format("{}\n", type.name);
  append_wrapped(out, type.description, 2);
  out += '\n';
  append_fact(out, "File", file_text(type));
  append_fact(out, "Versions", versions_text(type));
  append_fact(out, "Edited by", owner_word(type.owner));
  append_fact(out, "Packageable", type.packageable);
  append_fact(out, "Wildcard", type.wildcard);
  append_fact(out, "To deploy", permissions_text(type, "deploy"));
  append_fact(out, "And for that", permissions_text(type, "deployToo"));
  append_fact(out, "To rotate", permissions_text(type, "rotate"));
  append_fact(out, "To read", permissions_text(type, "read"));
  for (const std::string_view edition : type.editions) append_fact(out, "Edition", edition);
  if (type.root.open) append_fact(out, "Open", "elements that are not listed are not judged");
  if (!type.root.fields.empty()) {
    ColumnWidths widths{5, 4, 8, 7};
    measure(type.root, 0, widths);
    out += '\n';
    append_row(out, {"  FIELD", "KIND", "REQUIRED", "DEFAULT", "SINCE"},
               {widths.name + 2, widths.kind, widths.required, widths.standard});
    append_fields(out, type.root, 0, widths);
  }
  std::vector<const RecordSchema*> records = {&type.root};
  for (const RecordSchema& record : type.records) records.push_back(&record);
  bool first = true;
  for (const RecordSchema* record : records) {
    for (const Constraint& constraint : record->constraints) {
      if (first) out += "\n  CONSTRAINTS\n";
      first = false;
      append_wrapped(out,
                     fmt::format("{} ({})", constraint_sentence(set, constraint),
                                 rule_of(constraint.rule_case).code),
                     2);
    }
  }
  if (!type.source.empty()) {
    out += '\n';
    append_wrapped(out, fmt::format("Source: {}", type.source), 2);
  }
  return out;
}

std::string all_types(const SchemaSet& set) {
  std::vector<std::size_t> widths = {4, 4, 5};
  std::vector<std::vector<std::string>> rows = {{"TYPE", "FILE", "SINCE", "FIELDS"}};
  for (const TypeSchema& type : set.types()) {
    const std::string file =
        type.suffix.empty()
            ? "-"
            : fmt::format("{}.{}", type.file_name.empty() ? "*" : type.file_name, type.suffix);
    rows.push_back({std::string(type.name), file, version_text(type.since, type.since_standing),
                    fmt::format("{}{}", type.root.fields.size(), type.root.open ? "+" : "")});
  }
  for (const std::vector<std::string>& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], row[i].size());
  }
  std::string out;
  for (const std::vector<std::string>& row : rows) append_row(out, row, widths);
  return out +
         "\n'+': other elements than the listed ones are not judged. 'ecac schema TYPE' shows the "
         "fields.\n";
}

}  // namespace

std::string schema_text(const SchemaSet& set, const TypeSchema* only) {
  return only == nullptr ? all_types(set) : one_type(set, *only);
}

}  // namespace ecac
