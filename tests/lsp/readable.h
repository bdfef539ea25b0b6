#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace ecac::test {

/// A value as people read it: ranges as `3:5-3:9` (from 1), addresses as paths below `/w`, and the
/// rest as an outline.
std::vector<std::string> readable(const nlohmann::json& value);

/// `externalClientApps/Portal.eca-meta.xml` of its address.
std::string readable_uri(const std::string& uri);
/// `3:5-3:9`
std::string readable_range(const nlohmann::json& range);

/// The same of what a server sent without being asked.
std::vector<std::string> readable_message(const nlohmann::json& message);

}  // namespace ecac::test
