#include "compiler/workspace/scratch_definition.h"

#include "compiler/syntax/json_document.h"

namespace ecac {

namespace {

bool is_true(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::boolean && value->boolean;
}

void read_features(const JsonValue& root, ScratchDefinition& definition) {
  const JsonValue* list = root.find("features");
  if (list == nullptr || list->kind != JsonKind::array) return;
  for (const JsonKey& key : root.keys) {
    if (key.text == "features") definition.place.range = key.range;
  }
  for (const JsonValue& item : list->items) {
    // `AddCustomApps:30` is a feature with a number.
    if (item.kind == JsonKind::string) {
      definition.features.push_back(item.text.substr(0, item.text.find(':')));
    }
  }
}

}  // namespace

std::optional<ScratchDefinition> parse_scratch_definition(FileId file, std::string_view text) {
  JsonValue root;
  JsonBreak broken;
  if (!parse_json(text, JsonComments::allowed, root, broken)) return std::nullopt;
  if (root.kind != JsonKind::object) return std::nullopt;
  ScratchDefinition definition;
  definition.place = {file, {root.range.begin, root.range.begin + 1}};
  read_features(root, definition);
  if (const JsonValue* settings = root.find("settings")) {
    const JsonValue* apps = settings->find("externalClientAppSettings");
    definition.enables_apps = apps != nullptr && is_true(apps->find("enableExternalClientApps"));
  }
  return definition;
}

}  // namespace ecac
