#include "compiler/schema/baseline.h"

#include <algorithm>

#include "compiler/support/edit_distance.h"

namespace ecac {

const KnownScheme* Baseline::scheme(std::string_view name) const {
  const auto found = std::find_if(schemes.begin(), schemes.end(), [&](const KnownScheme& known) {
    return equal_ignoring_case(known.name, name);
  });
  return found == schemes.end() ? nullptr : &*found;
}

const KnownHost* Baseline::host(std::string_view name, std::string_view path) const {
  const auto fits = [&](std::string_view known) {
    if (!known.starts_with('.')) return equal_ignoring_case(known, name);
    return name.size() > known.size() &&
           equal_ignoring_case(name.substr(name.size() - known.size()), known);
  };
  const auto found = std::find_if(hosts.begin(), hosts.end(), [&](const KnownHost& known) {
    return fits(known.name) &&
           (known.paths.empty() ||
            std::find(known.paths.begin(), known.paths.end(), path) != known.paths.end());
  });
  return found == hosts.end() ? nullptr : &*found;
}

}  // namespace ecac
