#include "compiler/server/session/settings.h"

#include <fmt/format.h>

#include <array>
#include <tuple>
#include <utility>

#include "compiler/server/protocol/params.h"

namespace ecac {
namespace settings {

/// A setting: what it is called, and how its value is taken. False if it is no such value.
struct Key {
  std::string_view name;
  bool (*take)(const Json& value, Settings& settings);
};

static bool take_mode(const Json& value, Settings& settings) {
  if (!value.is_string()) return false;
  const auto word = value.get<std::string>();
  settings.rules.mode = parse_mode(word);
  return word.empty() || settings.rules.mode.has_value();
}

static bool take_preset(const Json& value, Settings& settings) {
  if (!value.is_string()) return false;
  settings.rules.preset = value.get<std::string>();
  return true;
}

static bool take_words(const Json& value, std::vector<std::string>& words) {
  words = texts_of(&value);
  return value.is_array() && words.size() == value.size();
}

static bool take_select(const Json& value, Settings& settings) {
  return take_words(value, settings.rules.select);
}

static bool take_ignore(const Json& value, Settings& settings) {
  return take_words(value, settings.rules.ignore);
}

static bool take_config(const Json& value, Settings& settings) {
  if (!value.is_string()) return false;
  settings.config = value.get<std::string>();
  return true;
}

static bool take_trace(const Json& value, Settings& settings) {
  const Json* const server = find_member(value, "server");
  if (server == nullptr) return value.is_object();
  if (!server->is_string()) return false;
  settings.trace = server->get<std::string>();
  return true;
}

static constexpr std::array<Key, 6> kKeys = {{{"mode", take_mode},
                                              {"preset", take_preset},
                                              {"select", take_select},
                                              {"ignore", take_ignore},
                                              {"config", take_config},
                                              {"trace", take_trace}}};

/// Takes a part of the request away that means nothing, so that the others hold.
template <class Part>
static void drop_unusable(Part RuleRequest::*part, RuleRequest& rules,
                          std::vector<std::string>& problems) {
  RuleRequest alone;
  alone.*part = rules.*part;
  const std::vector<std::string> found = problems_of(alone);
  problems.insert(problems.end(), found.begin(), found.end());
  if (!found.empty()) rules.*part = {};
}

}  // namespace settings

bool Settings::judges_like(const Settings& other) const {
  const auto parts = [](const Settings& of) {
    return std::tie(of.rules.mode, of.rules.preset, of.rules.select, of.rules.ignore, of.config);
  };
  return parts(*this) == parts(other);
}

Settings read_settings(const Json& section, std::vector<std::string>& problems) {
  Settings settings;
  for (const settings::Key& key : settings::kKeys) {
    const Json* const value = find_member(section, key.name);
    if (value == nullptr) continue;
    Settings with = settings;
    if (key.take(*value, with)) {
      settings = std::move(with);
    } else {
      problems.push_back(
          fmt::format("the setting `ecac.{}` has no value that it may have", key.name));
    }
  }
  settings::drop_unusable(&RuleRequest::preset, settings.rules, problems);
  settings::drop_unusable(&RuleRequest::select, settings.rules, problems);
  settings::drop_unusable(&RuleRequest::ignore, settings.rules, problems);
  return settings;
}

}  // namespace ecac
