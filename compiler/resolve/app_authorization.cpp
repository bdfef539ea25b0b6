#include "compiler/resolve/app_authorization.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/reference_resolver.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

AuthorizedGroup group_of(const ProjectContext& context, FileId file, std::size_t use) {
  const Project& project = context.project();
  const NameUse& name_use = project.file(file).facts.uses()[use];
  AuthorizedGroup group;
  group.name = project.file(file).facts.name(name_use);
  group.profile = name_use.field == policy_fields::commaSeparatedProfile;
  const ReferenceAnswer answer = ReferenceResolver(project).resolve(file, use);
  const Origin here = Origin::written_at({file, name_use.range}, name_use.field);
  switch (answer.state) {
    case ReferenceState::found:
    case ReferenceState::elsewhere: group.exists = {true, here}; return group;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
      group.exists = {false, here};
      group.note = fmt::format("`{}` is not there; `{}` is", group.name, answer.suggestion);
      return group;
    case ReferenceState::outside:
    case ReferenceState::unknown: break;
  }
  const std::string_view meant =
      group.profile ? std::string_view() : context.permission_set_labelled(group.name);
  if (!meant.empty()) {
    group.exists = {false, here};
    group.note =
        fmt::format("`{}` is the label of `{}`; policies name API names", group.name, meant);
    return group;
  }
  const std::string_view kind = group.profile ? "profile" : "permission set";
  group.exists =
      Resolved<bool>::unknown(fmt::format("{} `{}` in the org", kind, group.name), name_use.field);
  if (is_record_id(group.name)) group.note = "an id, which differs from org to org";
  return group;
}

}  // namespace

void resolve_authorization(const ProjectContext& context, const SettingFiles& policies,
                           ResolvedApp& app) {
  const Project& project = context.project();
  for (const FileId file : policies.files) {
    const auto uses = project.file(file).facts.uses();
    for (std::size_t i = 0; i < uses.size(); ++i) {
      if (uses[i].field == policy_fields::commaSeparatedPermissionSet ||
          uses[i].field == policy_fields::commaSeparatedProfile) {
        app.authorized.push_back(group_of(context, file, i));
      }
    }
  }
  const auto exists = [](const AuthorizedGroup& group) { return group.exists.is(true); };
  const auto found = std::find_if(app.authorized.begin(), app.authorized.end(), exists);
  const SettingReader reader = context.reader();
  const Resolved<bool> sets = reader.present(policies, policy_fields::commaSeparatedPermissionSet);
  const Resolved<bool> profiles = reader.present(policies, policy_fields::commaSeparatedProfile);
  if (found != app.authorized.end()) {
    app.somebody_authorized = {true, found->exists.origin};
  } else if (!sets.known() || !profiles.known()) {
    app.somebody_authorized = {std::nullopt, sets.known() ? profiles.origin : sets.origin};
  } else {
    const auto open =
        std::find_if(app.authorized.begin(), app.authorized.end(),
                     [](const AuthorizedGroup& group) { return !group.exists.known(); });
    app.somebody_authorized = open != app.authorized.end()
                                  ? Resolved<bool>{std::nullopt, open->exists.origin}
                                  : Resolved<bool>{false, sets.origin};
  }
}

}  // namespace ecac
