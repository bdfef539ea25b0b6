#include "compiler/resolve/app/app_authorization.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "compiler/resolve/values/record_id.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/AssignmentIdPrefix.h"

namespace ecac {

namespace {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace saml_fields = fields::ExtlClntAppSamlConfigurablePolicies;

bool is_permission_set(FieldId field) {
  return field == policy_fields::commaSeparatedPermissionSet ||
         field == saml_fields::commaSeparatedPermissionSet;
}

bool is_of_saml(FieldId field) {
  return field == saml_fields::commaSeparatedPermissionSet ||
         field == saml_fields::commaSeparatedProfile;
}

bool is_profile(FieldId field) {
  return field == policy_fields::commaSeparatedProfile ||
         field == saml_fields::commaSeparatedProfile;
}

AuthorizedGroup group_of(const ProjectContext& context, FileId file, std::size_t use) {
  const ProjectView& project = context.project();
  const NameUse& name_use = project.file(file).facts.uses()[use];
  AuthorizedGroup group;
  group.name = project.file(file).facts.name(name_use);
  group.profile = is_profile(name_use.field);
  group.by_saml = is_of_saml(name_use.field);
  const ReferenceAnswer answer = ReferenceResolver(project).resolve(file, use);
  const Origin here = Origin::written_at({file, name_use.range}, name_use.field);
  switch (answer.state) {
    case ReferenceState::found:
    case ReferenceState::elsewhere: group.exists = {true, here}; return group;
    case ReferenceState::removed:
      group.exists = {false, here};
      group.note = fmt::format("`{}` is removed from the org", group.name);
      return group;
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
  if (is_record_id(context.schema(), values::AssignmentIdPrefix::kListName, group.name)) {
    group.note = "an id, which differs from org to org";
  }
  return group;
}

/// Collects groups, each once, however many copies of a file name it.
class Groups {
 public:
  Groups(const ProjectContext& context, std::vector<AuthorizedGroup>& groups)
      : context_(context), groups_(groups) {}

  void add(const ValueReader& from) {
    for (const FileId file : from.files()) {
      const auto uses = context_.project().file(file).facts.uses();
      for (std::size_t i = 0; i < uses.size(); ++i) {
        if (is_permission_set(uses[i].field) || is_profile(uses[i].field)) add(file, i);
      }
    }
  }

 private:
  void add(FileId file, std::size_t use) {
    AuthorizedGroup group = group_of(context_, file, use);
    const auto [known, is_new] = places_.try_emplace({group.profile, group.name}, groups_.size());
    if (is_new) {
      groups_.push_back(std::move(group));
    } else if (group.by_saml) {
      groups_[known->second].by_saml = true;
    }
  }

  const ProjectContext& context_;
  std::vector<AuthorizedGroup>& groups_;
  std::map<std::pair<bool, std::string>, std::size_t> places_ = {};
};

}  // namespace

ApiAdmission resolve_admission(const ProjectContext& context,
                               const Resolved<std::string>& permitted_users) {
  namespace settings = fields::ConnectedAppSettings;
  const ValueReader org = context.reader(context.connected_app_settings());
  const auto admitted = [&](FieldId approved_only) -> Resolved<bool> {
    Resolved<bool> open = negated(org.boolean(approved_only));
    if (open.is(true)) return open;
    if (!permitted_users.known()) return {std::nullopt, permitted_users.origin};
    if (is_preauthorized(*permitted_users.value)) return {true, permitted_users.origin};
    return open;
  };
  return {admitted(settings::enableAdminApprovedAppsOnly),
          admitted(settings::enableAdminApprovedAppsOnlyForExternalUser)};
}

void resolve_authorization(const ProjectContext& context, const ValueReader& policies,
                           const ValueReader& saml, ResolvedApp& app) {
  Groups groups(context, app.authorized);
  groups.add(policies);
  groups.add(saml);
  const auto exists = [](const AuthorizedGroup& group) { return group.exists.is(true); };
  const auto found = std::find_if(app.authorized.begin(), app.authorized.end(), exists);
  if (found != app.authorized.end()) {
    app.somebody_authorized = {true, found->exists.origin};
    return;
  }
  Resolved<bool> listed = either(policies.present(policy_fields::commaSeparatedPermissionSet),
                                 policies.present(policy_fields::commaSeparatedProfile));
  if (saml.has_file()) {
    listed = either(listed, either(saml.present(saml_fields::commaSeparatedPermissionSet),
                                   saml.present(saml_fields::commaSeparatedProfile)));
  }
  const auto open =
      std::find_if(app.authorized.begin(), app.authorized.end(),
                   [](const AuthorizedGroup& group) { return !group.exists.known(); });
  if (!listed.known()) {
    app.somebody_authorized = listed;
  } else if (open != app.authorized.end()) {
    app.somebody_authorized = {std::nullopt, open->exists.origin};
  } else {
    app.somebody_authorized = {false, std::move(listed.origin)};
  }
}

}  // namespace ecac
