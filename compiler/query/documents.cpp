#include "compiler/query/documents.h"

#include "compiler/analysis/place_table.h"
#include "compiler/analysis/project_description.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/plan/plan_text.h"
#include "compiler/emit/screen/app_text.h"
#include "compiler/emit/screen/credential_text.h"
#include "compiler/query/place/app_of_file.h"
#include "compiler/query/place/shown_value.h"
#include "compiler/resolve/project/project_resolver.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// As `explain` takes names: that of a header, or of what only settings name.
AppName app_of_name(const Snapshot& snapshot, std::string_view name) {
  const SymbolId symbol = snapshot.project().symbol(types::ExternalClientApplication, name);
  return symbol == SymbolId::none ? AppName{} : app_named(snapshot.project(), symbol);
}

/// A named credential stands before an external one of the same name.
SymbolId credential_of_name(const Snapshot& snapshot, std::string_view name) {
  const Project& project = snapshot.project();
  for (const TypeId type : {types::NamedCredential, types::ExternalCredential}) {
    const SymbolId symbol = project.symbol(type, name);
    if (project.symbols().is_defined(symbol)) return symbol;
  }
  return SymbolId::none;
}

}  // namespace

std::optional<std::string> app_document(const Snapshot& snapshot, std::string_view name) {
  const AppName app = app_of_name(snapshot, name);
  if (app.symbol == SymbolId::none) return std::nullopt;
  const ResolvedProject project = resolve_alone(snapshot, app);
  return shown_lines(snapshot, FileId::none,
                     app_screen(project, project.apps.front(), "", Style(false)));
}

std::optional<std::string> credential_document(const Snapshot& snapshot, std::string_view name) {
  const SymbolId credential = credential_of_name(snapshot, name);
  if (credential == SymbolId::none) return std::nullopt;
  const ResolvedProject project = resolve_alone(snapshot, credential);
  return shown_lines(snapshot, FileId::none,
                     credential_text(project.credentials.front(), project.places, Style(false)));
}

std::string plan_document(const Snapshot& snapshot) {
  const AnalysedProject& analysed = snapshot.analysed();
  const PlaceTable places(snapshot.project(), analysed.replaced());
  const ResolvedProject project =
      resolve_project(analysed.analysis().context(), {},
                      {.description = description_of(analysed, false),
                       .run = snapshot.run_facts(),
                       .place = [&](Place place) { return places.find(place); }});
  return shown_lines(snapshot, FileId::none, plan_text(project, PlanFormat::markdown, ""));
}

std::optional<std::string> rule_document(std::string_view rule) {
  const RuleInfo* found = find_rule(rule);
  if (found == nullptr) return std::nullopt;
  return std::string(found->page);
}

}  // namespace ecac
