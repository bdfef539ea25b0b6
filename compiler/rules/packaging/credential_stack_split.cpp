#include "compiler/diagnostics/cases/credential_stack_split.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"

namespace ecac::credential_stack_split {

static bool is_part(const ProjectFile& file) {
  return !file.wrong_suffix && file.exclusion != Exclusion::force_ignored;
}

/// The first file that defines the name, if none of those that do travels with the package; a name
/// that nobody defines is no matter of packages.
static FileId left_behind(RuleContext& ctx, const PackageFolder& package, SymbolId symbol) {
  const auto files = ctx.definitions(symbol);
  for (const FileId file : files) {
    if (is_part(ctx.project().file(file)) && travels_with(ctx, package, file)) return FileId::none;
  }
  return files.empty() ? FileId::none : files.front();
}

static void check_use(RuleContext& ctx, const PackageFolder& package, std::size_t index) {
  const FileFacts& facts = ctx.facts();
  const NameUse& use = facts.uses()[index];
  const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), index);
  if (answer.state != ReferenceState::found) return;
  const FileId missing = left_behind(ctx, package, answer.symbol);
  if (missing == FileId::none) return;
  const ProjectView& project = ctx.project();
  const TypeSchema& type = ctx.schema().type(use.type);
  ctx.report(cases::PKG008_missing_part, use.range,
             fmt::format("{} has this file but not `{}` `{}`, which it needs",
                         shown_package(package), type.name, facts.name(use)))
      .subject(facts.name(use))
      .label({missing, project.file(missing).facts.root_tag()}, "outside the package");
}

static bool names_part(const RuleContext& ctx, const NameUse& use) {
  if (ctx.file().type == types::NamedCredential) return use.type == types::ExternalCredential;
  return ctx.file().type == types::ExternalCredential &&
         use.type == types::ExternalAuthIdentityProvider;
}

/// Whether a use grants a principal of the credential.
static bool is_grant(const RuleContext& ctx, const UseSite& site) {
  return ctx.schema().field(ctx.project().use(site).field).reference_format ==
         ReferenceFormat::principal;
}

static void check_grants(RuleContext& ctx, const PackageFolder& package) {
  if (ctx.file().definition == SymbolId::none) return;
  const ProjectView& project = ctx.project();
  const UseSite* outside = nullptr;
  const auto sites = ctx.uses(ctx.file().definition);
  for (const UseSite& site : sites) {
    if (!is_grant(ctx, site)) continue;
    if (is_part(project.file(site.file)) && travels_with(ctx, package, site.file)) return;
    if (outside == nullptr) outside = &site;
  }
  if (outside == nullptr) return;
  ctx.report(cases::PKG008_no_grant, ctx.facts().root_tag(),
             fmt::format("{} has this credential but no permission set that grants it",
                         shown_package(package)))
      .subject("grant")
      .label({outside->file, project.use(*outside).range}, "granted outside the package");
}

/// A permission set that comes in the same version as a credential which is new.
static void check_new_grants(RuleContext& ctx, const PackageFolder& package) {
  const ProjectView& project = ctx.project();
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (ctx.schema().field(uses[i].field).reference_format != ReferenceFormat::principal) continue;
    const ReferenceAnswer answer = ctx.resolve(ctx.file_id(), i);
    if (answer.state != ReferenceState::found) continue;
    const auto files = ctx.definitions(answer.symbol);
    const auto same = std::find_if(files.begin(), files.end(), [&](FileId file) {
      return package_of(ctx, file) == &package && is_new(ctx, file);
    });
    if (same == files.end()) continue;
    ctx.report(cases::PKG008_same_version, uses[i].range,
               fmt::format("`{}` is new in the same version of {}; the grant is reported to fail "
                           "with \"invalid cross reference id\"",
                           ctx.facts().name(uses[i]), shown_package(package)))
        .subject(ctx.facts().name(uses[i]))
        .label({*same, project.file(*same).facts.root_tag()}, "new since the earlier state");
    return;
  }
}

static void check(RuleContext& ctx) {
  if (!is_part(ctx.file()) || !ctx.facts().usable()) return;
  const PackageFolder* package = package_of(ctx, ctx.file_id());
  if (package == nullptr) return;
  const auto uses = ctx.facts().uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (names_part(ctx, uses[i])) check_use(ctx, *package, i);
  }
  if (ctx.file().type == types::ExternalCredential) check_grants(ctx, *package);
  check_new_grants(ctx, *package);
}

extern const Rule rule{.id = rules::PKG008,
                       .unit = UnitKind::file,
                       .types = {types::NamedCredential, types::ExternalCredential,
                                 types::PermissionSet, types::ExternalCredentialPrincipalAccess},
                       .check = check};

}  // namespace ecac::credential_stack_split
