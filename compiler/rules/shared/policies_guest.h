#pragma once

#include <algorithm>

#include "compiler/rules/shared/app_findings.h"

namespace ecac {

/// Whether the app lets visitors in without a name, on JWT access tokens as it has to be.
inline bool lets_guests_in(const ResolvedApp& app) {
  const ResolvedFlow& guest = app.flow(FlowKind::guest);
  return app.jwt_access_tokens.is(true) && guest.state != FlowState::off &&
         std::all_of(
             guest.conditions.begin(), guest.conditions.end(), [](const FlowCondition& condition) {
               return condition.role != FlowCondition::Role::switched || condition.met.is(true);
             });
}

}  // namespace ecac
