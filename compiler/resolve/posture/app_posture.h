#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// A grant by which a client gets tokens without any user, and how far it works.
struct GrantWithoutUser {
  FlowKind flow = FlowKind::client_credentials;
  FlowState state = FlowState::unknown;
};

/// The access tokens that an app can issue.
enum class TokenKind : std::uint8_t { opaque, named_user_jwt, guest_jwt };

/// The lifetime of a kind of token.
const ResolvedLifetime& lifetime_of(const AppValues& app, TokenKind kind);

/// The access token that is good for longest.
struct LongestToken {
  long long minutes = 0;
  std::string_view who = {};  ///< `named users` or `guests`; stands in the program
};

/// A secret that stands in the metadata: which kind and where, never its value.
struct CommittedSecret {
  FieldId field = FieldId::none;
  Place place = {};
};

/// What deploying the app does to those who use it now.
struct DeployEffect {
  std::string_view id = {};  ///< stable; stands in the program
  std::string text = {};
  Origin origin = {};
  std::optional<bool> change = {};  ///< whether an earlier tree did not do it; none was compared
  bool only_as_change = false;      ///< without a change there is no effect
  bool warns = false;               ///< the deploy is answered with a warning
  FileId file = FileId::none;       ///< whose deploy has the effect
};

/// Whether there is an effect to speak of: where nothing was compared, what is one only as a change
/// is none.
inline bool is_shown(const DeployEffect& effect) {
  return !effect.only_as_change || effect.change.value_or(false);
}

/// What an auditor asks of an app first. Everything follows from the values of the app, and says
/// from which; a value that outlives the project.
struct AppPosture {
  /// As RFC 7591 calls them, in the order in which servers list them.
  Resolved<std::vector<std::string>> token_endpoint_auth_methods = {};
  Resolved<std::vector<GrantWithoutUser>> grants_without_user = {};
  std::vector<TokenKind> possible_tokens = {};  ///< as far as their format is known
  std::vector<TokenKind> issued_tokens = {};    ///< empty while their format is not known
  Resolved<LongestToken> longest_token = {};
  /// What would decide the flows whose state is not known; sorted, each once.
  Resolved<std::vector<std::string>> unknowns = {};
  std::string consumer_key_hash = {};  ///< SHA-256, lower-case hex; "" where no key stands
  std::vector<CommittedSecret> secrets = {};
  std::vector<DeployEffect> effects = {};
};

/// Works out all flows of the app.
AppPosture resolve_posture(const ProjectContext& context, const AppFiles& files,
                           const ResolvedApp& app);

}  // namespace ecac
