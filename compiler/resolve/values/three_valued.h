#pragma once

#include "compiler/resolve/values/origin.h"

namespace ecac {

// Yes, no or unknown (Kleene's logic). The reason of an answer is that of the value that decides
// it.

/// False where `a` or `b` is, true where both are true.
Resolved<bool> both(const Resolved<bool>& a, const Resolved<bool>& b);
/// True where `a` or `b` is, false where both are false.
Resolved<bool> either(const Resolved<bool>& a, const Resolved<bool>& b);
/// `granted` unless `muted`.
Resolved<bool> unless(const Resolved<bool>& granted, const Resolved<bool>& muted);
Resolved<bool> negated(Resolved<bool> value);

}  // namespace ecac
