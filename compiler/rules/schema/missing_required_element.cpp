#include "compiler/diagnostics/cases/missing_required_element.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/resolve/org/permission_set.h"
#include "compiler/rules/shared/notes/markup_findings.h"

namespace ecac::missing_required_element {

/// Below the root of a type whose elements are only read in part, the rest is nobody's here.
static bool is_of_open_record(const RuleContext& ctx, FactIndex parent) {
  if (parent == kNoFact) return false;
  const FieldSchema& field = ctx.schema().field(ctx.facts().fields()[parent].field);
  return field.record != nullptr && field.record->open;
}

/// Access to objects that hold no tokens is no matter of apps and credentials.
static bool is_of_another_object(const RuleContext& ctx, FactIndex parent) {
  namespace ids = fields::PermissionSet;
  if (parent == kNoFact) return false;
  const FieldFact& inside = ctx.facts().fields()[parent];
  if (inside.field != ids::objectPermissions) return false;
  const FieldFact* object = ctx.facts().find(ids::objectPermissions_object, inside);
  return object != nullptr && ctx.facts().text(*object) != kTokenStore;
}

/// Only the package.xml of a folder in metadata format has to say its version: the Salesforce CLI
/// writes its own manifest, and what is deleted has none.
static bool is_version_of_other_manifest(const RuleContext& ctx, const FieldSchema& field) {
  if (field.id != fields::Package::version) return false;
  return ctx.project().file_name(ctx.file_id()) != "package.xml" ||
         ctx.project().settings().project_file != FileId::none;
}

static CaseId case_of(const RuleContext& ctx, const FieldSchema& field, FactIndex parent) {
  if (is_of_open_record(ctx, parent)) return cases::SCH005_undocumented;
  switch (field.required) {
    case Requirement::schema: return cases::SCH005_schema;
    case Requirement::documentation: return cases::SCH005_documented;
    case Requirement::advised: return cases::SCH005_advised;
    default: return cases::SCH005_undocumented;
  }
}

/// What an older API does not have, or does not need, cannot be missing there.
static bool is_needed(const RuleContext& ctx, const FieldSchema& field) {
  return std::max(field.required_since, field.since) <= ctx.project().api_version();
}

/// Offers to write the field where its value can be known: its default, or the component's name for
/// a label.
static void offer_default(RuleContext& ctx, FindingBuilder& finding, const MissingField& note,
                          const FieldSchema& field) {
  NewElement element{std::string(field.name)};
  std::string description;
  // A label says nothing to the org; a value decides what the component does.
  Applicability applicability = Applicability::unsafe;
  if (field.default_value) {
    element.value = *field.default_value;
    description = fmt::format("Insert `<{0}>{1}</{0}>`", element.name, element.value);
  } else if (field.name == "label" && field.required == Requirement::advised &&
             note.parent == kNoFact) {
    element.value = ctx.file().full_name;
    description = "Insert a label with the component's name";
    applicability = Applicability::safe;
  } else {
    return;
  }
  if (!note.has_neighbours || !ctx.facts().editable()) return;
  finding.fix(std::move(description), applicability,
              {InsertElements{ElementPosition::in({ctx.file_id(), note.tag}), {element}}});
}

static void report_missing(RuleContext& ctx, const MissingField& note) {
  const FieldSchema& field = ctx.schema().field(note.field);
  if (!is_needed(ctx, field) || is_of_another_object(ctx, note.parent)) return;
  if (is_version_of_other_manifest(ctx, field)) return;
  FindingBuilder finding =
      ctx.report(case_of(ctx, field, note.parent), note.tag,
                 fmt::format("`{}` has no `{}`", name_of_parent(ctx, note.parent), field.name));
  finding.subject(field.name);
  if (!field.description.empty()) {
    finding.note(fmt::format("`{}`: {}", field.name, field.description));
  }
  offer_default(ctx, finding, note, field);
}

/// What a retrieve writes of the settings of a profile that is gone.
static bool is_deleted_profile(const FieldFact& fact) {
  return fact.field == fields::ProfileSessionSetting::profile && fact.state == ValueState::nil;
}

static void report_empty(RuleContext& ctx, const FieldFact& fact) {
  const FieldSchema& field = ctx.schema().field(fact.field);
  if (!is_needed(ctx, field)) return;
  ctx.report(cases::SCH005_empty, fact.element,
             fmt::format(
                 "`{}` of `{}` is there but {}", field.name, name_of_parent(ctx, fact.parent),
                 fact.state == ValueState::nil ? "says that it has no value (xsi:nil)" : "empty"))
      .subject(field.name);
}

static void check(RuleContext& ctx) {
  const FileNotes& notes = ctx.facts().notes();
  const std::span<const FieldFact> all = ctx.facts().fields();
  const bool deleted_profile = std::ranges::any_of(
      notes.empty_fields, [&](FactIndex fact) { return is_deleted_profile(all[fact]); });
  for (const MissingField& note : notes.missing) {
    // One note speaks for all such files, as an org wrote them.
    const Requirement required = ctx.schema().field(note.field).required;
    if (deleted_profile && required == Requirement::undocumented) continue;
    report_missing(ctx, note);
  }
  for (const FactIndex fact : notes.empty_fields) {
    if (!is_deleted_profile(all[fact])) report_empty(ctx, all[fact]);
  }
}

/// Orgs keep the settings of profiles that are gone, and a retrieve brings all of them.
static void check_deleted_profiles(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  std::vector<Place> places;
  for (const FileId id : project.files_of(types::ProfileSessionSetting)) {
    const ProjectFile& file = project.file(id);
    if (!file.checked || file.exclusion != Exclusion::none) continue;
    for (const FactIndex index : file.facts.notes().empty_fields) {
      const FieldFact& fact = file.facts.fields()[index];
      if (is_deleted_profile(fact)) places.push_back({id, fact.element});
    }
  }
  if (places.empty()) return;
  const Place first = *std::min_element(places.begin(), places.end(), [&](Place a, Place b) {
    return project.path_before(a.file, b.file);
  });
  ctx.report(cases::SCH005_deleted_profile, first,
             places.size() == 1
                 ? std::string("these session settings name no profile (xsi:nil), as those of a "
                               "profile that is gone do")
                 : fmt::format("{} files with session settings name no profile (xsi:nil), as those "
                               "of profiles that are gone do; this is the first",
                               places.size()))
      .subject("profile");
}

static constexpr Rule kOfTree{
    .id = rules::SCH005, .unit = UnitKind::tree, .check = check_deleted_profiles};

extern const Rule rule{
    .id = rules::SCH005, .unit = UnitKind::file, .check = check, .also = &kOfTree};

}  // namespace ecac::missing_required_element
