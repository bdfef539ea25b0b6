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

bool is_packaged(const Project& project, FileId header) {
  const FileFacts& facts = project.file(header).facts;
  const FieldFact* state = facts.find(fields::ExternalClientApplication::distributionState);
  return state != nullptr && facts.text(*state) == values::ExtlClntAppDistState::Packaged;
}

}  // namespace

SymbolId packaged_app(const Project& project, SymbolId name_symbol) {
  const std::string_view name = project.symbols().name(name_symbol);
  const std::string_view plain = without_namespace(name);
  if (plain.size() == name.size()) return SymbolId::none;
  const SymbolId app = project.symbol(types::ExternalClientApplication, plain);
  if (app == SymbolId::none || !project.symbols().is_defined(app)) return SymbolId::none;
  return is_packaged(project, project.first_definition(app)) ? app : SymbolId::none;
}

AppFiles::AppFiles(const Project& project, const AppName& app)
    : project_(project), symbol_(app.symbol), name_(project.symbols().name(app.symbol)) {
  if (project.symbols().is_defined(app.symbol)) {
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

SettingFiles app_files_of(const Project& project, std::span<const FileId> files, TypeId type) {
  SettingFiles found{.type = type};
  for (const FileId file : files) {
    if (project.file(file).type == type) found.files.push_back(file);
  }
  if (type == types::ExtlClntAppConfigurablePolicies) found.of_file = Absence::defaults;
  return found;
}

std::vector<AppName> apps_of(const Project& project) {
  const SymbolIndex& symbols = project.symbols();
  std::vector<AppName> apps;
  std::vector<std::pair<SymbolId, SymbolId>> aliases;
  for (std::uint32_t id = 0; id < symbols.size(); ++id) {
    const SymbolId app{id};
    if (symbols.type(app) != types::ExternalClientApplication) continue;
    const bool defined = symbols.is_defined(app);
    const SymbolId packaged = defined ? SymbolId::none : packaged_app(project, app);
    if (packaged != SymbolId::none) {
      aliases.emplace_back(packaged, app);
    } else if (defined || !Bundle(project, app).members().empty()) {
      apps.push_back({app});
    }
  }
  std::sort(apps.begin(), apps.end(), [&](const AppName& a, const AppName& b) {
    return symbols.name(a.symbol) < symbols.name(b.symbol);
  });
  std::sort(aliases.begin(), aliases.end(), [&](const auto& a, const auto& b) {
    return symbols.name(a.second) < symbols.name(b.second);
  });
  for (const auto& [packaged, alias] : aliases) {
    const auto app = std::lower_bound(
        apps.begin(), apps.end(), symbols.name(packaged),
        [&](const AppName& a, std::string_view name) { return symbols.name(a.symbol) < name; });
    if (app != apps.end()) app->aliases.push_back(alias);
  }
  return apps;
}

SettingFiles org_settings(const Project& project, TypeId type) {
  SettingFiles found{.type = type, .of_field = Absence::unknown};
  const TypeSchema& schema = project.schema().type(type);
  const SymbolId symbol = project.symbol(type, schema.file_name);
  if (symbol != SymbolId::none) found.files = project.definitions(symbol);
  return found;
}

}  // namespace ecac
