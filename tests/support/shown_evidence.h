#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace ecac::test {

/// What shows one statement of a page under tests/specs/traceability, as the page's document says
/// it. Each of it is held to: rules have an example, values stand in the resolved documents of the
/// samples, pages and tests exist, and schemas/ has the element that carries a fact.
std::vector<std::string> evidence_of(const nlohmann::json& statement);

/// A page under tests/specs/traceability.
nlohmann::json traceability_page(const std::string& name);

}  // namespace ecac::test
