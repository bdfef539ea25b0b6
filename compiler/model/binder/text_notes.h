#pragma once

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Notes what the scanner found broken.
void note_breaks(Binding& binding);

/// Notes an encoding that is not read, on its name where the file declares one.
void note_unsupported_encoding(Binding& binding, std::string_view bytes, std::string_view encoding);

/// Notes private keys and tokens that stand anywhere in the text of a file. What stands in a secret
/// field is left to the rule of that field, if the field could be read.
void note_secrets_in_text(Binding& binding);

}  // namespace ecac
