#include "compiler/rules/shared/app_findings.h"

#include <fmt/format.h>

#include "compiler/resolve/values/value_reader.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac {

namespace {

WrittenField written_in(const FileFacts& facts, FileId file, FieldId field) {
  const FieldFact* fact = facts.judgeable(field);
  if (fact == nullptr) return {};
  return {file, fact, facts.text(*fact)};
}

}  // namespace

WrittenField written(const RuleContext& ctx, FieldId field) {
  return written_in(ctx.facts(), ctx.file_id(), field);
}

WrittenField written(const RuleContext& ctx, const ResolvedApp& app, FieldId field) {
  const FileId file = file_of(ctx, app, ctx.schema().type_of(field));
  if (file == FileId::none) return {};
  return written_in(ctx.project().file(file).facts, file, field);
}

bool says(const WrittenField& field, bool value) {
  return field && (value ? field.text == "true" || field.text == "1"
                         : field.text == "false" || field.text == "0");
}

FileId file_of(const RuleContext& ctx, const ResolvedApp& app, TypeId type) {
  FileId found = FileId::none;
  for (const FileId file : app.files) {
    if (ctx.project().file(file).type != type) continue;
    if (found != FileId::none) return FileId::none;
    found = file;
  }
  return found;
}

SymbolId app_of(const ProjectFile& file) {
  const auto uses = file.facts.uses();
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].type == types::ExternalClientApplication) return file.use_symbols[i];
  }
  return SymbolId::none;
}

std::string list_of_apps(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostAppsListed; ++i) {
    text += fmt::format("{}`{}`", i == 0 ? "" : ", ", names[i]);
  }
  if (names.size() > kMostAppsListed) {
    text += fmt::format(" and {} more apps", names.size() - kMostAppsListed);
  }
  return text;
}

Place place_of(const RuleContext& ctx, const ResolvedApp& app, const Origin& origin, TypeId type) {
  if (origin.kind == OriginKind::written) return origin.place;
  const FileId file = file_of(ctx, app, type);
  if (file == FileId::none) return {};
  return {file, ctx.project().file(file).facts.root_tag()};
}

std::vector<FixOperation> removal(const RuleContext& ctx, const WrittenField& field) {
  return ctx.remove(field.file, field.fact->element);
}

void report_unasked(RuleContext& ctx, const ResolvedApp& app, CaseId rule_case,
                    const UnaskedFlow& flow) {
  const FieldId policy_field =
      fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;
  const AppField permitted = app_field(ctx, app, policy_field);
  if (!permitted.has_file()) return;
  const std::string& policy = *app.permitted_users.value;
  const std::string here = permitted.is_absent()
                               ? fmt::format("`{}` is absent, which means `{}`; ",
                                             ctx.schema().field(policy_field).name, policy)
                               : fmt::format("with `{}`, ", policy);
  ctx.report(
         rule_case, permitted.place,
         fmt::format("{}{} of a user who has not approved the app is refused", here, flow.token))
      .subject(policy)
      .label(app_field(ctx, app, flow.turned_on).place, flow.words)
      .help(
          "authorize the users in advance: `AdminApprovedPreAuthorized` and their permission "
          "sets; before that, see whom the change would lock out")
      .note("the org answers: user hasn't approved this consumer");
}

}  // namespace ecac
