#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Whether the condition of a flow is known to be met. Unknown too if the flow does not have it.
const Resolved<bool>& condition_of(const ResolvedApp& app, FlowKind flow, Condition id);
/// The condition itself; null if the flow does not have it.
const FlowCondition* find_condition(const ResolvedFlow& flow, Condition id);
/// Whether all switches and gates of a flow are known to be on.
bool is_effective(const ResolvedApp& app, FlowKind flow);
/// Whether all switches of a flow are known to be on, and the app not off. A gate of the org that
/// is closed is a finding of its own, and hides no other.
bool is_switched_on(const ResolvedApp& app, FlowKind flow);
/// The app or its OAuth plugin is off, so that none of its flows runs: that is its own finding.
bool is_switched_off(const AppValues& app);

/// Whether a browser is ever sent back to a callback of the app. The element is required all the
/// same, so that apps with client credentials, JWT bearer, device or token exchange alone hold one
/// that only stands there. Unknown where the app has such a flow, and a callback that may be meant
/// all the same. Works the flows out, so that it is asked last.
Resolved<bool> resolve_redirects(const ProjectContext& context, const ResolvedApp& app);
/// Whether a client exchanges a code: a browser is sent back, to an address at which one can be
/// waiting.
Resolved<bool> exchanges_codes(const ProjectContext& context, const ResolvedApp& app);
/// Whether a client comes by a way that gives refresh tokens, where the app gives any.
Resolved<bool> fetches_refresh_tokens(const ProjectContext& context, const ResolvedApp& app);
/// Whether somebody comes with a refresh token; false if none is given. Unknown where it is not
/// known whether the app uses a flow that gives one.
Resolved<bool> uses_refresh_tokens(const ProjectContext& context, const ResolvedApp& app);
/// Whether clients of the app are known to get refresh tokens. Policies that are not here leave
/// that to its scopes.
bool gets_refresh_tokens(const ProjectContext& context, const AppValues& app);

/// Whether so many scopes are listed that somebody ticked the whole list: then none of them was
/// chosen, and what a single one would mean says nothing of the app.
bool has_all_scopes(const SchemaSet& schema, const AppValues& app);

/// Requests that the token endpoint may take without the secret of the client.
enum class SecretUse : std::uint8_t { code, refresh, token_exchange };
/// Whether clients make such a request, and need no secret for it.
Resolved<bool> comes_without_secret(const ProjectContext& context, const ResolvedApp& app,
                                    SecretUse use);

/// A public client whose code the token endpoint takes with the secret only. What else is wrong
/// with its secret follows from that.
bool demands_secret_of_public_client(const ProjectContext& context, const ResolvedApp& app);

/// What the switch of Code and Credentials is on for, where it is.
enum class HeadlessUse : std::uint8_t {
  meant,      ///< a site or the app itself shows that clients have a login of their own
  unclear,    ///< nothing does; that the org allows it says nothing of this app
  by_browser  ///< the app shows none, and each callback is that of a client which opens a browser
};
HeadlessUse resolve_headless_use(const ProjectContext& context, const ResolvedApp& app);

/// Which users can come in.
enum class UserAccess : std::uint8_t {
  whoever_approves,  ///< the app, on the page of the login
  listed,            ///< somebody is authorized in advance
  nobody,            ///< only those, and none is
};
Resolved<UserAccess> resolve_user_access(const AppValues& app);
/// Users are known to be free to authorize the app themselves.
bool lets_users_authorize(const AppValues& app);
/// A flow that cannot work without prior authorization is on: while users may authorize the app
/// themselves, that is its own finding, with the same cure.
bool needs_preauthorization(const ResolvedApp& app);

/// Whether a flow in which a browser or a device asks a user may be in use.
bool asks_users(const ProjectContext& context, const ResolvedApp& app);
/// The certificate of the JWT bearer flow is there, and the app not off.
bool offers_jwt_bearer(const ResolvedApp& app);
/// Whether anybody comes in through the app but the user whom client credentials runs as.
bool serves_users(const ProjectContext& context, const ResolvedApp& app);
/// Whether a flow has no page on which a user could be told what is wrong.
bool serves_users_unasked(const ResolvedApp& app);

}  // namespace ecac
