#include "tests/support/resolved_document.h"

#include <algorithm>
#include <array>

namespace ecac::test {

namespace {

/// What tells of the document itself and not of the project.
constexpr std::array<std::string_view, 3> kOfTheDocument = {"/formatVersion", "/generator",
                                                            "/provenance"};

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
    collect(member, pointer + "/" + key, reasoned, reasons, missing);
  }
}

}  // namespace

std::vector<std::string> values_without_reason(const nlohmann::json& document) {
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
