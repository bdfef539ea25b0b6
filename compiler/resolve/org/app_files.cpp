#include "compiler/resolve/org/app_files.h"

#include <algorithm>

#include "compiler/resolve/org/bundle.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac {

namespace {

std::string_view without_namespace(std::string_view name) {
  const std::string_view prefix = namespace_of(name);
  return prefix.empty() ? name : name.substr(prefix.size() + 2);
}

bool is_packaged(const ProjectView& project, FileId header) {
  const FileFacts& facts = project.file(header).facts;
  const FieldFact* state = facts.find(fields::ExternalClientApplication::distributionState);
  return state != nullptr && facts.text(*state) == values::ExtlClntAppDistState::Packaged;
}

}  // namespace

SymbolId packaged_app(const ProjectView& project, SymbolId name_symbol) {
  const std::string_view name = project.name_of(name_symbol);
  const std::string_view plain = without_namespace(name);
  if (plain.size() == name.size()) return SymbolId::none;
  const SymbolId app = project.symbol(types::ExternalClientApplication, plain);
  if (app == SymbolId::none || !project.is_defined(app)) return SymbolId::none;
  return is_packaged(project, project.first_definition(app)) ? app : SymbolId::none;
}

AppFiles::AppFiles(const ProjectView& project, const AppName& app)
    : project_(project), symbol_(app.symbol), name_(project.name_of(app.symbol)) {
  if (project.is_defined(app.symbol)) {
    header_ = project.first_definition(app.symbol);
    files_.push_back(header_);
  }
  const auto take = [&](SymbolId name) {
    const Bundle bundle(project, name);
    for (const BundleMember& member : bundle.members()) files_.push_back(member.site.file);
  };
  take(app.symbol);
  for (const SymbolId alias : app.aliases) take(alias);
}

bool AppFiles::has(TypeId type) const {
  return std::any_of(files_.begin(), files_.end(),
                     [&](FileId file) { return project_.file(file).type == type; });
}

SettingFiles AppFiles::of(TypeId type) const {
  return app_files_of(project_, files_, type);
}

SettingFiles app_files_of(const ProjectView& project, std::span<const FileId> files, TypeId type) {
  SettingFiles found{.type = type};
  for (const FileId file : files) {
    if (project.file(file).type == type) found.files.push_back(file);
  }
  if (type == types::ExtlClntAppConfigurablePolicies) found.of_file = Absence::defaults;
  return found;
}

AppName app_named(const ProjectView& project, SymbolId name) {
  if (!project.is_defined(name)) {
    const bool known =
        packaged_app(project, name) == SymbolId::none && !Bundle(project, name).members().empty();
    return {known ? name : SymbolId::none};
  }
  AppName app{name};
  const auto others = project.namespaced(types::ExternalClientApplication, project.name_of(name));
  for (const SymbolId other : others) {
    if (!project.is_defined(other) && packaged_app(project, other) == name) {
      app.aliases.push_back(other);
    }
  }
  std::sort(app.aliases.begin(), app.aliases.end(),
            [&](SymbolId a, SymbolId b) { return project.name_of(a) < project.name_of(b); });
  return app;
}

std::vector<AppName> apps_of(const ProjectView& project) {
  std::vector<SymbolId> named;
  for (const TypeSchema& type : project.schema().types()) {
    if (type.id == types::ExternalClientApplication) {
      for (const FileId header : project.files_of(type.id)) {
        named.push_back(project.definition_of(header));
      }
    } else if (is_bundle_member(type)) {
      for (const FileId member : project.files_of(type.id)) {
        const auto uses = project.facts(member).uses();
        for (std::size_t i = 0; i < uses.size(); ++i) {
          if (uses[i].type != types::ExternalClientApplication) continue;
          named.push_back(project.use_symbol(member, i));
        }
      }
    }
  }
  std::erase(named, SymbolId::none);
  std::sort(named.begin(), named.end(),
            [&](SymbolId a, SymbolId b) { return project.name_of(a) < project.name_of(b); });
  named.erase(std::unique(named.begin(), named.end()), named.end());
  std::vector<AppName> apps;
  for (const SymbolId name : named) {
    AppName app = app_named(project, name);
    if (app.symbol != SymbolId::none) apps.push_back(std::move(app));
  }
  return apps;
}

SettingFiles org_settings(const ProjectView& project, TypeId type) {
  SettingFiles found{.type = type, .of_field = Absence::unknown};
  const TypeSchema& schema = project.schema().type(type);
  const SymbolId symbol = project.symbol(type, schema.file_name);
  if (symbol != SymbolId::none) found.files = project.definitions(symbol);
  return found;
}

}  // namespace ecac
