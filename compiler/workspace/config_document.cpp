#include "compiler/workspace/config_document.h"

#include <array>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ecac {
namespace {

enum class Lists { joined, replaced };

void join(JsonValue& value, JsonValue later, Lists lists);

void append(JsonValue& object, JsonKey key, JsonValue value) {
  object.keys.push_back(std::move(key));
  object.items.push_back(std::move(value));
}

/// `lists_of(key)`: what becomes of the lists of a member.
template <class ListsOf>
void join_objects(JsonValue& value, JsonValue later, ListsOf&& lists_of) {
  std::unordered_map<std::string_view, std::size_t> of_later;
  for (std::size_t i = 0; i < later.keys.size(); ++i) of_later[later.keys[i].text] = i;
  JsonValue joined{.kind = JsonKind::object, .range = later.range, .file = later.file};
  std::unordered_map<std::size_t, JsonValue> earlier;  // by the place in `later`
  for (std::size_t i = 0; i < value.keys.size(); ++i) {
    const auto both = of_later.find(value.keys[i].text);
    if (both == of_later.end()) {
      append(joined, std::move(value.keys[i]), std::move(value.items[i]));
    } else {
      earlier[both->second] = std::move(value.items[i]);
    }
  }
  for (std::size_t i = 0; i < later.keys.size(); ++i) {
    const Lists lists = lists_of(later.keys[i].text);
    const auto both = earlier.find(i);
    if (both == earlier.end()) {
      append(joined, std::move(later.keys[i]), std::move(later.items[i]));
      continue;
    }
    join(both->second, std::move(later.items[i]), lists);
    append(joined, std::move(later.keys[i]), std::move(both->second));
  }
  value = std::move(joined);
}

void join(JsonValue& value, JsonValue later, Lists lists) {
  if (value.kind == JsonKind::object && later.kind == JsonKind::object) {
    join_objects(value, std::move(later), [&](std::string_view) { return lists; });
  } else if (value.kind == JsonKind::array && later.kind == JsonKind::array &&
             lists == Lists::joined) {
    value.range = later.range;
    value.file = later.file;
    for (JsonValue& item : later.items) value.items.push_back(std::move(item));
  } else {
    value = std::move(later);
  }
}

void drop_member(JsonValue& object, std::string_view key) {
  for (std::size_t i = object.keys.size(); i-- > 0;) {
    if (object.keys[i].text != key) continue;
    object.keys.erase(object.keys.begin() + static_cast<std::ptrdiff_t>(i));
    object.items.erase(object.items.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void join_configuration(JsonValue& document, JsonValue later) {
  if (later.kind != JsonKind::object) return;
  for (const std::string_view key : {"$schema", "extends"}) drop_member(later, key);
  if (document.kind != JsonKind::object) {
    document = std::move(later);
    return;
  }
  join_objects(document, std::move(later), [](std::string_view key) {
    return key == "environments" ? Lists::replaced : Lists::joined;
  });
}

}  // namespace ecac
