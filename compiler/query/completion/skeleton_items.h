#pragma once

#include "compiler/query/completion/element_items.h"

namespace ecac {

/// Whole files to begin with, for a text that has no element yet: the templates of the type, or
/// what the schema demands where there is none.
void add_skeletons(const CompletionScope& scope, const XmlContext& context, CompletionList& list);

}  // namespace ecac
