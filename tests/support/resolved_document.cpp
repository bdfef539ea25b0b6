#include "tests/support/resolved_document.h"

#include <algorithm>
#include <array>
#include <map>

#include "compiler/resolve/project/value_node.h"

namespace ecac::test {

namespace {

/// What tells of the document itself and not of the project.
constexpr std::array<std::string_view, 3> kOfTheDocument = {"/formatVersion", "/generator",
                                                            "/provenance"};

/// The items of these lists have addresses by name.
constexpr std::array<std::string_view, 2> kNamedLists = {"apps", "credentials"};

/// The address of each item of a list with named items, in their order.
std::vector<std::string> item_addresses(const std::string& list, const nlohmann::json& items) {
  std::vector<std::string> addresses;
  std::map<std::string, int> seen;
  for (const nlohmann::json& item : items) {
    std::string name = item.value("name", "");
    if (list == "credentials") name = item.value("kind", "") + "." + name;
    const int earlier = seen[name]++;
    if (earlier != 0) name += "#" + std::to_string(earlier + 1);
    addresses.push_back("/" + list + "/" + pointer_step(name));
  }
  return addresses;
}

void collect(const nlohmann::json& value, const std::string& pointer, bool reasoned,
             const nlohmann::json& reasons, std::vector<std::string>& missing) {
  if (std::find(kOfTheDocument.begin(), kOfTheDocument.end(), pointer) != kOfTheDocument.end())
    return;
  reasoned = reasoned || (!pointer.empty() && reasons.contains(pointer));
  if (!value.is_structured() || value.empty()) {
    if (!reasoned) missing.push_back(pointer);
    return;
  }
  if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      collect(value[i], pointer + "/" + std::to_string(i), reasoned, reasons, missing);
    }
    return;
  }
  for (const auto& [key, member] : value.items()) {
    collect(member, pointer + "/" + pointer_step(key), reasoned, reasons, missing);
  }
}

}  // namespace

nlohmann::json by_address(nlohmann::json document) {
  for (const std::string_view name : kNamedLists) {
    const std::string list(name);
    nlohmann::json named = nlohmann::json::object();
    const std::vector<std::string> addresses = item_addresses(list, document.at(list));
    for (std::size_t i = 0; i < addresses.size(); ++i) {
      const nlohmann::json::json_pointer step(addresses[i].substr(list.size() + 1));
      named[step] = document.at(list)[i];
    }
    document[list] = named;
  }
  return document;
}

std::vector<std::string> values_without_reason(const nlohmann::json& written) {
  const nlohmann::json document = by_address(written);
  std::vector<std::string> problems;
  const nlohmann::json& reasons = document.at("provenance");
  collect(document, "", false, reasons, problems);
  for (const auto& [pointer, reason] : reasons.items()) {
    if (!document.contains(nlohmann::json::json_pointer(pointer))) {
      problems.push_back(pointer + " has a reason and is not there");
    }
    if (!reason.contains("from")) continue;
    for (const std::string from : reason["from"]) {
      if (!document.contains(nlohmann::json::json_pointer(from))) {
        problems.push_back(pointer + " follows from " + from + ", which is not there");
      }
    }
  }
  return problems;
}

}  // namespace ecac::test
