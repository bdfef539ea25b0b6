#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "compiler/diagnostics/case_id.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// What flows are turned on by, need, and should have.
enum class Condition : std::uint8_t {
  app,
  enabled,
  oauth_plugin,
  saml_plugin,
  oauth_settings,
  scopes,
  callback,
  code_without_secret,
  exchange_without_secret,
  refresh_without_secret,
  api_access,
  users,
  preauthorized,
  approved,
  code_and_credentials,
  org_code_and_credentials,
  org_sites,
  site,
  cors,
  passwordless_login,
  registration,
  forgot_password,
  site_first_party,
  registration_handler,
  protected_request,
  integration_app,
  guest,
  jwt,
  guest_lifetime,
  client_credentials,
  client_credentials_policy,
  usable_scope,
  run_as_user,
  certificate,
  certificate_readable,
  certificate_key,
  certificate_date,
  certificate_size,
  resource_scope,
  offline_scope,
  device,
  token_exchange,
  token_exchange_policy,
  handler,
  refresh_scope,
  refresh_policy,
  refresh_validity,
  first_party,
  secret,
  pkce,
  attestation,
  asset_token,
  asset_token_audiences,
  asset_token_signing_certificate,
  asset_token_validity,
  saml_policies,
  identity_provider,
  local,
  acs_url,
  entity_url,
  saml_users,
};
inline constexpr std::size_t kConditionCount = static_cast<std::size_t>(Condition::saml_users) + 1;

/// Why no finding has to speak of a condition that is not met.
enum class Unreported : std::uint8_t {
  no,            ///< a finding does
  choice,        ///< it turns the flow on, and whoever leaves it out does not want the flow
  known_in_org,  ///< a project can show that it is met, never that it is not
};

/// What is said of a condition wherever it is asked. It names the findings that report it, or why
/// there is none: one without either does not compile.
struct ConditionDefinition {
  Condition id = {};
  std::string_view name = {};     ///< stable, as the document calls it
  std::string_view text = {};     ///< "guest access is on"
  FieldId field = FieldId::none;  ///< what decides it, where a field does
  Owner owner = Owner::none;      ///< who can change it, where that is not the field's owner
  bool opposite = false;          ///< it is met where its field says no
  /// The first is the usual one; others tell special reasons.
  std::span<const CaseId> cases = {};
  Unreported unreported = Unreported::no;
};

std::span<const ConditionDefinition> all_conditions();
const ConditionDefinition& definition_of(Condition condition);

/// A condition of one flow of one app.
struct FlowCondition {
  /// Without a protection the flow works all the same.
  enum class Role : std::uint8_t { switched, gate, need, protection } role = Role::need;
  Condition id = {};
  Owner owner = Owner::none;      ///< who can change it
  FieldId field = FieldId::none;  ///< what decides it, where a field does
  CaseId reported_by = {};        ///< the finding of one that is not met; 0 where there is none
  Resolved<bool> met = {};
  std::string seen = {};  ///< the value, or in a few words what was found

  const ConditionDefinition& definition() const { return definition_of(id); }
  std::string_view name() const { return definition().name; }
  std::string_view text() const { return definition().text; }
  bool opposite() const { return definition().opposite; }
};

std::string_view to_string(FlowCondition::Role role);  ///< as the document spells it
std::string_view to_string(Unreported reason);

}  // namespace ecac
