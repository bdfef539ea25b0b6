#include "compiler/diagnostics/cases/bundle_member_left_out_of_deploy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <span>

#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/rules/shared/reference_findings.h"

namespace ecac::bundle_member_left_out_of_deploy {

static bool is_excluded(const ProjectFile& file) {
  return file.exclusion == Exclusion::force_ignored || file.exclusion == Exclusion::not_in_manifest;
}

static bool is_left_out(const ProjectFile& file) {
  return is_excluded(file) || file.kept;
}

/// The first of the files if none of them is deployed or known to be in the org.
static FileId left_out(const ProjectView& project, std::span<const FileId> files) {
  for (const FileId id : files) {
    const ProjectFile& file = project.file(id);
    if (!is_left_out(file) || project.is_known(file.type, file.full_name)) return FileId::none;
  }
  return files.empty() ? FileId::none : files.front();
}

/// Whether the org that is deployed to has a component that this deploy leaves out: it came from
/// there, or an earlier deploy brought it. None where nothing tells.
static std::optional<bool> org_has(const RuleContext& ctx, const ProjectFile& file) {
  if (ctx.run().target == DeployTarget::source_org) return true;
  if (ctx.earlier() != nullptr) return ctx.earlier_facts(file.type, file.full_name) != nullptr;
  if (ctx.run().target == DeployTarget::new_org) return false;
  return std::nullopt;
}

static bool is_part_of_app(const TypeSchema& type) {
  return type.id == types::ExternalClientApplication || is_bundle_member(type);
}

static std::vector<FixOperation> add_to_manifest(RuleContext& ctx, const ProjectFile& missing) {
  const ProjectView& project = ctx.project();
  const auto manifests = ctx.definitions(ctx.symbol(types::Package, "package"));
  const auto manifest = std::find_if(manifests.begin(), manifests.end(), [&](FileId id) {
    return project.path(id) == project.settings().manifest;
  });
  if (manifest == manifests.end()) return {};
  const FileFacts& facts = project.file(*manifest).facts;
  if (!facts.usable() || facts.broken()) return {};
  return {AddManifestMember{*manifest, std::string(manifest_name(ctx.schema().type(missing.type))),
                            std::string(missing.full_name)}};
}

static void report(RuleContext& ctx, const UseSite& site, FileId missing_id, std::string_view why) {
  const ProjectView& project = ctx.project();
  const ProjectFile& missing = project.file(missing_id);
  const Place place = {site.file, project.use(site).range};
  const Place root = {missing_id, missing.facts.root_tag()};
  if (!is_excluded(missing)) {
    FindingBuilder finding =
        ctx.report(cases::REF006_no_overwrite, place,
                   fmt::format("this file needs `{}`, which the deploy does not overwrite; it "
                               "counts on what the org has",
                               project.file_name(missing_id)));
    finding.subject(missing.full_name).label(root, "listed in `deploy.noOverwrite`");
    if (!why.empty()) finding.note(std::string(why));
    return;
  }
  const std::optional<bool> present = org_has(ctx, missing);
  if (present == true) return;
  const bool ignored = missing.exclusion == Exclusion::force_ignored;
  // An app without its own files is of no use. What else is ignored the org has from somebody else.
  const bool may_be_there =
      !present && (!ignored || !is_part_of_app(ctx.schema().type(missing.type)));
  FindingBuilder finding = ctx.report(
      may_be_there ? cases::REF006_may_be_in_org : cases::REF006_left_out, place,
      fmt::format("this file needs `{}`, which {}`{}` leaves out of the deploy{}",
                  project.file_name(missing_id), present == false ? "is new in the org and " : "",
                  ignored ? ".forceignore" : project.shown_path(project.settings().manifest),
                  may_be_there ? "; it works where the org has it" : ""));
  finding.subject(missing.full_name).label(root, "left out");
  if (!why.empty()) finding.note(std::string(why));
  if (ignored) {
    finding.help("let the ignore file pass it, or deploy it beforehand and list it under `known`");
  } else {
    if (may_be_there) {
      finding.help("name the deployed state with `--against`, or what the org has with `--known`");
    }
    finding.fix("Add it to the manifest", Applicability::unsafe, add_to_manifest(ctx, missing));
  }
}

static void check(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  const auto members = ctx.bundle().members();
  // Nearly always the first file looked at is part of the deploy.
  bool header_deployed = false;
  ctx.for_each_definition(
      ctx.subject(), [&](FileId file) { header_deployed |= !is_left_out(project.file(file)); });
  if (!header_deployed) {
    const FileId header = left_out(project, ctx.definitions(ctx.subject()));
    if (header == FileId::none) return;
    for (const BundleMember& member : members) {
      if (is_left_out(project.file(member.site.file))) continue;
      report(ctx, member.site, header,
             "without the app the deploy is reported to end in `INVALID_CROSS_REFERENCE_KEY`");
    }
    return;
  }
  const auto settings = ctx.bundle().members(types::ExtlClntAppOauthSettings);
  if (settings.empty() || !is_left_out(project.file(settings.front().site.file))) return;
  std::vector<FileId> files;
  for (const BundleMember& member : settings) files.push_back(member.site.file);
  const FileId missing = left_out(project, files);
  if (missing == FileId::none) return;
  for (const BundleMember& member : ctx.bundle().members(types::ExtlClntAppGlobalOauthSettings)) {
    if (is_left_out(project.file(member.site.file))) continue;
    report(
        ctx, member.site, missing,
        "global OAuth settings are reported to be refused without the OAuth settings of the app");
  }
}

/// What every org has, or has from the package that it came with.
static bool comes_with_the_org(const RuleContext& ctx, const NameUse& use, std::string_view name) {
  if (ctx.project().is_managed(name)) return true;
  return use.type == types::Profile && is_standard_profile(ctx.schema(), name);
}

/// What one file of the deploy names; its app is a matter of the bundle.
static void check_uses(RuleContext& ctx) {
  if (is_left_out(ctx.file())) return;
  const ProjectView& project = ctx.project();
  const auto uses = ctx.facts().uses();
  // One finding of what a file names several times.
  std::set<FileId> told;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (!is_asked_of_the_org(ctx, uses[i])) continue;
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), i);
    if (answer.state != ReferenceState::found) continue;
    if (comes_with_the_org(ctx, uses[i], ctx.facts().name(uses[i]))) continue;
    const FileId missing = left_out(project, ctx.definitions(answer.symbol));
    if (missing == FileId::none || !told.insert(missing).second) continue;
    report(ctx, {ctx.file_id(), static_cast<std::uint32_t>(i)}, missing, {});
  }
}

static const Rule kOfUses{.unit = UnitKind::file, .check = check_uses};

extern const Rule rule{
    .id = rules::REF006, .unit = UnitKind::bundle, .check = check, .also = &kOfUses};

}  // namespace ecac::bundle_member_left_out_of_deploy
