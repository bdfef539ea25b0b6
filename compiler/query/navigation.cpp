#include "compiler/query/navigation.h"

#include <algorithm>
#include <string>

#include "compiler/model/apex_header.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/query/place/config_place.h"
#include "compiler/query/place/manifest_place.h"
#include "compiler/query/place/named_component.h"
#include "compiler/query/place/named_principal.h"
#include "compiler/resolve/org/bundle.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// The component that a place means to a person who wants to go there: of a file of an app, its
/// app; of an element that holds one name, that name.
std::optional<NamedComponent> meant_at(const Snapshot& snapshot, FileId file,
                                       std::uint32_t offset) {
  if (!snapshot.project().has(file)) return component_in_config(snapshot, file, offset);
  StandingHere here = what_stands_here(snapshot, file, offset);
  if (auto member = component_in_manifest(snapshot, file, here)) return member;
  using Kind = StandingHere::Kind;
  const FileFacts& facts = snapshot.facts(file);
  if (here.kind == Kind::element && here.fact != nullptr) {
    const FactIndex index = facts.index_of(*here.fact);
    const auto uses = facts.uses();
    const auto is_here = [index](const NameUse& use) { return use.fact == index; };
    if (std::count_if(uses.begin(), uses.end(), is_here) != 1) return std::nullopt;
    const auto use = std::find_if(uses.begin(), uses.end(), is_here);
    const TextRange name = here.range;
    here.kind = Kind::component;
    here.use = static_cast<std::size_t>(use - uses.begin());
    here.symbol = snapshot.project().symbol(use->type, facts.name(*use));
    auto component = component_at(snapshot, file, here);
    if (component) component->range = name;
    return component;
  }
  if (here.kind == Kind::root) {
    const AppName app = app_of_file(snapshot, file);
    if (app.symbol != SymbolId::none) here.symbol = app.symbol;
  }
  return component_at(snapshot, file, here);
}

/// Of a certificate what it holds, where that lies beside its description.
FileId content_of(const Snapshot& snapshot, FileId file) {
  constexpr std::string_view kDescription = "-meta.xml";
  const Project& project = snapshot.project();
  const ProjectFile& own = project.file(file);
  if (!snapshot.schema().type(own.type).content_pair || own.referred == nullptr ||
      own.referred->content_missing) {
    return FileId::none;
  }
  std::string path = project.path(file);
  if (!path.ends_with(kDescription)) return FileId::none;
  path.resize(path.size() - kDescription.size());
  return project.sources().id_of(path);
}

DefinitionTarget target_of(const Snapshot& snapshot, FileId file) {
  const TypeId type = snapshot.project().file(file).type;
  if (type == types::ApexClass) {
    const std::shared_ptr<const SourceText> text = snapshot.text(file);
    if (text == nullptr) return {file, {}, {}};
    const TextRange name = apex_class_name(text->text());
    return {file, name, name};
  }
  if (const FileId content = content_of(snapshot, file); content != FileId::none) {
    return {content, {}, {}};
  }
  const FileFacts& facts = snapshot.facts(file);
  return {file, facts.root(), facts.root_tag()};
}

std::optional<Definition> definition_of(const Snapshot& snapshot, const NamedPrincipal& principal) {
  Definition definition;
  definition.origin = principal.range;
  for (const PrincipalDefinition& found : definitions_of(snapshot, principal)) {
    definition.targets.push_back({found.file, found.element, found.name});
  }
  if (definition.targets.empty()) return std::nullopt;
  return definition;
}

/// Uses of one component, by the texts as they are: of a file that is being written the index may
/// have older facts.
class Uses {
 public:
  Uses(const Snapshot& snapshot, SymbolId component)
      : snapshot_(snapshot), names_(names_of(snapshot, component)) {}

  /// Visits all, those of one file behind each other; with the facts that they are of.
  template <class Visit>
  void for_each(FileId asked, Visit&& visit) const {
    const Project& project = snapshot_.project();
    std::vector<UseSite> sites;
    for (const SymbolId name : names_) {
      const std::vector<UseSite> of_name = project.uses(name);
      const auto middle = static_cast<std::ptrdiff_t>(sites.size());
      sites.insert(sites.end(), of_name.begin(), of_name.end());
      std::inplace_merge(
          sites.begin(), sites.begin() + middle, sites.end(), [&](UseSite a, UseSite b) {
            return a.file == b.file ? a.use < b.use : project.path_before(a.file, b.file);
          });
    }
    add_asked(asked, sites);
    FileId last = FileId::none;
    for (const UseSite site : sites) {
      const FileFacts& now = snapshot_.facts(site.file);
      if (now.content_hash() == project.file(site.file).facts.content_hash()) {
        visit(site.file, now, now.uses()[site.use]);
      } else if (site.file != last) {
        for_each_in(site.file, [&](const NameUse& use) { visit(site.file, now, use); });
      }
      last = site.file;
    }
  }

