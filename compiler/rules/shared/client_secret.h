#pragma once

#include "compiler/rules/shared/app_fields.h"

namespace ecac {

/// The cheap question before anything is resolved: false if surely neither ecac.json nor a callback
/// makes the app a public client.
bool may_be_public(const RuleContext& ctx);

/// Whether clients may come for tokens with an authorization code. Not if no callback is anything
/// but a stand-in.
bool may_exchange_codes(const ResolvedApp& app);
/// Whether all that the app can use is known to be flows without a code, so that the flags about
/// the exchange of codes decide nothing.
bool never_exchanges_codes(const RuleContext& ctx, const ResolvedApp& app);
/// Whether somebody may come with a refresh token.
bool may_refresh(const RuleContext& ctx, const ResolvedApp& app);
/// A public client whose code the token endpoint takes with the secret only. What else is wrong
/// with its secret follows from that.
bool demands_secret_of_public_client(const ResolvedApp& app);

/// Points at what shows that kind of client; with a declared kind nothing has to.
void label_evidence(FindingBuilder& finding, const ResolvedApp& app, ClientType type);

/// What to know of the document that says something else of public clients and their secret.
std::string opposing_help_page();

/// The scope with which refresh tokens are given; null if there is none.
const ResolvedScope* refresh_scope(const ResolvedApp& app);

}  // namespace ecac
