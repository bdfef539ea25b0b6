#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ecac::test {

/// What a resolved document owes its reader: a reason for every value, its own or that of an
/// ancestor, and pointers that lead somewhere. One line for each value without; empty if all is
/// well.
std::vector<std::string> values_without_reason(const nlohmann::json& document);

/// A resolved document with each value at its address: apps and credentials are members by name.
nlohmann::json by_address(nlohmann::json document);

}  // namespace ecac::test
