#include "compiler/query/renaming/configuration_names.h"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "compiler/emit/text/json_writer.h"
#include "compiler/schema/field_ids.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

namespace {

constexpr TypeId kCredentialTypes[] = {types::NamedCredential, types::ExternalCredential,
                                       types::ExternalAuthIdentityProvider};

/// As it stands between the quotes of a JSON text.
std::string escaped(std::string_view text) {
  std::string quoted;
  append_json_string(quoted, text);
  return quoted.substr(1, quoted.size() - 2);
}

/// Whether one entry of `credentials` speaks of the changed component alone.
bool is_only_credential(const Project& project, const RenamedComponent& change) {
  bool among = false;
  for (const TypeId type : kCredentialTypes) {
    among = among || type == change.type;
    const SymbolId other = project.symbol(type, change.from);
    if (type != change.type && project.symbols().is_defined(other)) return false;
  }
  return among;
}

/// One question to one configuration.
class NameSearch {
 public:
  NameSearch(const Snapshot& snapshot, const RenamedComponent& change)
      : snapshot_(snapshot),
        change_(change),
        type_(snapshot.schema().type(change.type)),
        component_(fmt::format("{}:{}", type_.name, change.from)) {}

  std::vector<ConfigurationName> run() {
    const JsonValue& document = snapshot_.analysed().discovered().config->document;
    if (change_.type == types::ExternalClientApplication) take_keys(document.find("apps"));
    if (is_only_credential(snapshot_.project(), change_)) take_keys(document.find("credentials"));
    take_components(document.find("known"));
    if (const JsonValue* deploy = document.find("deploy"); is_object(deploy)) {
      take_components(deploy->find("noOverwrite"));
    }
    take_waivers(document.find("waivers"));
    if (change_.type == types::Profile) take_profiles(document.find("apps"));
    return std::move(found_);
  }

 private:
  static bool is_object(const JsonValue* value) {
    return value != nullptr && value->kind == JsonKind::object;
  }

  void take_keys(const JsonValue* object) {
    if (!is_object(object)) return;
    for (const JsonKey& key : object->keys) {
      if (key.text == change_.from) put({key.file, key.range}, escaped(change_.to));
    }
  }

  /// `Type:Name`
  void take_component(const JsonValue& value) {
    if (value.kind != JsonKind::string || value.text != component_) return;
    put({value.file, value.inner_range()}, escaped(fmt::format("{}:{}", type_.name, change_.to)));
  }

  void take_components(const JsonValue* list) {
    if (list == nullptr || list->kind != JsonKind::array) return;
    for (const JsonValue& item : list->items) take_component(item);
  }

  void take_waivers(const JsonValue* list) {
    if (list == nullptr || list->kind != JsonKind::array) return;
    for (const JsonValue& item : list->items) {
      if (const JsonValue* component = item.find("component")) take_component(*component);
    }
  }

  void take_profiles(const JsonValue* apps) {
    if (!is_object(apps)) return;
    for (const JsonValue& app : apps->items) {
      const JsonValue* profile = app.find("guestProfile");
      if (profile == nullptr || profile->text != change_.from) continue;
      put({profile->file, profile->inner_range()}, escaped(change_.to));
    }
  }

  /// What the command line says stands in no file.
  void put(Place place, std::string text) {
    if (is_of_command_line(snapshot_.project().sources(), place)) return;
    found_.push_back({place, std::move(text)});
  }

  const Snapshot& snapshot_;
  const RenamedComponent& change_;
  const TypeSchema& type_;
  std::string component_;
  std::vector<ConfigurationName> found_;
};

}  // namespace

std::vector<ConfigurationName> configuration_names(const Snapshot& snapshot,
                                                   const RenamedComponent& change) {
  return NameSearch(snapshot, change).run();
}

std::vector<ConfigurationName> replacement_files(const Snapshot& snapshot,
                                                 const std::map<std::string, std::string>& moves) {
  std::vector<ConfigurationName> found;
  const FileId file = snapshot.project().settings().project_file;
  if (file == FileId::none || moves.empty()) return found;
  const auto text = snapshot.text(file);
  JsonValue document;
  JsonBreak broken;
  if (text == nullptr || !parse_json(text->text(), JsonComments::allowed, document, broken)) {
    return found;
  }
  const JsonValue* list = document.find("replacements");
  if (list == nullptr || list->kind != JsonKind::array) return found;
  for (const JsonValue& entry : list->items) {
    const JsonValue* name = entry.find("filename");
    if (name == nullptr || name->kind != JsonKind::string || name->text.empty()) continue;
    for (const auto& [from, to] : moves) {
      if (!from.ends_with(name->text)) continue;
      // The folders stay, so that the beginning of the path does.
      const std::size_t kept = from.size() - name->text.size();
      found.push_back({{file, name->inner_range()}, escaped(to.substr(kept))});
      break;
    }
  }
  return found;
}

}  // namespace ecac
