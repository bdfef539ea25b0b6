#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// What libxml2 finds wrong with a document by an XML Schema; empty if nothing. Its warnings on
/// values of identity constraints that it could not compute are left out: nil elements are valid.
std::vector<std::string> xsd_problems(std::string_view xsd, std::string_view document);

}  // namespace ecac
