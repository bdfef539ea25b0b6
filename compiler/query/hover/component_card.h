#pragma once

#include "compiler/query/hover/markdown.h"
#include "compiler/query/place/named_component.h"
#include "compiler/query/place/named_principal.h"

namespace ecac {

/// What a component is that is named somewhere: its type, its label, where it is defined, and of
/// an app or a credential what becomes of it, in short.
void add_component_card(Markdown& page, const Snapshot& snapshot, const NamedComponent& component);

/// Where a principal is defined, and what kind of identity it is.
void add_principal_card(Markdown& page, const Snapshot& snapshot, const NamedPrincipal& principal);

}  // namespace ecac
