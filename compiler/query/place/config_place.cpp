#include "compiler/query/place/config_place.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "compiler/emit/schema/document_schemas.h"
#include "compiler/model/well_known_files.h"
#include "compiler/query/place/manifest_place.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/check.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

constexpr std::string_view kItems = "[]";

bool is_configuration(const Snapshot& snapshot, FileId file) {
  if (file_name(snapshot.path(file)) == kConfigFileName) return true;
  const auto& config = snapshot.analysed().discovered().config;
  if (config == nullptr) return false;
  return std::any_of(config->extended.begin(), config->extended.end(),
                     [file](const Config::File& each) { return each.id == file; });
}

/// Goes down to what stands at a place; false where nothing does.
bool descend(const JsonValue& value, std::uint32_t offset, ConfigHere& here) {
  if (value.kind == JsonKind::object) {
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      const JsonKey& key = value.keys[i];
      const bool in_key = key.range.touches(offset);
      if (!in_key && !value.items[i].range.touches(offset)) continue;
      here.path.push_back(key.text);
      if (!in_key) return descend(value.items[i], offset, here);
      here.is_key = true;
      here.range = key.range;
      here.text = key.text;
      here.kind = value.items[i].kind;
      return true;
    }
    return false;
  }
  if (value.kind == JsonKind::array) {
    for (const JsonValue& item : value.items) {
      if (!item.range.touches(offset)) continue;
      here.path.emplace_back(kItems);
      return descend(item, offset, here);
    }
    return false;
  }
  here.range = value.inner_range();
  here.text = value.text;
  here.kind = value.kind;
  return true;
}

const JsonValue& schema_of_config() {
  static const JsonValue kSchema = [] {
    JsonValue schema;
    JsonBreak broken;
    for (const DocumentSchema& each : all_document_schemas()) {
      if (each.name != "ecac") continue;
      ECAC_CHECK(parse_json(each.text, JsonComments::refused, schema, broken));
    }
    ECAC_CHECK(schema.kind == JsonKind::object);
    return schema;
  }();
  return kSchema;
}

/// `#/$defs/word`.
const JsonValue* follow(std::string_view reference) {
  const JsonValue* at = &schema_of_config();
  while (at != nullptr && reference.find('/') != std::string_view::npos) {
    reference.remove_prefix(reference.find('/') + 1);
    at = at->find(reference.substr(0, reference.find('/')));
  }
  return at;
}

/// A schema, and those that speak of the same value: what it refers to, and all that must or may
/// hold.
void add_with_references(const JsonValue* schema, std::vector<const JsonValue*>& all) {
  if (schema == nullptr || schema->kind != JsonKind::object) return;
  if (std::find(all.begin(), all.end(), schema) != all.end()) return;
  all.push_back(schema);
  if (const JsonValue* reference = schema->find("$ref")) {
    add_with_references(follow(reference->text), all);
  }
  for (const std::string_view together : {"allOf", "anyOf", "oneOf"}) {
    const JsonValue* list = schema->find(together);
    if (list == nullptr) continue;
    for (const JsonValue& each : list->items) add_with_references(&each, all);
  }
}

const JsonValue* property_of(const JsonValue& schema, const std::string& key) {
  if (key == kItems) return schema.find("items");
  const JsonValue* properties = schema.find("properties");
  return properties == nullptr ? nullptr : properties->find(key);
}

std::optional<NamedComponent> typed_component(const Snapshot& snapshot, const ConfigHere& here) {
  const std::size_t colon = here.text.find(':');
  if (colon == std::string::npos || here.text.find('*') != std::string::npos) return std::nullopt;
  const std::string name = here.text.substr(colon + 1);
  const TypeSchema* type = type_in_manifest(snapshot.schema(), here.text.substr(0, colon), name);
  if (type == nullptr || name.empty()) return std::nullopt;
  return component_named(snapshot, type->id, name, here.range);
}

}  // namespace

std::optional<ConfigHere> config_at(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  if (!is_configuration(snapshot, file)) return std::nullopt;
  const std::shared_ptr<const SourceText> text = snapshot.text(file);
  if (text == nullptr) return std::nullopt;
  JsonValue document;
  JsonBreak broken;
  if (!parse_json(text->text(), JsonComments::allowed, document, broken)) return std::nullopt;
  ConfigHere here;
  if (!descend(document, offset, here)) return std::nullopt;
  return here;
}

std::vector<const JsonValue*> config_schemas(const std::vector<std::string>& path) {
  std::vector<const JsonValue*> all;
  add_with_references(&schema_of_config(), all);
  for (const std::string& key : path) {
    std::vector<const JsonValue*> inside;
    for (const JsonValue* schema : all) add_with_references(property_of(*schema, key), inside);
    for (const JsonValue* schema : all) {
      if (key != kItems) add_with_references(schema->find("additionalProperties"), inside);
    }
    all = std::move(inside);
  }
  return all;
}

std::optional<NamedComponent> component_in_config(const Snapshot& snapshot, FileId file,
                                                  std::uint32_t offset) {
  const std::optional<ConfigHere> here = config_at(snapshot, file, offset);
  if (!here) return std::nullopt;
  if (here->is_key && here->path.size() == 2) {
    constexpr std::array kCredentials = {types::NamedCredential, types::ExternalCredential,
                                         types::ExternalAuthIdentityProvider};
    constexpr std::array kApps = {types::ExternalClientApplication};
    std::span<const TypeId> candidates;
    if (here->path.front() == "apps") candidates = kApps;
    if (here->path.front() == "credentials") candidates = kCredentials;
    std::optional<NamedComponent> first;
    for (const TypeId type : candidates) {
      NamedComponent component = component_named(snapshot, type, here->text, here->range);
      if (component.answer.state == ReferenceState::found) return component;
      if (!first) first = std::move(component);
    }
    return first;
  }
  if (here->is_key || here->kind != JsonKind::string) return std::nullopt;
  const std::string& list = here->path.front();
  const bool names_components = list == "known" || list == "waivers" || list == "deploy";
  return names_components ? typed_component(snapshot, *here) : std::nullopt;
}

}  // namespace ecac
