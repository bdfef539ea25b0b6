#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecac {

/// An address taken apart: what stands before the query, and the decoded names and values of it. A
/// fragment is left out where there is a query.
struct AddressParts {
  std::string address = {};
  std::vector<std::pair<std::string, std::string>> query = {};
};
AddressParts address_parts(std::string_view url);

}  // namespace ecac
