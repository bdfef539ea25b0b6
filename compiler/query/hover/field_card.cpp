#include "compiler/query/hover/field_card.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/emit/text/sentence.h"

namespace ecac {

namespace {

/// More values than that are named and not explained.
constexpr std::size_t kMostExplained = 10;

std::string kind_in_words(const FieldSchema& field) {
  std::string words;
  switch (field.kind) {
    case FieldKind::boolean: words = "`true` or `false`"; break;
    case FieldKind::integer: words = "a whole number"; break;
    case FieldKind::number: words = "a number"; break;
    case FieldKind::date: words = "a date"; break;
    case FieldKind::complex: words = "a block"; break;
    case FieldKind::enumeration: words = "one of its values"; break;
    case FieldKind::string: words = field.values != nullptr ? "one of its values" : "text"; break;
  }
  switch (field.list) {
    case ListSyntax::none: break;
    case ListSyntax::comma: words = "a list with commas"; break;
    case ListSyntax::lines: words = "a list, one on each line"; break;
    case ListSyntax::space: words = "a list with blanks"; break;
  }
  if (!field.reference.empty()) {
    words = fmt::format("{}names {}", field.list == ListSyntax::none ? "" : words + ", ",
                        in_code(field.reference));
    if (!field.reference_also.empty()) words += " or " + in_code(field.reference_also);
  }
  if (field.repeated) words += ", repeats";
  return words;
}

std::string default_in_words(const FieldSchema& field) {
  if (field.default_value) {
    std::string words = "default " + in_code(*field.default_value);
    if (field.default_value->empty()) words = "default empty";
    const std::string_view standing = standing_word(field.default_standing);
    return standing.empty() ? words : fmt::format("{} ({})", words, standing);
  }
  return field.default_standing == Standing::unconfirmed ? "default not confirmed" : "";
}

std::string limits_in_words(const FieldSchema& field, ApiVersion version) {
  if (!field.allowed.empty()) return "one of " + field.allowed_numbers(version);
  if (field.min && field.max) return fmt::format("{} to {}", *field.min, *field.max);
  if (field.min) return fmt::format("at least {}", *field.min);
  if (field.max) return fmt::format("at most {}", *field.max);
  if (field.max_length != 0) return fmt::format("at most {} characters", field.max_length);
  return {};
}

std::string_view owner_in_words(Owner owner) {
  switch (owner) {
    case Owner::developer: return "set by the developer";
    case Owner::admin: return "set by an admin of the org";
    case Owner::org: return "a setting of the org";
    case Owner::none: break;
  }
  return "";
}

std::string_view need_in_words(const FieldSchema& field) {
  if (is_mandatory(field)) return "**required**";
  return field.required == Requirement::advised ? "advised" : "";
}

void add_warnings(Markdown& page, const FieldSchema& field) {
  if (field.secret) {
    page.paragraph("A secret: it does not belong in a file, and its value is never shown.");
  }
  if (!field.moved_to.empty()) page.paragraph("Now " + in_code(field.moved_to) + ".");
  if (field.deprecated) page.paragraph("The documentation advises against it; it still works.");
  if (field.internal) page.paragraph("Written by Salesforce alone.");
  if (field.read_only) page.paragraph("Written by the org; a deploy does not change it.");
}

void add_values(Markdown& page, const FieldSchema& field) {
  const std::vector<EnumValue>& values = field.values->values;
  if (values.size() > kMostExplained) {
    std::string names;
    for (const EnumValue& value : values) {
      if (!names.empty()) names += ", ";
      names += in_code(value.name);
    }
    page.paragraph("Values: " + names);
    return;
  }
  for (const EnumValue& value : values) {
    std::string line = in_code(value.name);
    if (!value.description.empty()) line += ": " + in_prose(value.description);
    if (value.until != 0) line += fmt::format(" (until API {}.0)", value.until);
    if (value.internal) line += " (Salesforce alone)";
    page.item(line);
  }
}

void add_piece(std::string& line, std::string_view piece) {
  if (piece.empty()) return;
  if (!line.empty()) line += " · ";
  line += piece;
}

}  // namespace

std::string versions_in_words(ApiVersion since, Standing standing, ApiVersion until) {
  std::string words;
  if (until != 0) {
    words = since == 0 ? fmt::format("until API {}.0", until)
                       : fmt::format("API {}.0 to {}.0", since, until);
  } else if (since != 0) {
    words = fmt::format("API {}.0 and later", since);
  }
  if (!words.empty() && standing == Standing::unconfirmed) words += " (unconfirmed)";
  return words;
}

void add_field_card(Markdown& page, const Snapshot& snapshot, const FieldSchema& field,
                    bool values) {
  const SchemaSet& schema = snapshot.schema();
  const TypeSchema& type = schema.type(schema.type_of(field.id));
  std::string head = fmt::format("**{}**", in_code(field.name));
  if (!field.description.empty()) head += ": " + as_sentence(in_prose(field.description));
  page.paragraph(head);
  add_warnings(page, field);
  if (values && field.values != nullptr) add_values(page, field);
  std::string facts;
  add_piece(facts, need_in_words(field));
  add_piece(facts, kind_in_words(field));
  add_piece(facts, limits_in_words(field, snapshot.project().api_version()));
  add_piece(facts, default_in_words(field));
  add_piece(facts, versions_in_words(field.since, field.since_standing, field.until));
  add_piece(facts, owner_in_words(field.owner != Owner::none ? field.owner : type.owner));
  page.paragraph(facts);
  const std::string_view source = field.source.empty() ? type.source : field.source;
  if (values && !source.empty()) page.paragraph("Source: " + in_prose(source));
}

void add_type_card(Markdown& page, const TypeSchema& type) {
  std::string head = fmt::format("**{}**", in_code(type.name));
  if (!type.description.empty()) head += ": " + as_sentence(in_prose(type.description));
  page.paragraph(head);
  std::string facts;
  if (!type.suffix.empty()) {
    const std::string_view name = type.file_name.empty() ? "NAME" : type.file_name;
    add_piece(facts, in_code(fmt::format("{}/{}.{}", type.directory, name, type.suffix)));
  }
  add_piece(facts, versions_in_words(type.since, type.since_standing, type.until));
  add_piece(facts, owner_in_words(type.owner));
  page.paragraph(facts);
}

}  // namespace ecac
