#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/server/transport/json_text.h"

namespace ecac {

// Reading what a client sent, which may be anything. Those that return a value throw RpcError
// (invalid params) with the name of what is missing or is no such thing.

/// The member of an object; null where there is none, it is null itself, or there is no object.
const Json* find_member(const Json& object, std::string_view name);
/// Through several objects.
const Json* find_member(const Json& object, std::initializer_list<std::string_view> path);

const Json& need_member(const Json& object, std::string_view name);
std::string need_text(const Json& object, std::string_view name);
std::uint32_t need_number(const Json& object, std::string_view name);

/// "" where there is no text.
std::string text_or_empty(const Json& object, std::string_view name);
/// False where it does not say true.
bool is_set(const Json& object, std::initializer_list<std::string_view> path);
/// The strings of a list; those that are none are left out.
std::vector<std::string> texts_of(const Json* list);
/// Whether a list holds that string or number.
bool holds(const Json* list, const Json& value);

}  // namespace ecac
