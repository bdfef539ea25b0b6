#include "compiler/diagnostics/cases/duplicate_component.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"
#include "compiler/schema/values/PolicyNameEnding.h"

namespace ecac::duplicate_component {

/// Whether the file would arrive in an org as the component that it is named after.
static bool takes_part(const ProjectFile& file) {
  return !file.wrong_suffix && file.exclusion != Exclusion::force_ignored &&
         file.exclusion != Exclusion::outside_packages;
}

/// Names that differ in letter case only. Of a pair the one that sorts last is reported; what
/// belongs to an app follows from the app.
static void check_letter_case(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  const ProjectView& project = ctx.project();
  const TypeSchema& type = ctx.schema().type(file.type);
  if (type.role != "header" && type.role != "credential") return;
  if (!ctx.facts().usable() || !takes_part(file)) return;
  const std::string_view name = project.name_of(file.definition);
  const std::string_view other = project.other_case_definition(file.type, name);
  if (other.empty() || other > name) return;
  const FileId first = project.first_definition(project.symbol(file.type, other));
  if (first == FileId::none || !takes_part(project.file(first))) return;
  ctx.report(cases::NAM003_other_case, ctx.facts().root_tag(),
             fmt::format("`{}` `{}` and `{}` differ in letter case only, which names in an org "
                         "mostly do not tell apart",
                         type.name, name, other))
      .subject(file.full_name)
      .label({first, project.file(first).facts.root_tag()}, "the other one")
      .help("rename one of them, or remove it if it was left behind by a rename");
}

/// Whether the files are in different package directories: then one may take the place of the other
/// on purpose, as the files of an environment do.
static bool lie_apart(const RuleContext& ctx, FileId a, FileId b) {
  const RunFacts& run = ctx.run();
  const PackageFolder* of_a = run.package_of(ctx.project().path(a));
  const PackageFolder* of_b = run.package_of(ctx.project().path(b));
  return of_a != nullptr && of_b != nullptr && of_a != of_b;
}

static void check_name(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  const ProjectView& project = ctx.project();
  const TypeSchema& type = ctx.schema().type(file.type);
  // Names of what is only read for context are not unique: a field's is that of its object too.
  if (type.role == "context" || !ctx.facts().usable() || !takes_part(file)) return;
  FileId first = FileId::none;
  ctx.for_each_definition(file.definition, [&](FileId other) {
    if (other == ctx.file_id() || !takes_part(project.file(other))) return;
    if (project.path_before(other, first == FileId::none ? ctx.file_id() : first)) first = other;
  });
  if (first == FileId::none) {
    check_letter_case(ctx);
    return;
  }
  const FileFacts& facts = ctx.facts();
  const FileFacts& before = project.file(first).facts;
  // Of a pair of files only one is known; the other may differ.
  const bool identical = !type.content_pair && before.usable() &&
                         facts.byte_size() == before.byte_size() &&
                         facts.content_hash() == before.content_hash();
  if (lie_apart(ctx, first, ctx.file_id())) {
    ctx.report(cases::NAM003_other_directory, facts.root_tag(),
               fmt::format("`{}` `{}` is in the package directories of `{}` and `{}`; what is "
                           "deployed together decides which one counts",
                           type.name, project.name_of(file.definition), project.shown_path(first),
                           project.shown_path(ctx.file_id())))
        .subject(file.full_name)
        .label({first, before.root_tag()}, "the first one")
        .help(
            "where these are files of several environments, list the folders of each under "
            "`environments` in `ecac.json`");
    return;
  }
  FindingBuilder finding =
      ctx.report(identical ? cases::NAM003_identical : cases::NAM003_same_name, facts.root_tag(),
                 fmt::format("`{}` `{}` is defined in both `{}` and `{}`", type.name,
                             project.name_of(file.definition), project.shown_path(first),
                             project.shown_path(ctx.file_id())));
  finding.subject(file.full_name).label({first, before.root_tag()}, "the first one");
  if (identical) {
    finding.note("the two files are equal byte for byte");
    // Which of two folders owns a component, or which format is kept, only the author knows.
    finding.fix("Delete the second one", Applicability::unsafe,
                {DeleteOperation{project.path(ctx.file_id())}});
  }
}

static void report_second_child(RuleContext& ctx, const BundleMember& first,
                                const BundleMember& second) {
  const ProjectView& project = ctx.project();
  ctx.report(cases::NAM003_second_child, {second.site.file, project.use(second.site).range},
             fmt::format("app `{}` has two files of type `{}`, `{}` and `{}`; only one of a kind "
                         "has ever been seen",
                         ctx.subject_name(), ctx.schema().type(second.type).name,
                         project.file_name(first.site.file), project.file_name(second.site.file)))
      .subject(ctx.subject_name())
      .label({first.site.file, project.use(first.site).range}, "the first one")
      .note("a second one is reported to end in `DUPLICATE_VALUE`");
}

/// Policies under a name that no org gives to those that it makes itself.
static void check_policies(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  const auto policies = ctx.bundle().members(types::ExtlClntAppOauthConfigurablePolicies);
  const auto settings = ctx.bundle().members(types::ExtlClntAppOauthSettings);
  // Two of a kind are the other case.
  if (policies.size() != 1 || settings.size() != 1 || !ctx.is_defined(ctx.subject())) return;
  const ProjectFile& file = project.file(policies.front().site.file);
  const SymbolId of_settings = project.file(settings.front().site.file).definition;
  if (!takes_part(file) || file.definition == SymbolId::none || of_settings == SymbolId::none) {
    return;
  }
  const std::string made =
      fmt::format("{}{}", project.name_of(of_settings), values::PolicyNameEnding::of_settings);
  const std::string by_setup =
      fmt::format("{}{}", ctx.subject_name(), ctx.schema().type(file.type).name_ending);
  const std::string_view name = project.name_of(file.definition);
  const std::string other =
      fmt::format("{}{}", ctx.subject_name(), values::PolicyNameEnding::of_app);
  if (name == made || name == by_setup || name == other) return;
  ctx.report(
         cases::NAM003_third_name, {policies.front().site.file, file.facts.root_tag()},
         fmt::format("an org makes the policies of `{}` itself and calls them `{}`, or in Setup "
                     "`{}`; others of the name `{}` are reported to end in `DUPLICATE_VALUE`",
                     ctx.subject_name(), made, by_setup, name))
      .subject(name)
      .help("deploy the app and its settings first, retrieve the policies, and keep their name");
}

static void check_children(RuleContext& ctx) {
  check_policies(ctx);
  const auto members = ctx.bundle().members();
  const ProjectView& project = ctx.project();
  for (std::size_t i = 1; i < members.size(); ++i) {
    const BundleMember& second = members[i];
    if (members[i - 1].type != second.type || !takes_part(project.file(second.site.file))) continue;
    const auto of_type = ctx.bundle().members(second.type);
    const auto first = std::find_if(of_type.begin(), of_type.end(), [&](const BundleMember& other) {
      return takes_part(project.file(other.site.file));
    });
    // The same component twice is the other case.
    const SymbolId name = project.file(second.site.file).definition;
    const bool twin = std::any_of(of_type.begin(), of_type.end(), [&](const BundleMember& other) {
      return project.file(other.site.file).definition == name &&
             project.path_before(other.site.file, second.site.file);
    });
    if (&*first == &second || twin || lie_apart(ctx, first->site.file, second.site.file)) continue;
    report_second_child(ctx, *first, second);
  }
}

static constexpr Rule kChildren{
    .id = rules::NAM003, .unit = UnitKind::bundle, .check = check_children};

extern const Rule rule{
    .id = rules::NAM003, .unit = UnitKind::file, .check = check_name, .also = &kChildren};

}  // namespace ecac::duplicate_component
