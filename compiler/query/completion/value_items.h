#pragma once

#include "compiler/query/completion/element_items.h"

namespace ecac {

/// The values that the field at the place may have: those of its kind, of its list, the names of
/// what it refers to, and what a parameter of its type says. Of a secret, none.
void add_values(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place,
                CompletionList& list);

}  // namespace ecac
