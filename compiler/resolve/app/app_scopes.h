#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Whether a scope gives refresh tokens, and opens nothing by itself.
bool is_offline_scope(const SchemaSet& schema, std::string_view scope);
/// Whether a flow is known to leave a scope out of the tokens it issues.
bool is_dropped(const SchemaSet& schema, FlowKind flow, std::string_view scope);

/// A scope as clients say it; as metadata does, if the schema does not know it.
std::string_view runtime_scope(const SchemaSet& schema, std::string_view scope);

/// Whether the scopes of the app give refresh tokens.
Resolved<bool> offline_scope(const SchemaSet& schema, const AppValues& app);
/// Whether a scope is left that a flow grants.
Resolved<bool> granted_scope(const SchemaSet& schema, const AppValues& app, FlowKind flow);
/// Whether a scope lets a hybrid app ask for sessions of pages.
Resolved<bool> page_scope(const SchemaSet& schema, const AppValues& app);
/// Whether a scope asks for more than refresh tokens.
Resolved<bool> resource_scope(const SchemaSet& schema, const AppValues& app);
/// Whether a scope that a flow grants opens an API: more than who the user is.
Resolved<bool> api_scope(const SchemaSet& schema, const AppValues& app, FlowKind flow);

}  // namespace ecac
