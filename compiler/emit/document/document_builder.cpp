#include "compiler/emit/document/document_builder.h"

#include <fmt/format.h>

#include "compiler/emit/text/shown_value.h"

namespace ecac {

namespace {

std::string_view words_for(Standing standing) {
  return standing == Standing::documented ? "documented" : "observed";
}

nlohmann::json place_json(const ShownPlace& place) {
  return {{"file", place.file}, {"line", place.line}, {"column", place.column}};
}

}  // namespace

std::string pointer_step(std::string_view key) {
  std::string step = "/";
  for (const char c : key) {
    if (c == '~') {
      step += "~0";
    } else if (c == '/') {
      step += "~1";
    } else {
      step += c;
    }
  }
  return step;
}

std::string field_name(const SchemaSet& schema, FieldId field) {
  if (field == FieldId::none) return {};
  return fmt::format("{}.{}", schema.type(schema.type_of(field)).name, schema.field(field).name);
}

nlohmann::json DocumentBuilder::reason(const Origin& origin, const std::string& scope) const {
  nlohmann::json reason;
  switch (origin.kind) {
    case OriginKind::written: {
      const ShownPlace place = place_(origin.place);
      reason = place_json(place);
      reason["kind"] = place.variable.empty() ? "explicit" : "replaced";
      if (!place.variable.empty()) reason["variable"] = place.variable;
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
        reason["from"].push_back(from.starts_with('/') ? from : fmt::format("{}/{}", scope, from));
      }
      return reason;
    case OriginKind::configured:
      reason = place_json(place_(origin.place));
      reason["kind"] = "configured";
      return reason;
    case OriginKind::unknown:
      reason["kind"] = "unknown";
      reason["decidedBy"] = origin.decided_by();
      break;
  }
  if (origin.field != FieldId::none) reason["field"] = field_name(schema_, origin.field);
  return reason;
}

// Names and labels come from many places, and any may hold what looks like a secret. The document
// is not deeper than its schema.
static void hide_secrets(nlohmann::json& node) {
  constexpr std::size_t kShortest = 14;  // `?sig=` and a secret of eight characters
  if (node.is_string()) {
    std::string& text = node.get_ref<std::string&>();
    if (text.size() < kShortest) return;
    std::string shown = shown_text(text);
    if (shown != text) text = std::move(shown);
  } else if (node.is_structured()) {
    for (nlohmann::json& child : node) hide_secrets(child);
  }
}

nlohmann::json DocumentBuilder::finish() && {
  document_["provenance"] = std::move(provenance_);
  hide_secrets(document_);
  return std::move(document_);
}

nlohmann::json& DocumentNode::value() const {
  return builder_->document_[nlohmann::json::json_pointer(pointer_)];
}

DocumentNode DocumentNode::operator[](std::string_view key) const {
  DocumentNode child = *this;
  child.pointer_ += pointer_step(key);
  return child;
}

DocumentNode DocumentNode::append(std::string_view key) const {
  nlohmann::json& list = (*this)[key].value();
  DocumentNode item = (*this)[key];
  item.pointer_ += pointer_step(std::to_string(list.is_null() ? 0 : list.size()));
  list.push_back(nlohmann::json());
  return item;
}

void DocumentNode::array(std::string_view key) const {
  nlohmann::json& list = (*this)[key].value();
  if (list.is_null()) list = nlohmann::json::array();
}

void DocumentNode::object() const {
  nlohmann::json& here = value();
  if (here.is_null()) here = nlohmann::json::object();
}

DocumentNode DocumentNode::as_scope() const {
  DocumentNode node = *this;
  node.scope_ = pointer_;
  return node;
}

void DocumentNode::because(const Origin& origin) const {
  builder_->provenance_[pointer_] = builder_->reason(origin, scope_);
}

void DocumentNode::put_text(std::string_view key, const Resolved<std::string>& value) const {
  if (value.known() && value.value->empty()) return;
  put(key, value);
}

void DocumentNode::put(std::string_view key, nlohmann::json value, const Origin& origin) const {
  const DocumentNode member = (*this)[key];
  member.value() = std::move(value);
  member.because(origin);
}

void DocumentNode::put(std::string_view key, nlohmann::json value) const {
  (*this)[key].value() = std::move(value);
}

void DocumentNode::put_place(std::string_view key, Place place) const {
  if (place.file == FileId::none) return;
  put(key, place_json(builder_->shown(place)));
}

}  // namespace ecac
