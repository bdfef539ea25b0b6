#include "compiler/query/place/named_component.h"

#include "compiler/resolve/org/app_files.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

NamedComponent defined_by(const Snapshot& snapshot, FileId file, const StandingHere& here) {
  const SymbolIndex& symbols = snapshot.project().symbols();
  NamedComponent component;
  component.type = symbols.type(here.symbol);
  component.name = std::string(symbols.name(here.symbol));
  component.range = here.range;
  component.answer = {ReferenceState::found, here.symbol, {}};
  component.defined_here = snapshot.project().file(file).definition == here.symbol;
  return component;
}

}  // namespace

std::optional<NamedComponent> component_at(const Snapshot& snapshot, FileId file,
                                           const StandingHere& here) {
  using Kind = StandingHere::Kind;
  if (here.kind == Kind::root || here.kind == Kind::own_name) {
    if (here.symbol == SymbolId::none) return std::nullopt;
    return defined_by(snapshot, file, here);
  }
  if (here.kind != Kind::component) return std::nullopt;
  const FileFacts& facts = snapshot.facts(file);
  const NameUse& use = facts.uses()[here.use];
  const FieldSchema& field = snapshot.schema().field(use.field);
  NamedComponent component;
  component.name = std::string(facts.name(use));
  component.range = use.range;
  component.answer =
      ReferenceResolver(snapshot.project()).resolve(field, component.name, here.symbol);
  if (use.type == types::ExternalClientApplication && here.symbol != SymbolId::none &&
      !snapshot.project().symbols().is_defined(here.symbol)) {
    const SymbolId packaged = packaged_app(snapshot.project(), here.symbol);
    if (packaged != SymbolId::none) component.answer = {ReferenceState::found, packaged, {}};
  }
  component.type = component.answer.symbol == SymbolId::none
                       ? use.type
                       : snapshot.project().symbols().type(component.answer.symbol);
  return component;
}

NamedComponent component_named(const Snapshot& snapshot, TypeId type, std::string_view name,
                               TextRange range) {
  const Project& project = snapshot.project();
  NamedComponent component{type, std::string(name), range};
  component.answer.symbol = project.symbol(type, name);
  if (project.symbols().is_defined(component.answer.symbol)) {
    component.answer.state = ReferenceState::found;
  } else if (project.is_known(type, name)) {
    component.answer.state = ReferenceState::elsewhere;
  } else if (project.removal(type, name)) {
    component.answer.state = ReferenceState::removed;
  } else {
    component.answer.state = ReferenceState::outside;
  }
  return component;
}

std::vector<SymbolId> names_of(const Snapshot& snapshot, SymbolId component) {
  const Project& project = snapshot.project();
  const SymbolIndex& symbols = project.symbols();
  std::vector<SymbolId> all = {component};
  const TypeId type = symbols.type(component);
  const std::string_view name = symbols.name(component);
  if (type == types::ExternalClientApplication) {
    const AppName app = app_named(project, component);
    all.insert(all.end(), app.aliases.begin(), app.aliases.end());
  }
  if (!snapshot.schema().type(type).name_ignores_case) return all;
  for (const SymbolId other : project.spellings(type, name)) {
    if (other != component && equal_ignoring_case(symbols.name(other), name)) all.push_back(other);
  }
  return all;
}

}  // namespace ecac
