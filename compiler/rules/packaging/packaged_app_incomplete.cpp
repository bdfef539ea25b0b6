#include "compiler/diagnostics/cases/packaged_app_incomplete.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/rules/shared/deploy_context.h"
#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::packaged_app_incomplete {

/// The settings files of the app. Halves of one packaged app that were retrieved from an org name
/// it with its prefix, while the header has none.
static std::vector<FileId> files_of(const ProjectView& project, const ResolvedApp& app,
                                    TypeId type) {
  std::vector<FileId> files;
  for (const FileId file : app.files) {
    if (project.file(file).type == type) files.push_back(file);
  }
  return files;
}

/// Whether the file is whole and yet says nothing for the field.
static bool lacks(const FileFacts& facts, FieldId field) {
  if (!facts.usable() || facts.broken()) return false;
  const FieldFact* fact = facts.find(field);
  return fact == nullptr || fact->state == ValueState::empty;
}

static void report(RuleContext& ctx, const AppHeader& header, Place place, std::string_view what,
                   std::string_view why) {
  const bool in_package = package_of(ctx, header.file) != nullptr;
  ctx.report(in_package ? cases::PKG002_in_package : cases::PKG002_outside_package, place,
             fmt::format("packaged app `{}` has no {}, which {}", ctx.subject_name(), what, why))
      .subject(what)
      .label({header.file, header.state->value}, "packaged, as it says here");
}

static void check(RuleContext& ctx) {
  const auto header = header_of(ctx);
  if (!header || header->distribution != values::ExtlClntAppDistState::Packaged) return;
  const ProjectView& project = ctx.project();
  const FileFacts& app = project.file(header->file).facts;
  if (lacks(app, fields::ExternalClientApplication::orgScopedExternalApp)) {
    report(ctx, *header, {header->file, app.root_tag()}, "`orgScopedExternalApp`",
           "says in which org the app lives for all its subscribers");
  }
  const TypeId settings = types::ExtlClntAppOauthSettings;
  const ResolvedApp* resolved = ctx.app();
  if (resolved == nullptr) return;
  const auto members = files_of(project, *resolved, settings);
  if (members.empty() && !ctx.has_lost_member(settings)) {
    report(ctx, *header, {header->file, app.root_tag()},
           fmt::format("`.{}` file", ctx.schema().type(settings).suffix),
           "leads subscribers to the consumer of the owning org");
  }
  for (const FileId file : members) {
    const FileFacts& facts = project.file(file).facts;
    if (!lacks(facts, fields::ExtlClntAppOauthSettings::oauthLink)) continue;
    report(ctx, *header, {file, facts.root_tag()}, "`oauthLink`",
           "leads subscribers to the consumer of the owning org");
  }
}

extern const Rule rule{.id = rules::PKG002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::packaged_app_incomplete
