#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/resolve/lifetime/lifetime.h"
#include "compiler/resolve/values/value_reader.h"

namespace ecac {

/// When a refresh token ends, by the policy of its app.
enum class RefreshEnd : std::uint8_t {
  unknown,
  with_the_session,  ///< it is of no use
  when_revoked,
  after_a_period,
  after_an_unused_period,
};
RefreshEnd refresh_end(std::string_view policy);

/// How long refresh tokens live.
struct ResolvedRefresh {
  Resolved<bool> issued = {};  ///< a scope asks for them, and they outlive the session
  Resolved<std::string> policy = {};
  RefreshEnd end = RefreshEnd::unknown;  ///< what the policy means
  Resolved<long long> period = {};       ///< of a Specific… policy
  Resolved<std::string> unit = {};
  Resolved<long long> minutes = {};  ///< both together; a month counts as 30 days
  Resolved<bool> rotation = {};
  Resolved<bool> idle_limit = {};
  LifetimeBounds stated = {};  ///< by the policy alone
  LifetimeBounds bounds = {};  ///< with the idle limit of the app

  bool has_period() const {
    return end == RefreshEnd::after_a_period || end == RefreshEnd::after_an_unused_period;
  }
  /// The idle limit ends tokens sooner than the policy says.
  bool is_shortened() const;
};

/// `offline`: whether a scope asks for refresh tokens.
ResolvedRefresh resolve_refresh(const SchemaSet& schema, const ValueReader& policies,
                                const ValueReader& global, const Resolved<bool>& offline);

}  // namespace ecac
