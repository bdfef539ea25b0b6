#include "compiler/resolve/values/three_valued.h"

namespace ecac {

Resolved<bool> both(const Resolved<bool>& a, const Resolved<bool>& b) {
  if (a.is(false)) return a;
  if (b.is(false)) return b;
  return a.known() ? b : a;
}

Resolved<bool> either(const Resolved<bool>& a, const Resolved<bool>& b) {
  if (a.is(true)) return a;
  if (b.is(true)) return b;
  return a.known() ? b : a;
}

Resolved<bool> unless(const Resolved<bool>& granted, const Resolved<bool>& muted) {
  if (granted.is(false) || muted.is(false)) return granted;
  if (muted.is(true)) return {false, muted.origin};
  return muted;
}

Resolved<bool> negated(Resolved<bool> value) {
  if (value.value) value.value = !*value.value;
  return value;
}

}  // namespace ecac
