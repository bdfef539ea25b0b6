#include "compiler/resolve/deploy/removals.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/DeployText.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

bool can_be_removed(const TypeSchema& type) {
  // A part of a permission set goes with a deploy of the set.
  if (type.id == types::ExternalCredentialPrincipalAccess) return false;
  return type.file_name.empty() && type.role != "context" && type.role != "org";
}

/// Of a part of a permission set, the set.
TypeId whole_type(const SchemaSet& schema, TypeId type) {
  const TypeSchema* whole = schema.find_type(manifest_name(schema.type(type)));
  return whole == nullptr ? type : whole->id;
}

std::string effect_of(const TypeSchema& type, const DeployComponent& component) {
  constexpr std::string_view kGap = "{}";
  const std::string& name = component.app.empty() ? component.name : component.app;
  std::string effect(type.removal_effect);
  for (std::size_t at = effect.find(kGap); at != std::string::npos;
       at = effect.find(kGap, at + name.size())) {
    effect.replace(at, kGap.size(), name);
  }
  return effect;
}

struct Removal {
  int order = 0;
  DeployStage stage = DeployStage::parts;
  RemovedComponent component = {};
  std::string app = {};
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
  std::set<std::string> apps;
  for (const DeployComponent& component : earlier) {
    const TypeSchema& type = project.schema().type(component.type);
    if (!can_be_removed(type) || project.is_defined(component.type, component.name)) continue;
    if (present.has(component.type, component.name)) continue;
    found.push_back({order_of(type, component.stage),
                     component.stage,
                     {component.type, component.name, effect_of(type, component)},
                     component.app});
    if (type.role == "header") apps.insert(component.name);
  }
  // What becomes of an app's clients says more than what becomes of its parts.
  for (Removal& one : found) {
    if (apps.contains(one.app)) one.component.effect.clear();
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

std::vector<FileId> files_that_gave(const ProjectView& project,
                                    std::span<const DeployComponent> earlier) {
  std::vector<FileId> files;
  for (const DeployComponent& component : earlier) {
    if (component.gives.empty()) continue;
    const TypeId whole = whole_type(project.schema(), component.type);
    project.for_each_definition(project.symbol(whole, component.name),
                                [&](FileId file) { files.push_back(file); });
  }
  return files;
}

std::vector<Loss> losses(const SchemaSet& schema, std::span<const DeployComponent> deployed,
                         std::span<const DeployComponent> earlier) {
  using Key = std::pair<TypeId, std::string_view>;
  const auto key_of = [&](const DeployComponent& component) -> Key {
    return {whole_type(schema, component.type), component.name};
  };
  std::map<Key, std::set<std::string_view>> given;
  for (const DeployComponent& component : deployed) {
    given[key_of(component)].insert(component.gives.begin(), component.gives.end());
  }
  std::vector<Loss> found;
  for (const DeployComponent& component : earlier) {
    const auto now = given.find(key_of(component));
    if (now == given.end()) continue;
    for (const std::string& name : component.gives) {
      if (!now->second.insert(name).second) continue;
      Loss loss{.type = now->first.first, .name = component.name, .app = component.app};
      if (component.app.empty()) {
        loss.id = "grantLost";
        loss.text = fmt::format(values::DeployText::grant_lost, name);
      } else {
        loss.id = "entryLost";
        loss.text = fmt::format(values::DeployText::entry_lost, name, component.app);
      }
      found.push_back(std::move(loss));
    }
  }
  std::sort(found.begin(), found.end(), [](const Loss& a, const Loss& b) {
    return std::tie(a.type, a.name, a.text) < std::tie(b.type, b.name, b.text);
  });
  return found;
}

}  // namespace ecac
