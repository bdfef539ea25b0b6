#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Reports private keys and tokens that stand anywhere in the text of a file (SCT003, SCT004).
/// What stands in a secret field is left to the rule of that field, if the field could be read.
void report_secrets_in_text(Binding& binding);

}  // namespace ecac
