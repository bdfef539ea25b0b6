#include "compiler/resolve/app/app_scopes.h"

#include <fmt/format.h>

#include "compiler/model/value_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac {

namespace {

constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

const EnumSchema& scope_list(const SchemaSet& schema) {
  return *schema.field(kScopes).values;
}

/// Whether one of the scopes is of a kind. Unknown where none is known to be, and one that the
/// schema does not know may be.
template <class IsOf>
Resolved<bool> has_scope(const SchemaSet& schema, const AppValues& app, const IsOf& is_of_kind) {
  const ResolvedScope* stranger = nullptr;
  for (const ResolvedScope& scope : app.scopes) {
    const EnumValue* value = scope_list(schema).find(scope.token);
    if (value == nullptr) {
      stranger = &scope;
    } else if (is_of_kind(*value)) {
      return {true, scope.origin};
    }
  }
  if (!app.scopes_known.known()) return app.scopes_known;
  if (stranger != nullptr) {
    return Resolved<bool>::unknown(fmt::format("the scope that `{}` is to be", stranger->token),
                                   kScopes);
  }
  return {false, app.scopes_known.origin};
}

/// What a custom scope opens, only its API knows.
Resolved<bool> or_custom(Resolved<bool> found, const AppValues& app) {
  if (app.custom_scopes.empty() || !found.is(false)) return found;
  return Resolved<bool>::unknown(
      fmt::format("what the custom scope `{}` opens", app.custom_scopes.front().token));
}

}  // namespace

bool is_offline_scope(const SchemaSet& schema, std::string_view scope) {
  const EnumValue* value = scope_list(schema).find(scope);
  return value != nullptr && value->opens == ScopeReach::tokens;
}

bool is_dropped(const SchemaSet& schema, FlowKind flow, std::string_view scope) {
  return scope_list(schema).is_dropped(to_string(flow), scope);
}

std::string_view runtime_scope(const SchemaSet& schema, std::string_view scope) {
  const EnumValue* value = scope_list(schema).find(scope);
  return value == nullptr || value->runtime.empty() ? scope : value->runtime;
}

Resolved<bool> page_scope(const SchemaSet& schema, const AppValues& app) {
  return has_scope(schema, app, [](const EnumValue& scope) {
    const auto is_page = [](std::string_view name) {
      return name == values::OauthScope::Lightning || name == values::OauthScope::Content;
    };
    bool found = is_page(scope.name);
    for_each_item(scope.implies, ListSyntax::space,
                  [&](const ListItem& implied) { found = found || is_page(implied.text); });
    return found;
  });
}

Resolved<bool> offline_scope(const SchemaSet& schema, const AppValues& app) {
  return has_scope(schema, app,
                   [](const EnumValue& scope) { return scope.opens == ScopeReach::tokens; });
}

Resolved<bool> granted_scope(const SchemaSet& schema, const AppValues& app, FlowKind flow) {
  return or_custom(
      has_scope(schema, app,
                [&](const EnumValue& scope) { return !is_dropped(schema, flow, scope.name); }),
      app);
}

Resolved<bool> resource_scope(const SchemaSet& schema, const AppValues& app) {
  return or_custom(
      has_scope(schema, app,
                [](const EnumValue& scope) { return scope.opens != ScopeReach::tokens; }),
      app);
}

Resolved<bool> api_scope(const SchemaSet& schema, const AppValues& app, FlowKind flow) {
  return or_custom(has_scope(schema, app,
                             [&](const EnumValue& scope) {
                               return scope.opens == ScopeReach::api &&
                                      !is_dropped(schema, flow, scope.name);
                             }),
                   app);
}

}  // namespace ecac
