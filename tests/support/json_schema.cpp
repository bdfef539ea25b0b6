#include "tests/support/json_schema.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>

#include "tests/support/rule_page.h"

namespace ecac::test {

namespace {

bool is_of_type(const nlohmann::json& value, const std::string& type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "integer") return value.is_number_integer();
  if (type == "number") return value.is_number();
  return type == "null" && value.is_null();
}

bool is_of_a_type(const nlohmann::json& value, const nlohmann::json& types) {
  if (types.is_string()) return is_of_type(value, types);
  return std::any_of(types.begin(), types.end(),
                     [&](const nlohmann::json& type) { return is_of_type(value, type); });
}

}  // namespace

JsonSchema::JsonSchema(const std::string& file_name) : file_(file_name) {}

const nlohmann::json& JsonSchema::document_of(const std::string& file) {
  const auto [entry, is_new] = documents_.try_emplace(file);
  if (is_new) {
    entry->second = nlohmann::json::parse(
        read_text_file(std::string(ECAC_SOURCE_DIR) + "/schemas/output/" + file));
  }
  return entry->second;
}

JsonSchema::Rule JsonSchema::resolve(const Rule& rule, const std::string& reference) {
  const std::size_t hash = reference.find('#');
  const std::string file = hash == 0 ? rule.file : reference.substr(0, hash);
  const nlohmann::json::json_pointer pointer(reference.substr(hash + 1));
  return {&document_of(file).at(pointer), file};
}

std::vector<std::string> JsonSchema::problems(const nlohmann::json& document) {
  std::vector<std::string> found;
  check({&document_of(file_), file_}, document, "", found);
  return found;
}

std::size_t JsonSchema::matches(const Rule& rule, const nlohmann::json& choices,
                                const nlohmann::json& value) {
  return static_cast<std::size_t>(
      std::count_if(choices.begin(), choices.end(), [&](const nlohmann::json& choice) {
        std::vector<std::string> problems;
        check({&choice, rule.file}, value, "", problems);
        return problems.empty();
      }));
}

void JsonSchema::check(const Rule& rule, const nlohmann::json& value, const std::string& pointer,
                       std::vector<std::string>& problems) {
  const nlohmann::json& schema = *rule.schema;
  if (schema.is_boolean()) return;
  const auto complain = [&](const std::string& text) { problems.push_back(pointer + ' ' + text); };
  if (schema.contains("$ref")) check(resolve(rule, schema["$ref"]), value, pointer, problems);
  if (schema.contains("type") && !is_of_a_type(value, schema["type"])) {
    complain("is no " + schema["type"].dump());
    return;
  }
  if (schema.contains("const") && schema["const"] != value) complain("is another constant");
  if (schema.contains("enum")) {
    const nlohmann::json& known = schema["enum"];
    if (std::find(known.begin(), known.end(), value) == known.end()) {
      complain(value.dump() + " is none of " + known.dump());
    }
  }
  if (schema.contains("pattern") && value.is_string() &&
      !RE2::PartialMatch(value.get<std::string>(), RE2(schema["pattern"].get<std::string>()))) {
    complain(value.dump() + " does not match " + schema["pattern"].dump());
  }
  if (schema.contains("anyOf") && matches(rule, schema["anyOf"], value) == 0) {
    complain("is none of the forms");
  }
  if (schema.contains("oneOf") && matches(rule, schema["oneOf"], value) != 1) {
    complain("is not one of the forms");
  }
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      check({&schema["items"], rule.file}, value[i], fmt::format("{}/{}", pointer, i), problems);
    }
  }
  if (value.is_object()) check_object(rule, value, pointer, problems);
}

void JsonSchema::check_object(const Rule& rule, const nlohmann::json& value,
                              const std::string& pointer, std::vector<std::string>& problems) {
  const nlohmann::json& schema = *rule.schema;
  for (const nlohmann::json& name : schema.value("required", nlohmann::json::array())) {
    if (!value.contains(name.get<std::string>())) {
      problems.push_back(fmt::format("{} has no {}", pointer, name.get<std::string>()));
    }
  }
  const bool has_members = schema.contains("properties");
  for (const auto& [name, member] : value.items()) {
    const std::string below = pointer + '/' + name;
    if (has_members && schema["properties"].contains(name)) {
      check({&schema["properties"][name], rule.file}, member, below, problems);
    } else if (schema.contains("additionalProperties")) {
      const nlohmann::json& others = schema["additionalProperties"];
      if (others == false) {
        problems.push_back(below + " is not known");
      } else {
        check({&others, rule.file}, member, below, problems);
      }
    }
  }
}

}  // namespace ecac::test
