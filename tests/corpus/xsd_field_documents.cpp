#include "tests/corpus/xsd_field_documents.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>

#include "compiler/schema/root_element.h"

namespace ecac::test {
namespace {

std::string required_content(const RecordSchema& record, const FieldSchema* but);

/// A value of the field that nobody objects to.
std::string good_value(const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::boolean: return "true";
    case FieldKind::integer:
      return field.allowed.empty() ? fmt::format("{}", field.min.value_or(1))
                                   : std::to_string(field.allowed.back().value);
    case FieldKind::number: return "1";
    case FieldKind::date: return "2027-01-31";
    case FieldKind::enumeration: return std::string(field.values->values.front().name);
    case FieldKind::complex:
      return field.record == nullptr ? "" : required_content(*field.record, nullptr);
    case FieldKind::string: break;
  }
  return field.format == TextFormat::email ? "team@example.com" : "a";
}

std::string required_content(const RecordSchema& record, const FieldSchema* but) {
  std::string content;
  for (const FieldSchema& field : record.fields) {
    const bool required =
        field.required == Requirement::schema || field.required == Requirement::documentation;
    if (&field == but || !required || field.until != 0) continue;
    content += fmt::format("<{0}>{1}</{0}>", field.name, good_value(field));
  }
  return content;
}

std::vector<std::string> values_of_a_list(const EnumSchema& list) {
  std::vector<std::string> values = {"", "Nonsense"};
  for (const EnumValue& value : list.values) values.emplace_back(value.name);
  const std::string one = values.back();
  std::string lower = one;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  values.insert(values.end(), {" " + one + "\n", lower, one + " " + one});
  return values;
}

std::vector<std::string> whole_numbers(const FieldSchema& field) {
  // Beyond 32 bits we are softer than the XSD. Which numbers an API version allows is for rules.
  if (!field.allowed.empty() && field.allowed.back().since != 0) return {};
  std::vector<std::string> values = {"",    "1",   "+1", "-1",  "0",   "-0",   "007",       "1.0",
                                     "1e3", "+-1", "+",  "--1", " 5 ", "0x10", "2147483647"};
  for (const auto limit : {field.min, field.max}) {
    if (!limit) continue;
    for (const int step : {-1, 0, 1}) values.push_back(fmt::format("{}", *limit + step));
  }
  for (const auto& allowed : field.allowed) values.push_back(std::to_string(allowed.value));
  for (const long long tolerated : field.tolerated) values.push_back(std::to_string(tolerated));
  return values;
}

std::vector<std::string> texts(const FieldSchema& field) {
  std::vector<std::string> values = {"", "x", "x y"};
  if (field.max_length == 0) return values;
  const auto limit = static_cast<std::size_t>(field.max_length);
  for (const std::size_t size : {limit, limit + 1}) values.emplace_back(size, 'x');
  for (const long long tolerated : field.tolerated) {
    const auto size = static_cast<std::size_t>(tolerated);
    values.insert(values.end(), {std::string(size, 'x'), std::string(size + 1, 'x')});
  }
  return values;
}

std::vector<std::string> values_to_try(const FieldSchema& field) {
  switch (field.kind) {
    case FieldKind::boolean:
      return {"true", "false", "1", "0", "TRUE", "", "\n\ttrue ", "yes", "01"};
    case FieldKind::integer: return whole_numbers(field);
    case FieldKind::number: return {"1.5", "1e5", ".5", "5.", " 2 ", "", "0x1p3", "1,5"};
    case FieldKind::date:
      return {"2027-01-31",
              " 2027-01-31 ",
              "2027-1-31",
              "2027-02-30",
              "2027-13-01",
              "2027-01-31Z",
              "2027-01-31+02:00",
              "2027-01-31T10:00:00",
              "2027-01-31T10:00:00.000Z",
              "2027-01-31T24:00:00",
              "2027-01-31T24:10:00",
              "2027-01-31T10:00",
              "2027-01-31T10:00:60",
              "2027-01-31T10:00:00X",
              "0000-01-01",
              "20270131",
              "2027-01-31x",
              ""};
    case FieldKind::enumeration: return values_of_a_list(*field.values);
    case FieldKind::string:
    case FieldKind::complex: break;
  }
  return field.values != nullptr && field.values_ignore_case ? values_of_a_list(*field.values)
                                                             : texts(field);
}

class FieldDocuments {
 public:
  explicit FieldDocuments(const TypeSchema& type) : type_(type) {}

  std::vector<Document> all() {
    visit(
        type_.root,
        fmt::format("<{} xmlns=\"http://soap.sforce.com/2006/04/metadata\">", root_element(type_)),
        fmt::format("</{}>", root_element(type_)));
    return std::move(documents_);
  }

 private:
  void visit(const RecordSchema& record, const std::string& before, const std::string& after) {
    // The wildcard of an open record hides the types of its elements, except in the root.
    if (record.open && &record != &type_.root) return;
    if (!inside_.insert(&record).second) return;
    for (const FieldSchema& field : record.fields) {
      const std::string start = fmt::format("{}<{}>", before, field.name);
      const std::string end =
          fmt::format("</{}>{}{}", field.name, required_content(record, &field), after);
      if (field.kind == FieldKind::complex) {
        if (field.record != nullptr) visit(*field.record, start, end);
        continue;
      }
      for (const std::string& value : values_to_try(field)) add(field, value, start + value + end);
    }
    inside_.erase(&record);
  }

  void add(const FieldSchema& field, const std::string& value, std::string bytes) {
    const std::string_view stem = type_.file_name.empty() ? "Portal" : type_.file_name;
    documents_.push_back(
        {.name = fmt::format("{}.{} = [{}]", type_.name, field.name, value.substr(0, 40)),
         .path = fmt::format("{}/{}.{}-meta.xml", type_.directory, stem, type_.suffix),
         .bytes = std::move(bytes)});
  }

  const TypeSchema& type_;
  std::set<const RecordSchema*> inside_;
  std::vector<Document> documents_;
};

}  // namespace

std::vector<Document> field_documents(const TypeSchema& type) {
  return FieldDocuments(type).all();
}

}  // namespace ecac::test