  template <class Visit>
  void for_each_in(FileId file, Visit&& visit) const {
    const FileFacts& facts = snapshot_.facts(file);
    for (const NameUse& use : facts.uses()) {
      const SymbolId symbol = snapshot_.project().symbol(use.type, facts.name(use));
      if (std::find(names_.begin(), names_.end(), symbol) != names_.end()) visit(use);
    }
  }

 private:
  /// A name that has just been written may stand in no index yet.
  void add_asked(FileId asked, std::vector<UseSite>& sites) const {
    if (!snapshot_.project().has(asked)) return;
    if (std::any_of(sites.begin(), sites.end(),
                    [asked](UseSite site) { return site.file == asked; })) {
      return;
    }
    bool any = false;
    for_each_in(asked, [&](const NameUse&) { any = true; });
    if (!any) return;
    const auto place = std::find_if(sites.begin(), sites.end(), [&](UseSite site) {
      return snapshot_.project().path_before(asked, site.file);
    });
    sites.insert(place, UseSite{asked, 0});
  }

  const Snapshot& snapshot_;
  std::vector<SymbolId> names_;
};

std::vector<Place> references_of(const Snapshot& snapshot, FileId file,
                                 const NamedPrincipal& principal, bool with_definition) {
  std::vector<Place> places;
  if (with_definition) {
    for (const PrincipalDefinition& found : definitions_of(snapshot, principal)) {
      places.push_back({found.file, found.name});
    }
  }
  if (principal.credential == SymbolId::none) return places;
  Uses(snapshot, principal.credential)
      .for_each(file, [&](FileId user, const FileFacts&, const NameUse& use) {
        const auto range = principal_in_use(snapshot, user, use, principal.name);
        if (range) places.push_back({user, *range});
      });
  return places;
}

}  // namespace

std::vector<DefinitionTarget> definition_targets(const Snapshot& snapshot, SymbolId component) {
  std::vector<DefinitionTarget> targets;
  for (const FileId defining : snapshot.project().definitions(component)) {
    targets.push_back(target_of(snapshot, defining));
  }
  return targets;
}

std::optional<Definition> definition(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  if (snapshot.project().has(file)) {
    const StandingHere here = what_stands_here(snapshot, file, offset);
    if (const auto principal = principal_at(snapshot, file, here)) {
      return definition_of(snapshot, *principal);
    }
  }
  const auto component = meant_at(snapshot, file, offset);
  if (!component || component->answer.state != ReferenceState::found) return std::nullopt;
  Definition definition{component->range, definition_targets(snapshot, component->answer.symbol)};
  if (definition.targets.empty()) return std::nullopt;
  return definition;
}

std::vector<Place> references(const Snapshot& snapshot, FileId file, std::uint32_t offset,
                              bool with_definition) {
  if (snapshot.project().has(file)) {
    const StandingHere here = what_stands_here(snapshot, file, offset);
    if (const auto principal = principal_at(snapshot, file, here)) {
      return references_of(snapshot, file, *principal, with_definition);
    }
  }
  const auto component = meant_at(snapshot, file, offset);
  if (!component || component->answer.symbol == SymbolId::none) return {};
  std::vector<Place> places;
  if (with_definition) {
    for (const DefinitionTarget& target : definition_targets(snapshot, component->answer.symbol)) {
      places.push_back({target.file, target.name});
    }
  }
  Uses(snapshot, component->answer.symbol)
      .for_each(file, [&](FileId user, const FileFacts&, const NameUse& use) {
        places.push_back({user, use.range});
      });
  return places;
}

std::vector<TextRange> highlights(const Snapshot& snapshot, FileId file, std::uint32_t offset) {
  if (!snapshot.project().has(file)) return {};
  std::vector<TextRange> ranges;
  const StandingHere here = what_stands_here(snapshot, file, offset);
  if (const auto principal = principal_at(snapshot, file, here)) {
    for (const PrincipalDefinition& found : definitions_of(snapshot, *principal)) {
      if (found.file == file) ranges.push_back(found.name);
    }
    if (principal->credential == SymbolId::none) return ranges;
    Uses(snapshot, principal->credential).for_each_in(file, [&](const NameUse& use) {
      const auto range = principal_in_use(snapshot, file, use, principal->name);
      if (range) ranges.push_back(*range);
    });
    return ranges;
  }
  using Kind = StandingHere::Kind;
  if (here.kind == Kind::element || here.kind == Kind::unknown) {
    return here.tag_names;
  }
  const auto component = component_at(snapshot, file, here);
  if (!component || component->answer.symbol == SymbolId::none) return ranges;
  const SymbolId symbol = component->answer.symbol;
  if (snapshot.project().file(file).definition == symbol) {
    const FileFacts& facts = snapshot.facts(file);
    ranges.push_back(facts.root_tag());
    if (!facts.full_name().empty()) ranges.push_back(facts.full_name_range());
  }
  Uses(snapshot, symbol).for_each_in(file, [&](const NameUse& use) {
    ranges.push_back(use.range);
  });
  return ranges;
}

}  // namespace ecac
