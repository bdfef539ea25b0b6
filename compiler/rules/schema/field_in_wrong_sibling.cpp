#include "compiler/diagnostics/cases/field_in_wrong_sibling.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/rules/engine/rule.h"

namespace ecac::field_in_wrong_sibling {

/// The app that the file belongs to.
static SymbolId app_of(const ProjectView& project, FileId id) {
  const ProjectFile& file = project.file(id);
  if (file.type == types::ExternalClientApplication) return file.definition;
  const auto uses = file.facts.uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type == types::ExternalClientApplication) return project.use_symbol(id, i);
  }
  return SymbolId::none;
}

/// The types that have the field today; if it is gone from all, those that had it.
static std::vector<FieldId> homes_of(const RuleContext& ctx, const MisplacedElement& misplaced) {
  std::vector<FieldId> homes;
  for (const FieldId home : misplaced.homes) {
    const ApiVersion until = ctx.schema().field(home).until;
    if (until == 0 || until >= ctx.project().api_version()) homes.push_back(home);
  }
  return homes.empty() ? misplaced.homes : homes;
}

static std::string list_of(const RuleContext& ctx, const std::vector<FieldId>& homes) {
  std::string list;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const TypeSchema& type = ctx.schema().type(ctx.schema().type_of(homes[i]));
    if (i > 0) list += i + 1 == homes.size() ? " or " : ", ";
    list += fmt::format("`{}` (`.{}`)", type.name, type.suffix);
  }
  return list;
}

/// The one file of the type that belongs to the same app.
static std::optional<FileId> sibling(RuleContext& ctx, TypeId type) {
  const SymbolId app = app_of(ctx.project(), ctx.file_id());
  if (app == SymbolId::none) return std::nullopt;
  std::vector<FileId> files;
  if (type == types::ExternalClientApplication) {
    files = ctx.definitions(app);
  } else {
    for (const UseSite site : ctx.uses(app)) {
      if (ctx.project().file(site.file).type != type) continue;
      if (std::find(files.begin(), files.end(), site.file) == files.end()) {
        files.push_back(site.file);
      }
    }
  }
  if (files.size() != 1) return std::nullopt;
  const FileFacts& facts = ctx.project().file(files[0]).facts;
  if (!facts.usable() || !facts.editable() || facts.broken()) return std::nullopt;
  return files[0];
}

static void offer_move(RuleContext& ctx, FindingBuilder& finding, FieldId home,
                       const std::vector<const MisplacedElement*>& moved) {
  const FieldSchema& field = ctx.schema().field(home);
  if (moved.size() > 1 && !field.repeated) return;
  const auto file = sibling(ctx, ctx.schema().type_of(home));
  if (!file) return;
  const FileFacts& facts = ctx.project().file(*file).facts;
  for (const FieldFact& fact : facts.fields()) {
    if (fact.parent == kNoFact && fact.field == home) return;  // there already, if only as nil
  }
  std::vector<FixOperation> operations;
  operations.reserve(moved.size());
  for (const MisplacedElement* element : moved) {
    operations.emplace_back(MoveElements{{ctx.file_id(), element->element},
                                         ElementPosition::in({*file, facts.root()})});
  }
  finding.fix(fmt::format("Move it to `{}`", ctx.project().file_name(*file)), Applicability::safe,
              std::move(operations));
}

static void check(RuleContext& ctx) {
  // One finding a name, where it stands first.
  std::map<std::string_view, std::vector<const MisplacedElement*>> by_name;
  std::vector<std::string_view> names;
  for (const MisplacedElement& element : ctx.facts().notes().misplaced) {
    const std::string_view name = ctx.schema().field(element.homes.front()).name;
    auto& all = by_name[name];
    if (all.empty()) names.push_back(name);
    all.push_back(&element);
  }
  const std::string_view here = ctx.schema().type(ctx.file().type).name;
  const bool newer = ctx.project().settings().newer_than_schema;
  for (const std::string_view name : names) {
    const auto& all = by_name[name];
    const std::vector<FieldId> homes = homes_of(ctx, *all.front());
    FindingBuilder finding =
        ctx.report(newer ? cases::SCH001_newer_api : cases::SCH002_sibling, all.front()->name_range,
                   fmt::format("`{}` belongs in {}, not in `{}`", name, list_of(ctx, homes), here));
    finding.subject(name);
    if (!newer && homes.size() == 1) offer_move(ctx, finding, homes.front(), all);
  }
}

extern const Rule rule{.id = rules::SCH002, .unit = UnitKind::file, .check = check};

}  // namespace ecac::field_in_wrong_sibling
