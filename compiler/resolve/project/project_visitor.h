#pragma once

#include "compiler/resolve/project/resolved_project.h"
#include "compiler/resolve/project/value_visitor.h"

namespace ecac {

/// Shows a visitor every value of a resolved project, in the form of docs/resolved-format.md. The
/// one walk that documents, indexes and comparisons share.
void visit_project(const ResolvedProject& project, ValueVisitor& visitor);

}  // namespace ecac
