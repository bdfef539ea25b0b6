#include "compiler/emit/report/settings_emitter.h"

#include <fmt/format.h>

#include <iterator>

#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/json_writer.h"

namespace ecac {

namespace {

void write_value(JsonWriter& json, const NewJsonValue& value) {
  switch (value.kind) {
    case NewJsonValue::Kind::string: json.string(value.text); break;
    case NewJsonValue::Kind::literal: json.literal(value.text); break;
    case NewJsonValue::Kind::array:
      json.begin_array();
      for (const NewJsonValue& item : value.items) write_value(json, item);
      json.end_array();
      break;
    case NewJsonValue::Kind::object:
      json.begin_object();
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        write_value(json.key(value.keys[i]), value.items[i]);
      }
      json.end_object();
      break;
  }
}

}  // namespace

std::string emit_settings_json(const SettingsReport& report, const ToolInfo& tool) {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  write_json_head(json, tool);
  json.key("settings").begin_array();
  for (const ShownSetting& setting : report.settings) {
    json.begin_object();
    json.member("project", setting.project);
    json.member("name", setting.name);
    json.member("value", setting.value);
    json.member("origin", setting.origin);
    if (setting.place) {
      json.member("path", setting.place->root_path);
      json.member("line", setting.place->line);
      json.member("column", setting.place->column);
    }
    json.end_object();
  }
  json.end_array();
  json.key("configurations").begin_array();
  for (const ShownConfiguration& configuration : report.configurations) {
    json.begin_object();
    json.member("project", configuration.project);
    write_value(json.key("document"), configuration.document);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return out + '\n';
}

std::string emit_settings_text(const SettingsReport& report) {
  std::string out;
  const std::string* project = nullptr;
  for (const ShownSetting& setting : report.settings) {
    if (project == nullptr || *project != setting.project) {
      project = &setting.project;
      out += printable(setting.project) + '\n';
    }
    fmt::format_to(std::back_inserter(out), "  {}: {} ({}", printable(setting.name),
                   printable(setting.value), printable(setting.origin));
    if (setting.place) fmt::format_to(std::back_inserter(out), ":{}", setting.place->line);
    out += ")\n";
  }
  return out;
}

}  // namespace ecac
