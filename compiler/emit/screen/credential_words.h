#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/project/shown_places.h"

namespace ecac {

std::string_view words_for(CredentialFlow flow);
std::string_view words_for(PrincipalKind kind);
/// `✓`, `✗` or `?`.
std::string_view mark_for(const Resolved<bool>& value);
/// `permission set Portal_Users`.
std::string holder_of(const PrincipalGrant& grant);

/// `Portal.namedCredential:7`, or why there is no line; "" for what follows from other values.
std::string place_of(const Origin& origin, const ShownPlaces& places);

/// Something that holds for a credential: what it is about, what holds, where that stands.
struct CredentialFact {
  std::string label = {};
  std::string value = {};
  std::string place = {};
};

/// Where callouts go, how they are signed and where tokens come from. Every line that a file
/// decides has its place; the texts are printable. Some may hold secrets of the files: whoever
/// shows them hides these.
std::vector<CredentialFact> credential_facts(const ResolvedCredential& credential,
                                             const ShownPlaces& places);

}  // namespace ecac
