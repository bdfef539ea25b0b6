#pragma once

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// Reports the relations between fields that the schema of a file's type demands and the file does
/// not have. Each is a case of the rule that the schema names, so that such a rule needs a page and
/// no code.
extern const Rule constraint_rule;

}  // namespace ecac
