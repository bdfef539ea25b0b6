#include "compiler/query/rename.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "compiler/query/place/config_place.h"
#include "compiler/query/place/manifest_place.h"
#include "compiler/query/place/named_component.h"
#include "compiler/query/renaming/rename_work.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/PolicyNameEnding.h"

namespace ecac {

namespace {

/// The component at a place, if this project can give it another name.
struct Found {
  NamedComponent component = {};
  SymbolId symbol = SymbolId::none;
  std::string name = {};  ///< without a namespace
};

/// In a file of the project, a manifest or a configuration.
std::optional<NamedComponent> named_at(const Snapshot& snapshot, FileId file,
                                       std::uint32_t offset) {
  if (!snapshot.project().has(file)) return component_in_config(snapshot, file, offset);
  const StandingHere here = what_stands_here(snapshot, file, offset);
  if (auto member = component_in_manifest(snapshot, file, here)) return member;
  return component_at(snapshot, file, here);
}

Result<Found> find(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  if (file == FileId::none) return Error{"this is no file of a project"};
  const auto component = named_at(snapshot, file, offset);
  if (!component) return Error{"no name of a component stands here"};
  const Project& project = snapshot.project();
  const SchemaSet& schema = snapshot.schema();
  const TypeSchema& type = schema.type(component->type);
  const SymbolId symbol = component->answer.symbol;
  if (symbol == SymbolId::none || !project.symbols().is_defined(symbol)) {
    return Error{fmt::format("{} is defined elsewhere; what only uses its name cannot rename it",
                             spoken(schema, component->type, component->name))};
  }
  const std::string name(project.symbols().name(symbol));
  if (project.is_managed(name)) {
    return Error{
        fmt::format("{} belongs to a package that is installed", spoken(schema, type.id, name))};
  }
  if (const auto fixed = fixed_name(type)) return Error{*fixed};
  return Found{*component, symbol, name};
}

/// The files of an app that Setup calls by its name, each with the name that it is to have.
std::vector<RenamedComponent> followers(const Project& project, SymbolId app, std::string_view from,
                                        std::string_view to) {
  namespace endings = values::PolicyNameEnding;
  std::vector<RenamedComponent> found;
  const SchemaSet& schema = project.schema();
  const std::string_view settings = schema.type(types::ExtlClntAppOauthSettings).name_ending;
  const AppFiles files(project, app_named(project, app));
  for (const FileId id : files.files()) {
    const ProjectFile& file = project.file(id);
    const TypeSchema& type = schema.type(file.type);
    if (file.definition == SymbolId::none || type.id == types::ExternalClientApplication) continue;
    std::vector<std::string> known = {std::string(type.name_ending)};
    if (type.id == types::ExtlClntAppOauthConfigurablePolicies) {
      known.emplace_back(endings::of_app);
      known.push_back(fmt::format("{}{}", settings, endings::of_settings));
    }
    const std::string_view name = project.symbols().name(file.definition);
    for (const std::string& ending : known) {
      if (ending.empty() || name != fmt::format("{}{}", from, ending)) continue;
      found.push_back({type.id, std::string(name), fmt::format("{}{}", to, ending)});
      break;
    }
  }
  return found;
}

}  // namespace

Result<Renamable> prepare_rename(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  const Result<Found> found = find(snapshot, file, offset);
  if (!found) return found.error();
  Renamable renamable{found->component.range, found->name};
  const std::string_view written = found->component.name;
  // The namespace stays.
  const bool verbatim = renamable.range.size() == written.size();
  if (!found->component.defined_here && verbatim && written.ends_with(found->name)) {
    renamable.range.begin = renamable.range.end - static_cast<std::uint32_t>(found->name.size());
  }
  return renamable;
}

Result<std::vector<FileOperation>> rename(const Snapshot& snapshot, FileId file,
                                          std::uint32_t offset, std::string_view name) {
  return rename(std::span(&snapshot, 1), file, offset, name);
}

Result<std::vector<FileOperation>> rename(std::span<const Snapshot> deploys, FileId file,
                                          std::uint32_t offset, std::string_view name) {
  const Snapshot* asked = nullptr;
  for (const Snapshot& snapshot : deploys) {
    const bool is_first = asked == nullptr || !asked->project().has(file);
    if (is_first && snapshot.project().has(file)) asked = &snapshot;
  }
  // A configuration is part of none, and speaks of all.
  if (asked == nullptr && !deploys.empty()) asked = &deploys.front();
  if (asked == nullptr) return Error{"this is no file of a project"};
  const Result<Found> found = find(*asked, file, offset);
  if (!found) return found.error();
  if (found->name == name) return std::vector<FileOperation>();
  const SchemaSet& schema = asked->schema();
  const TypeId type = asked->project().symbols().type(found->symbol);
  std::vector<RenamedComponent> changes = {{type, found->name, std::string(name)}};
  if (const auto problem = name_problem(schema.type(type), name)) return Error{*problem};
  if (schema.type(type).role == "header") {
    std::map<std::pair<TypeId, std::string>, RenamedComponent> all;
    for (const Snapshot& snapshot : deploys) {
      const SymbolId app = snapshot.project().symbol(type, found->name);
      if (app == SymbolId::none) continue;
      for (RenamedComponent& one : followers(snapshot.project(), app, found->name, name)) {
        all.emplace(std::pair(one.type, one.from), one);
      }
    }
    for (const auto& [key, one] : all) {
      if (const auto problem = name_problem(schema.type(one.type), one.to)) return Error{*problem};
      changes.push_back(one);
    }
  }
  RenameWork work;
  for (const Snapshot& snapshot : deploys) {
    work.add(snapshot, changes);
    if (!work.objection().empty()) return Error{work.objection()};
  }
  return work.operations();
}

}  // namespace ecac
