#include "compiler/resolve/deploy/removals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/schema/field_ids.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

bool can_be_removed(const TypeSchema& type) {
  // A part of a permission set goes with a deploy of the set.
  if (type.id == types::ExternalCredentialPrincipalAccess) return false;
  return type.file_name.empty() && type.role != "context" && type.role != "org";
}

std::string effect_of(const TypeSchema& type, const std::string& name) {
  if (type.role == "header") {
    return fmt::format(
        "the clients of `{}` stop: they get no tokens any more, and those they have end", name);
  }
  if (type.id == types::NamedCredential) return fmt::format("callouts through `{}` fail", name);
  if (type.id == types::ExternalCredential) {
    return "the secrets and tokens that are stored with its principals go";
  }
  if (type.id == types::ExternalAuthIdentityProvider || type.id == types::AuthProvider) {
    return "client id and secret that are stored with it go";
  }
  if (type.id == types::PermissionSet || type.id == types::PermissionSetGroup) {
    return "its users lose what it gives; it must be assigned to nobody";
  }
  return {};
}

struct Removal {
  int order = 0;
  DeployStage stage = DeployStage::parts;
  RemovedComponent component = {};
};

/// The names of a project's components, whatever their letter case: the platform takes two names
/// that differ in nothing else for one, so that a removal would take away what was just deployed.
class PresentNames {
 public:
  explicit PresentNames(const ProjectView& project) : project_(project) {}

  bool has(TypeId type, std::string_view name) {
    const auto [entry, is_new] = names_.try_emplace(type);
    if (is_new) {
      for (const FileId file : project_.files_of(type)) {
        entry->second.insert(ascii::in_small_letters(project_.file(file).full_name));
      }
    }
    return entry->second.contains(ascii::in_small_letters(name));
  }

 private:
  const ProjectView& project_;
  std::map<TypeId, std::set<std::string>> names_ = {};
};

/// The order of a deploy turned round; settings go before the app that they belong to, and groups
/// before their permission sets.
int order_of(const TypeSchema& type, DeployStage stage) {
  const bool named_by_its_stage = type.role == "header" || type.id == types::PermissionSet ||
                                  type.id == types::MutingPermissionSet;
  return 2 * (static_cast<int>(kDeployStageCount) - static_cast<int>(stage)) +
         (named_by_its_stage ? 1 : 0);
}

}  // namespace

std::vector<RemovalStep> removals(const ProjectView& project,
                                  std::span<const DeployComponent> earlier) {
  PresentNames present(project);
  std::vector<Removal> found;
  for (const DeployComponent& component : earlier) {
    const TypeSchema& type = project.schema().type(component.type);
    if (!can_be_removed(type) || project.is_defined(component.type, component.name)) continue;
    if (present.has(component.type, component.name)) continue;
    found.push_back({order_of(type, component.stage),
                     component.stage,
                     {component.type, component.name, effect_of(type, component.name)}});
  }
  const auto key = [](const Removal& one) {
    return std::tie(one.order, one.component.type, one.component.name);
  };
  std::sort(found.begin(), found.end(),
            [&](const Removal& a, const Removal& b) { return key(a) < key(b); });
  found.erase(std::unique(found.begin(), found.end(),
                          [&](const Removal& a, const Removal& b) { return key(a) == key(b); }),
              found.end());
  std::vector<RemovalStep> steps;
  int last = -1;
  for (Removal& one : found) {
    if (one.order != last) steps.push_back({.stage = one.stage});
    last = one.order;
    steps.back().components.push_back(std::move(one.component));
  }
  return steps;
}

}  // namespace ecac
