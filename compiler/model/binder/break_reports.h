#pragma once

#include <string_view>

#include "compiler/model/binder/binding.h"

namespace ecac {

/// Turns what the scanner found broken into findings (XML001, XML002, PRJ003 for the number left
/// out), with fixes where the intent is clear.
void report_breaks(Binding& binding);

/// PRJ002, on the name of the encoding where the file declares one.
void report_unsupported_encoding(Binding& binding, std::string_view bytes,
                                 std::string_view encoding);

}  // namespace ecac
