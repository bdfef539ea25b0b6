#include "compiler/workspace/config_setting.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace ecac {
namespace {

/// Ends before the `=`. A part in quotes is a JSON string. Nothing if it is no key.
std::optional<std::vector<JsonKey>> read_key(std::string_view setting, std::size_t& at) {
  std::vector<JsonKey> parts;
  while (true) {
    JsonKey& part = parts.emplace_back();
    if (at < setting.size() && setting[at] == '"') {
      std::size_t end = at + 1;
      while (end < setting.size() && setting[end] != '"') end += setting[end] == '\\' ? 2 : 1;
      if (end >= setting.size()) return std::nullopt;
      JsonValue text;
      JsonBreak broken;
      if (!parse_json(setting.substr(at, end + 1 - at), JsonComments::refused, text, broken)) {
        return std::nullopt;
      }
      part.text = std::move(text.text);
      part.range = {static_cast<std::uint32_t>(at + 1), static_cast<std::uint32_t>(end)};
      at = end + 1;
    } else {
      const std::size_t end = std::min(setting.find_first_of(".=", at), setting.size());
      part.text = setting.substr(at, end - at);
      part.range = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)};
      at = end;
    }
    if (part.text.empty() || at == setting.size()) return std::nullopt;
    if (setting[at] == '=') return parts;
    if (setting[at] != '.') return std::nullopt;
    ++at;
  }
}

void shift(TextRange& range, std::uint32_t by) {
  range.begin += by;
  range.end += by;
}

void shift(JsonValue& value, std::uint32_t by) {
  shift(value.range, by);
  for (JsonKey& key : value.keys) shift(key.range, by);
  for (JsonValue& item : value.items) shift(item, by);
}

}  // namespace

bool is_config_setting(std::string_view text) {
  std::size_t at = 0;
  return read_key(text, at).has_value();
}

Result<JsonValue> parse_config_setting(std::string_view setting, std::uint32_t begin) {
  std::size_t equals = 0;
  std::optional<std::vector<JsonKey>> parts = read_key(setting, equals);
  if (!parts) {
    return Error{fmt::format("`{}` is no setting; write it like `deploy.target=new-org`", setting),
                 ErrorKind::invalid};
  }
  const std::string_view written = setting.substr(equals + 1);
  const auto value_begin = static_cast<std::uint32_t>(equals + 1);
  JsonValue value;
  JsonBreak broken;
  if (parse_json(written, JsonComments::refused, value, broken)) {
    shift(value, value_begin);
  } else {
    value = JsonValue{.kind = JsonKind::string};
    value.text = written;
    // As if it had quotes: the `=`, and what follows the setting.
    value.range = {value_begin - 1, static_cast<std::uint32_t>(setting.size()) + 1};
  }
  for (std::size_t i = parts->size(); i-- > 0;) {
    JsonValue object{.kind = JsonKind::object};
    object.range = {(*parts)[i].range.begin, static_cast<std::uint32_t>(setting.size())};
    object.keys.push_back(std::move((*parts)[i]));
    object.items.push_back(std::move(value));
    value = std::move(object);
  }
  shift(value, begin);
  return value;
}

}  // namespace ecac
