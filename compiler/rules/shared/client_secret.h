#pragma once

#include "compiler/rules/shared/app_fields.h"

namespace ecac {

/// The cheap question before anything is resolved: false if surely neither ecac.json nor a callback
/// makes the app a public client.
bool may_be_public(const RuleContext& ctx);

/// Points at what shows that kind of client; with a declared kind nothing has to.
void label_evidence(FindingBuilder& finding, const ResolvedApp& app, ClientType type);

/// What to know of the document that says something else of public clients and their secret.
std::string opposing_help_page();

/// The scope with which refresh tokens are given; null if there is none.
const ResolvedScope* refresh_scope(const ResolvedApp& app);

}  // namespace ecac
