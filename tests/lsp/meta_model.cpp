#include "tests/lsp/meta_model.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/golden.h"
#include "tests/support/rule_page.h"

namespace ecac::test {

bool MetaModel::load() {
  const std::string shared = shared_folder();
  if (shared.empty()) return false;
  const std::string text = read_text_file(shared + "/reference/recipes/lsp-client/metaModel.json");
  model_ = Json::parse(text, nullptr, false);
  if (!model_.is_object()) return false;
  const auto index = [&](const char* list, const char* key,
                         std::map<std::string, const Json*>& by) {
    for (const Json& item : model_[list]) by[item[key].get<std::string>()] = &item;
  };
  index("requests", "method", requests_);
  index("notifications", "method", notifications_);
  index("structures", "name", structures_);
  index("enumerations", "name", enumerations_);
  index("typeAliases", "name", aliases_);
  return true;
}

std::vector<std::string> MetaModel::problems_of_params(const std::string& method,
                                                       const Json& params) const {
  const bool is_request = requests_.count(method) != 0;
  const auto& methods = is_request ? requests_ : notifications_;
  const auto found = methods.find(method);
  if (found == methods.end()) return {"the protocol has no " + method};
  const Json& message = *found->second;
  if (message["messageDirection"] == "clientToServer") return {method + " is for clients to send"};
  std::vector<std::string> problems;
  if (message.contains("params")) {
    check(message["params"], params, "params", problems);
  } else if (!params.is_null()) {
    problems.emplace_back(method + " has no params");
  }
  return problems;
}

std::vector<std::string> MetaModel::problems_of_result(const std::string& method,
                                                       const Json& result) const {
  std::vector<std::string> problems;
  check((*requests_.at(method))["result"], result, "result", problems);
  return problems;
}

void MetaModel::check(const Json& type, const Json& value, const std::string& at,
                      std::vector<std::string>& problems) const {
  const std::string kind = type["kind"];
  const auto wrong = [&](const std::string& what) { problems.push_back(at + " is " + what); };
  if (kind == "base") {
    const std::string name = type["name"];
    const bool good = name == "null"       ? value.is_null()
                      : name == "boolean"  ? value.is_boolean()
                      : name == "integer"  ? value.is_number_integer()
                      : name == "uinteger" ? value.is_number_unsigned()
                      : name == "decimal"  ? value.is_number()
                                           : value.is_string();
    if (!good) wrong("no " + name);
  } else if (kind == "reference") {
    check_reference(type["name"], value, at, problems);
  } else if (kind == "array") {
    if (!value.is_array()) return wrong("no array");
    for (std::size_t i = 0; i < value.size(); ++i) {
      check(type["element"], value[i], fmt::format("{}[{}]", at, i), problems);
    }
  } else if (kind == "map") {
    if (!value.is_object()) return wrong("no map");
    for (const auto& [key, item] : value.items())
      check(type["value"], item, fmt::format("{}.{}", at, key), problems);
  } else if (kind == "or") {
    check_choice(type["items"], value, at, problems);
  } else if (kind == "literal") {
    if (!value.is_object()) return wrong("no object");
    std::map<std::string, Property> properties;
    collect(type["value"], properties);
    check_properties(properties, value, at, problems);
  } else if (kind == "stringLiteral") {
    if (value != type["value"]) wrong("not " + type["value"].dump());
  } else {
    wrong("of the kind " + kind + ", which the test does not know");
  }
}

bool MetaModel::fits(const Json& type, const Json& value) const {
  std::vector<std::string> problems;
  check(type, value, "", problems);
  return problems.empty();
}

void MetaModel::check_choice(const Json& choices, const Json& value, const std::string& at,
                             std::vector<std::string>& problems) const {
  std::vector<std::string> least;
  for (const Json& choice : choices) {
    std::vector<std::string> of_choice;
    check(choice, value, at, of_choice);
    if (of_choice.empty()) return;
    if (least.empty() || of_choice.size() < least.size()) least = of_choice;
  }
  problems.insert(problems.end(), least.begin(), least.end());
}

void MetaModel::check_reference(const std::string& name, const Json& value, const std::string& at,
                                std::vector<std::string>& problems) const {
  if (name == "LSPAny" || name == "LSPObject" || name == "LSPArray") return;
  if (const auto alias = aliases_.find(name); alias != aliases_.end()) {
    return check((*alias->second)["type"], value, at, problems);
  }
  if (const auto list = enumerations_.find(name); list != enumerations_.end()) {
    const Json& enumeration = *list->second;
    const Json& values = enumeration["values"];
    const bool known = std::any_of(values.begin(), values.end(),
                                   [&](const Json& each) { return each["value"] == value; });
    if (known) return;
    const bool open = enumeration.value("supportsCustomValues", false);
    if (open && fits(enumeration["type"], value)) return;
    problems.push_back(at + " is no " + name);
    return;
  }
  const auto structure = structures_.find(name);
  if (structure == structures_.end()) {
    problems.push_back(at + ": the model has no " + name);
    return;
  }
  if (!value.is_object()) {
    problems.push_back(at + " is no " + name);
    return;
  }
  std::map<std::string, Property> properties;
  collect(*structure->second, properties);
  check_properties(properties, value, at, problems);
}

void MetaModel::collect(const Json& structure, std::map<std::string, Property>& properties) const {
  for (const char* const from : {"extends", "mixins"}) {
    if (!structure.contains(from)) continue;
    for (const Json& each : structure[from]) collect(*structures_.at(each["name"]), properties);
  }
  for (const Json& each : structure["properties"]) {
    properties[each["name"]] = {.type = &each["type"], .optional = each.value("optional", false)};
  }
}

void MetaModel::check_properties(const std::map<std::string, Property>& properties,
                                 const Json& value, const std::string& at,
                                 std::vector<std::string>& problems) const {
  for (const auto& [name, property] : properties) {
    if (!value.contains(name)) {
      if (!property.optional) problems.push_back(fmt::format("{} has no {}", at, name));
      continue;
    }
    check(*property.type, value[name], fmt::format("{}.{}", at, name), problems);
  }
  for (const auto& [name, unused] : value.items()) {
    if (properties.count(name) == 0)
      problems.push_back(fmt::format("{} has an unknown {}", at, name));
  }
}

}  // namespace ecac::test
