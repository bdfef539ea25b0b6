#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/model/value_list.h"
#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"
#include "compiler/support/net/uri.h"

namespace ecac {

/// Why a value belongs to one org or environment.
enum class EnvironmentKind : std::uint8_t { secret, org_specific, username, url, callback_url };

/// A value that has to be set for each target. The value itself is left out, but for hosts.
struct EnvironmentValue {
  DeployComponent component = {};
  FieldId field = FieldId::none;
  std::string parameter = {};  ///< of a parameter's value: which one
  EnvironmentKind kind = EnvironmentKind::url;
  std::vector<std::string> hosts = {};      ///< of addresses, with their ports
  std::vector<std::string> variables = {};  ///< that declared replacements fill it from
  bool placeholder = false;                 ///< it still holds one
  Origin origin = {};
};

/// A placeholder that nothing has replaced yet.
struct UnresolvedPlaceholder {
  std::string text = {};  ///< "" where it could be a secret in angle brackets
  bool unusual = false;   ///< in a spelling that may be meant as it stands
  DeployComponent component = {};
  FieldId field = FieldId::none;
  std::vector<std::string> variables = {};  ///< that declared replacements fill it from
  Origin origin = {};
};

/// Tells which variables the `replacements` of a project put into a value, whether their conditions
/// hold or not.
class DeclaredSources {
 public:
  explicit DeclaredSources(std::span<const DeclaredReplacement> replacements)
      : replacements_(replacements) {}

  /// For the bytes [begin, end) of a value.
  std::vector<std::string> of(const FileFacts& facts, const FieldFact& fact, std::size_t begin,
                              std::size_t end) const;

 private:
  std::span<const DeclaredReplacement> replacements_;
};

/// Why the value of a leaf belongs to one org or environment; none if it does not, or only may.
std::optional<EnvironmentKind> environment_kind(const ProjectView& project, const FileFacts& facts,
                                                const FieldFact& fact);
/// Calls `visit(item, uri)` for the web addresses of a value that hold no placeholder; an app's own
/// scheme belongs to no environment.
void for_each_web_address(const FieldSchema& field, const FileFacts& facts, const FieldFact& fact,
                          const std::function<void(const ListItem&, const Uri&)>& visit);

/// In the order of the components and of the text.
std::vector<EnvironmentValue> environment_values(const ProjectView& project,
                                                 std::span<const DeployComponent> components,
                                                 const DeclaredSources& sources);
std::vector<UnresolvedPlaceholder> unresolved_placeholders(
    const ProjectView& project, std::span<const DeployComponent> components,
    const DeclaredSources& sources);

}  // namespace ecac
