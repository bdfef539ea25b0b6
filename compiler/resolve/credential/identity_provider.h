#pragma once

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// What an identity provider or auth provider says of itself; unknown where the reference cannot be
/// followed.
ResolvedProvider resolve_provider(const ProjectView& project, ProviderKind kind,
                                  ResolvedReference reference);

/// What a person calls the component: "identity provider".
std::string_view words_for(ProviderKind kind);

}  // namespace ecac
