#include "compiler/emit/document/document_builder.h"

#include <fmt/format.h>

#include <type_traits>
#include <utility>
#include <variant>

#include "compiler/resolve/project/value_node.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

std::string_view words_for(Standing standing) {
  return standing == Standing::documented ? "documented" : "observed";
}

nlohmann::json place_json(const ShownPlace& place) {
  return {{"file", shown_text(place.file)}, {"line", place.line}, {"column", place.column}};
}

nlohmann::json value_json(const ShownValue& value) {
  return std::visit(
      [](const auto& data) -> nlohmann::json {
        if constexpr (std::is_same_v<std::decay_t<decltype(data)>, std::monostate>) {
          return nullptr;
        } else {
          return data;
        }
      },
      value.data());
}

}  // namespace

nlohmann::json DocumentBuilder::reason(const Origin& origin, const std::string& scope) const {
  nlohmann::json reason;
  switch (origin.kind) {
    case OriginKind::written: {
      const ShownPlace& place = places_.find(origin.place);
      reason = place_json(place);
      reason["kind"] = place.variable.empty() ? "explicit" : "replaced";
      if (!place.variable.empty()) reason["variable"] = shown_text(place.variable);
      return reason;
    }
    case OriginKind::defaulted:
      reason["kind"] = "default";
      reason["standing"] = words_for(origin.standing);
      break;
    case OriginKind::derived:
      reason["kind"] = "derived";
      reason["from"] = nlohmann::json::array();
      for (const std::string& from : origin.from()) {
        reason["from"].push_back(
            shown_text(from.starts_with('/') ? from : fmt::format("{}/{}", scope, from)));
      }
      return reason;
    case OriginKind::configured:
      reason = place_json(places_.find(origin.place));
      reason["kind"] = "configured";
      return reason;
    case OriginKind::unknown:
      reason["kind"] = "unknown";
      reason["decidedBy"] = shown_text(origin.decided_by());
      break;
  }
  if (origin.field != FieldId::none) reason["field"] = field_name(schema_, origin.field);
  return reason;
}

nlohmann::json DocumentBuilder::finish() && {
  document_["provenance"] = std::move(provenance_);
  return std::move(document_);
}

nlohmann::json& DocumentBuilder::at(const ValuePath& path) {
  return document_[nlohmann::json::json_pointer(path.pointer)];
}

void DocumentBuilder::visit_object(const ValuePath& path) {
  nlohmann::json& here = at(path);
  if (here.is_null()) here = nlohmann::json::object();
}

void DocumentBuilder::visit_list(const ValuePath& path) {
  nlohmann::json& list = at(path);
  if (list.is_null()) list = nlohmann::json::array();
}

void DocumentBuilder::visit_value(const ValuePath& path, const ShownValue& value) {
  at(path) = value_json(value);
}

void DocumentBuilder::visit_place(const ValuePath& path, Place place) {
  at(path) = place_json(places_.find(place));
}

void DocumentBuilder::visit_reason(const ValuePath& path, const Origin& origin) {
  provenance_[path.address] = reason(origin, path.scope);
}

}  // namespace ecac
