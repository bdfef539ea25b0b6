#include "compiler/server/protocol/params.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace params {

[[noreturn]] static void fail(std::string_view name, std::string_view what) {
  throw RpcError(RpcErrorCode::invalid_params, fmt::format("`{}` {}", name, what));
}

}  // namespace params

const Json* find_member(const Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

const Json* find_member(const Json& object, std::initializer_list<std::string_view> path) {
  const Json* at = &object;
  for (const std::string_view name : path) {
    at = find_member(*at, name);
    if (at == nullptr) return nullptr;
  }
  return at;
}

const Json& need_member(const Json& object, std::string_view name) {
  const Json* const found = find_member(object, name);
  if (found == nullptr) params::fail(name, "is missing");
  return *found;
}

std::string need_text(const Json& object, std::string_view name) {
  const Json& value = need_member(object, name);
  if (!value.is_string()) params::fail(name, "is no string");
  return value.get<std::string>();
}

std::uint32_t need_number(const Json& object, std::string_view name) {
  const Json& value = need_member(object, name);
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (value.is_number_unsigned()) {
    return static_cast<std::uint32_t>(std::min(value.get<std::uint64_t>(), kMost));
  }
  params::fail(name, "is no number from 0 on");
}

std::string text_or_empty(const Json& object, std::string_view name) {
  const Json* const value = find_member(object, name);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

bool is_set(const Json& object, std::initializer_list<std::string_view> path) {
  const Json* const value = find_member(object, path);
  return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::vector<std::string> texts_of(const Json* list) {
  std::vector<std::string> texts;
  if (list == nullptr || !list->is_array()) return texts;
  for (const Json& item : *list) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}

bool holds(const Json* list, const Json& value) {
  return list != nullptr && list->is_array() &&
         std::find(list->begin(), list->end(), value) != list->end();
}

}  // namespace ecac
