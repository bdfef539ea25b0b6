#pragma once

#include <optional>

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// What an identity provider or auth provider says of itself; unknown where the reference cannot be
/// followed.
ResolvedProvider resolve_provider(const ProjectView& project, ProviderKind kind,
                                  ResolvedReference reference);

/// The request that a parameter of an identity provider of this type goes into; none for settings
/// of the provider itself.
std::optional<RequestStep> request_step(std::string_view parameter_type);

/// What a person calls the component: "identity provider".
std::string_view words_for(ProviderKind kind);

}  // namespace ecac
