#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/support/file_tree.h"
#include "compiler/support/result.h"
#include "compiler/workspace/written.h"

namespace ecac {

/// One component that a manifest names.
struct ManifestMember {
  Written<std::string> type = {};  ///< `<name>`
  Written<std::string> name = {};  ///< `<members>`; `*` is all of the type
};

/// A package.xml.
struct ManifestFile {
  std::string path = {};
  std::optional<Written<std::string>> version = {};
  std::vector<ManifestMember> members = {};
};

/// An error names the first thing that makes the file unusable, with its line.
Result<ManifestFile> parse_manifest(std::string path, std::string_view text);

/// Components that exist somewhere outside the project, by metadata type and full name.
class KnownComponents {
 public:
  void add(std::string_view type, std::string_view full_name);  ///< `*` adds all of the type
  bool contains(std::string_view type, std::string_view full_name) const;
  bool contains_all(std::string_view type) const;
  bool empty() const { return by_type_.empty(); }
  struct Type {
    bool all = false;
    std::unordered_set<std::string> names = {};
  };
  const std::unordered_map<std::string, Type>& types() const { return by_type_; }

 private:
  std::unordered_map<std::string, Type> by_type_;
};

/// What destructive changes are called beside a package.xml; the last is carried out last.
inline constexpr std::array<std::string_view, 3> kDestructiveManifests = {
    "destructiveChangesPre.xml", "destructiveChanges.xml", "destructiveChangesPost.xml"};

/// What destructive changes take out of an org.
struct Removals {
  KnownComponents before = {};  ///< before anything is added; what is deployed as well stays
  KnownComponents after = {};   ///< afterwards (destructiveChangesPost.xml)

  bool empty() const { return before.empty() && after.empty(); }
};

/// Adds what a manifest of destructive changes names. The name of the file says when it is carried
/// out ("Deleting Components from an Organization", Metadata API Developer Guide).
void add_removals(const ManifestFile& manifest, Removals& removals);

/// Adds what a package.xml or a list says (`Type:Name`, `Type Name` or `Type/Name` a line, `#` for
/// comments).
Result<void> parse_known(std::string_view path, std::string_view text, KnownComponents& known);

/// Adds one entry of `--known` or of `known` in ecac.json: `Type:Name`, or a file, relative to
/// `directory`. A file that does not lie in the folder `border` is not read; "" is no border.
Result<void> add_known(const FileTree& tree, std::string_view directory, std::string_view entry,
                       KnownComponents& known, const std::string& border = {});

}  // namespace ecac
