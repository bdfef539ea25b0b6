#include "compiler/query/place/app_of_file.h"

#include <span>

#include "compiler/analysis/place_table.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/project/project_resolver.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

ResolvedProject resolve_these(const Snapshot& snapshot, std::span<const AppName> apps,
                              std::span<const SymbolId> credentials) {
  const PlaceTable places(snapshot.project(), snapshot.analysed().replaced());
  return resolve_components(snapshot.analysed().analysis().context(), apps, credentials,
                            [&](Place place) { return places.find(place); });
}

}  // namespace

AppName app_of_file(const Snapshot& snapshot, FileId file) {
  const Project& project = snapshot.project();
  if (!project.has(file)) return {};
  const ProjectFile& own = project.file(file);
  if (own.type == types::ExternalClientApplication) {
    return own.definition == SymbolId::none ? AppName{} : app_named(project, own.definition);
  }
  if (!is_bundle_member(snapshot.schema().type(own.type))) return {};
  const FileFacts& facts = snapshot.facts(file);
  for (const NameUse& use : facts.uses()) {
    if (use.type != types::ExternalClientApplication) continue;
    const SymbolId named = project.symbol(use.type, facts.name(use));
    if (named == SymbolId::none) return {};
    const SymbolId packaged =
        project.symbols().is_defined(named) ? SymbolId::none : packaged_app(project, named);
    return app_named(project, packaged == SymbolId::none ? named : packaged);
  }
  return {};
}

SymbolId credential_of_file(const Snapshot& snapshot, FileId file) {
  if (!snapshot.project().has(file)) return SymbolId::none;
  const ProjectFile& own = snapshot.project().file(file);
  const bool is_credential =
      own.type == types::NamedCredential || own.type == types::ExternalCredential;
  return is_credential ? own.definition : SymbolId::none;
}

ResolvedProject resolve_alone(const Snapshot& snapshot, const AppName& app) {
  return resolve_these(snapshot, {&app, 1}, {});
}

ResolvedProject resolve_alone(const Snapshot& snapshot, SymbolId credential) {
  return resolve_these(snapshot, {}, {&credential, 1});
}

}  // namespace ecac
