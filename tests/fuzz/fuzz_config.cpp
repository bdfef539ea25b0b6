#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/report/selection/rule_selection.h"
#include "compiler/syntax/json_document.h"
#include "compiler/workspace/config.h"
#include "compiler/workspace/config_document.h"
#include "compiler/workspace/config_setting.h"
#include "compiler/workspace/discovery/ignore_file.h"
#include "compiler/workspace/known_components.h"
#include "compiler/workspace/project_file.h"
#include "tests/fuzz/promises.h"

namespace {

using ecac::fuzz::demand;

void demand_range(ecac::TextRange range, std::string_view text, const char* of) {
  demand(range.begin <= range.end && range.end <= text.size(),
         std::string("a range outside of the text: ") + of);
}

void demand_nesting(const ecac::JsonValue& value, std::string_view text) {
  demand_range(value.range, text, "JSON value");
  for (const ecac::JsonKey& key : value.keys) demand_range(key.range, text, "JSON key");
  for (const ecac::JsonValue& item : value.items) {
    demand(item.range.begin >= value.range.begin && item.range.end <= value.range.end,
           "a JSON value outside of the one that holds it");
    demand_nesting(item, text);
  }
}

void read_json(std::string_view text) {
  for (const auto comments : {ecac::JsonComments::refused, ecac::JsonComments::allowed}) {
    ecac::JsonValue value;
    ecac::JsonBreak broken;
    if (ecac::parse_json(text, comments, value, broken)) {
      demand_nesting(value, text);
    } else {
      demand_range(broken.range, text, "JSON break");
      demand(!broken.message.empty(), "a JSON break without words");
    }
  }
}

void read_configuration(std::string_view text) {
  const ecac::ConfigResult result = ecac::parse_config(ecac::FileId{0}, "/p/ecac.json", text);
  for (const ecac::ConfigError& error : result.errors) {
    demand_range(error.range, text, "configuration error");
    demand(error.line >= 1 && error.column >= 1, "a configuration error before the first line");
  }
  ecac::RuleSelection selection(ecac::Mode::lint);
  for (const ecac::RuleSetting& setting : result.config.rules) {
    demand_range(setting.selector.place.range, text, "selector");
    if (ecac::check_selector(setting.selector.value)) {
      selection.set(setting.selector.value, setting.severity.value);
    }
  }
  if (const auto value = ecac::parse_config_setting(text, 0)) {
    ecac::JsonValue document = result.config.document;
    ecac::join_configuration(document, *value);
    demand(document.kind == ecac::JsonKind::object || document.items.empty(),
           "a setting that is no member");
  }
  const ecac::SfdxProjectFile project =
      ecac::parse_project_file(ecac::FileId{0}, "/p/sfdx-project.json", text, nullptr);
  for (const ecac::ProjectFileFault& fault : project.faults) {
    demand_range(fault.range, text, "fault of the project file");
  }
}

void read_lists(std::string_view text) {
  if (const auto manifest = ecac::parse_manifest("/p/package.xml", text)) {
    for (const ecac::ManifestMember& member : manifest->members) {
      demand_range(member.type.range, text, "manifest type");
      demand_range(member.name.range, text, "manifest name");
    }
  }
  for (const std::string_view path : {"/p/package.xml", "/p/known.txt"}) {
    ecac::KnownComponents known;
    if (!ecac::parse_known(path, text, known)) continue;
    for (const auto& [type, names] : known.types()) {
      for (const std::string& name : names.names) {
        demand(known.contains(type, name), "a known component that is not known");
      }
    }
  }
}

void read_patterns(std::string_view text) {
  for (const auto letter_case : {ecac::LetterCase::sensitive, ecac::LetterCase::ignored}) {
    ecac::IgnoreFile file(letter_case);
    file.add_text(text);
    for (const std::string_view path :
         {"a", "force-app/main/default/externalClientApps/Portal.eca-meta.xml",
          "a/b/a/b/a/b/aab"}) {
      for (const bool directory : {false, true}) {
        const bool ignored = file.match(path, directory) == ecac::IgnoreAnswer::ignored;
        demand(!ignored || file.ignores(path, directory), "a match that does not ignore");
      }
    }
  }
}

}  // namespace

// Any text at all, read as each of the files that tell ecac what to do, gives an answer whose
// places lie in the text.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read_json(text);
  read_configuration(text);
  read_lists(text);
  read_patterns(text);
  return 0;
}
