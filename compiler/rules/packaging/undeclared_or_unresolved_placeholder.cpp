#include "compiler/diagnostics/cases/undeclared_or_unresolved_placeholder.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "compiler/resolve/deploy/environment_values.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/replacement_offer.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac::undeclared_or_unresolved_placeholder {

/// The name inside a marker: `SF_HOST` of `${SF_HOST}`.
static std::string_view variable_in(std::string_view marker) {
  while (!marker.empty() && (!ascii::is_word(marker.front()) || marker.starts_with("__"))) {
    marker.remove_prefix(marker.starts_with("__") ? 2 : 1);
  }
  while (!marker.empty() && (!ascii::is_word(marker.back()) || marker.ends_with("__"))) {
    marker.remove_suffix(marker.ends_with("__") ? 2 : 1);
  }
  return marker;
}

/// A description may speak of markers, and does no harm as it stands.
static bool is_free_text(std::string_view field) {
  return field.ends_with("escription");
}

/// A value may mean a rare spelling as it stands.
static void report_unusual(RuleContext& ctx, const UnresolvedPlaceholder& placeholder,
                           std::string_view shown) {
  ctx.report(
         cases::PKG010_unusual, placeholder.origin.place,
         fmt::format("{} looks like a placeholder and nothing replaces it; it would be deployed "
                     "as it stands",
                     shown))
      .subject(placeholder.text)
      .help(
          "declare it under `replacements` in `sfdx-project.json`; or, if another tool replaces "
          "it, list its name under `replacedElsewhere` in `ecac.json`");
}

static void report_undeclared(RuleContext& ctx, const UnresolvedPlaceholder& placeholder,
                              std::string_view shown) {
  const bool has_project_file = ctx.project().settings().takes_replacements;
  FindingBuilder finding = ctx.report(
      has_project_file ? cases::PKG010_undeclared : cases::PKG010_no_project_file,
      placeholder.origin.place,
      has_project_file
          ? fmt::format("{} is not replaced by `sfdx-project.json`; it would be "
                        "deployed as it stands",
                        shown)
          : fmt::format("{} would be deployed as it stands, unless a tool replaces it", shown));
  finding.subject(placeholder.text)
      .help("if another tool replaces it, list its name under `replacedElsewhere` in `ecac.json`");
  const std::string variable = variable_name(variable_in(placeholder.text));
  if (!has_project_file || variable.empty()) return;
  finding.fix(fmt::format("Replace it with the variable {}", variable), Applicability::unsafe,
              add_replacement(ctx, ctx.file_id(), placeholder.text, variable));
}

/// Templates often lie beside the source, for a script to fill.
static bool is_source(const RuleContext& ctx) {
  return ctx.run().packages.empty() ||
         ctx.run().package_of(ctx.project().path(ctx.file_id())) != nullptr;
}

static void check(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  if (file.facts.placeholders() == 0 || file.exclusion != Exclusion::none) return;
  if (ctx.schema().type(file.type).role == "context" || !is_source(ctx)) return;
  const DeployComponent component{
      .file = ctx.file_id(), .type = file.type, .name = std::string(file.full_name)};
  std::vector<std::string> seen;
  for (const UnresolvedPlaceholder& placeholder :
       unresolved_placeholders(ctx.project(), {&component, 1}, ctx.replacements())) {
    const std::string shown = placeholder.text.empty() ? std::string("this placeholder")
                                                       : fmt::format("`{}`", placeholder.text);
    if (std::find(seen.begin(), seen.end(), shown) != seen.end()) continue;
    if (!placeholder.variables.empty() ||
        is_free_text(ctx.schema().field(placeholder.field).name) ||
        ctx.run().is_replaced_elsewhere(variable_in(placeholder.text))) {
      continue;
    }
    seen.push_back(shown);
    if (placeholder.unusual) {
      report_unusual(ctx, placeholder, shown);
    } else {
      report_undeclared(ctx, placeholder, shown);
    }
  }
}

/// The first file, by path, that an entry is for; none if the deploy needs nothing of it.
static FileId needs(const RuleContext& ctx, const DeclaredReplacement& declared) {
  const ProjectView& project = ctx.project();
  const ReplacementMatcher matcher(declared);
  FileId first = FileId::none;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (!file.checked || file.exclusion != Exclusion::none) continue;
    if (!matcher.matches_file(project.settings().root, project.path(id))) continue;
    if (first == FileId::none || project.path_before(id, first)) first = id;
  }
  return first;
}

static void check_variables(RuleContext& ctx) {
  std::vector<std::string_view> seen;
  for (const DeclaredReplacement& declared : ctx.run().unset_variables) {
    if (std::find(seen.begin(), seen.end(), declared.variable) != seen.end()) continue;
    const FileId file = needs(ctx, declared);
    if (file == FileId::none) continue;
    seen.push_back(declared.variable);
    ctx.report(cases::PKG010_unset_variable, Place{ctx.run().project_file, declared.range},
               fmt::format("the variable `{}` is not set, so `{}` cannot be deployed",
                           declared.variable, file_name(ctx.project().path(file))))
        .subject(declared.variable)
        .help(
            "set it in the file given with `--env-file`; or let it be unset with "
            "`\"allowUnsetEnvVariable\": true`");
  }
}

static void check_files(RuleContext& ctx) {
  std::set<std::string_view> seen;
  for (const DeclaredReplacement& declared : ctx.run().missing_files) {
    if (seen.contains(declared.file)) continue;
    const FileId file = needs(ctx, declared);
    if (file == FileId::none) continue;
    seen.insert(declared.file);
    ctx.report(cases::PKG010_missing_file, Place{ctx.run().project_file, declared.range},
               fmt::format("`{}` is not there or empty, so `{}` cannot be deployed", declared.file,
                           file_name(ctx.project().path(file))))
        .subject(declared.file)
        .help(
            "`replaceWithFile` names a file from the folder of `sfdx-project.json`; put it there "
            "before the deploy");
  }
}

static void check_entries(RuleContext& ctx) {
  check_variables(ctx);
  check_files(ctx);
}

static const Rule entries{.id = rules::PKG010, .unit = UnitKind::project, .check = check_entries};

extern const Rule rule{
    .id = rules::PKG010, .unit = UnitKind::file, .check = check, .also = &entries};

}  // namespace ecac::undeclared_or_unresolved_placeholder
