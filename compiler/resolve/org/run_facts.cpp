#include "compiler/resolve/org/run_facts.h"

#include <algorithm>

#include "compiler/support/path_text.h"
#include "compiler/support/text/wildcard.h"

namespace ecac {

namespace {

template <class Entry>
const Entry* find_named(const std::vector<Entry>& entries, std::string_view name) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const Entry& entry) { return entry.name == name; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

bool RunFacts::owns(FileId configuration) const {
  return std::ranges::find(own_configurations, configuration) != own_configurations.end();
}

const AppConfiguration* RunFacts::app(std::string_view name) const {
  return find_named(apps, name);
}

const CredentialConfiguration* RunFacts::credential(std::string_view name) const {
  return find_named(credentials, name);
}

const PackageFolder* RunFacts::package_of(std::string_view path) const {
  const PackageFolder* innermost = nullptr;
  for (const PackageFolder& folder : packages) {
    if (!is_within(path, folder.path)) continue;
    if (innermost == nullptr || folder.path.size() > innermost->path.size()) innermost = &folder;
  }
  return innermost;
}

bool RunFacts::is_replaced_elsewhere(std::string_view variable) const {
  return std::any_of(
      replaced_elsewhere.begin(), replaced_elsewhere.end(),
      [&](const std::string& pattern) { return matches_wildcard(pattern, variable); });
}

}  // namespace ecac
