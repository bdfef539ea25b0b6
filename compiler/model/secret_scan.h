#pragma once

#include "compiler/model/binding.h"

namespace ecac {

/// Looks for private keys and tokens in the whole text of a file, comments and broken markup
/// included (SCT003, SCT004). What stands in a secret field is left to the rule of that field, if
/// the field could be read. A file without any costs four searches for a rare byte.
void report_secrets_in_text(Binding& binding);

}  // namespace ecac
