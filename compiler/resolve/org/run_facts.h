#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/support/net/host_patterns.h"

namespace ecac {

/// Where a deploy goes, as ecac.json says it.
enum class DeployTarget : std::uint8_t {
  unknown,
  source_org,  ///< the org that the metadata was retrieved from
  other_org,
  new_org,  ///< one that has none of it yet
};

/// In which kind of org the metadata was made, as ecac.json says it.
enum class SourceOrg : std::uint8_t { unknown, production, dev_hub, sandbox, scratch_org };

/// An entry of `packageDirectories`.
struct PackageFolder {
  std::string path = {};     ///< absolute
  std::string package = {};  ///< the package that is built from it; "" if none is
  bool is_default = false;
  std::vector<std::string> dependencies = {};  ///< packages, by name

  friend bool operator==(const PackageFolder&, const PackageFolder&) = default;
};

/// The one component that a waiver of ecac.json is for.
struct WaivedComponent {
  Configured<std::string> component = {};  ///< `Type:Name`, without `*`
  Place entry = {};                        ///< the whole waiver

  friend bool operator==(const WaivedComponent&, const WaivedComponent&) = default;
};

/// What a run knows beside the files of a project: its project file, ecac.json and the command
/// line. It stays the same for a run; a change re-does everything.
struct RunFacts {
  std::string today = {};  ///< `2026-01-31`; "" where nobody told
  DeployTarget target = DeployTarget::unknown;
  SourceOrg source_org = SourceOrg::unknown;
  std::vector<AppConfiguration> apps = {};
  std::vector<CredentialConfiguration> credentials = {};
  std::vector<WaivedComponent> waived_components = {};
  /// `Type:Name` that ecac.json itself says is elsewhere, or is left alone in the org; no files.
  std::vector<Configured<std::string>> known_components = {};
  std::vector<Configured<std::string>> kept_components = {};
  /// Patterns of `exclude` and `overrides` that no path can match, and lists of `overrides` that
  /// are empty, with an empty value.
  std::vector<Configured<std::string>> hopeless_patterns = {};
  /// Files of the configuration that speak of this project alone, where all of it is there: its
  /// ecac.json, and what that extends in its folder.
  std::vector<FileId> own_configurations = {};

  FileId project_file = FileId::none;  ///< sfdx-project.json, where there is one
  std::vector<PackageFolder> packages = {};
  std::vector<DeclaredReplacement> replacements = {};
  /// Those whose conditions hold and whose variable has no value in this run, and may not be
  /// without one; empty where no values were given.
  std::vector<DeclaredReplacement> unset_variables = {};
  /// Those that put in a file which is not there, and whose conditions hold or are none.
  std::vector<DeclaredReplacement> missing_files = {};
  /// Where callbacks and endpoints may lead, and which schemes callbacks may have beside http and
  /// https (small letters), as ecac.json says it; empty: nothing is said.
  HostPatterns hosts = {};
  std::set<std::string, std::less<>> schemes = {};
  /// Names of variables, with `*`, that something else than `replacements` fills in.
  std::vector<std::string> replaced_elsewhere = {};

  /// Whether an entry of the file, if it names what is not there, names nothing.
  bool owns(FileId configuration) const;
  /// Null if ecac.json says nothing of it.
  const AppConfiguration* app(std::string_view name) const;
  const CredentialConfiguration* credential(std::string_view name) const;
  /// The innermost package directory that holds a path; null if none does.
  const PackageFolder* package_of(std::string_view path) const;
  bool is_replaced_elsewhere(std::string_view variable) const;

  friend bool operator==(const RunFacts&, const RunFacts&) = default;
};

}  // namespace ecac
