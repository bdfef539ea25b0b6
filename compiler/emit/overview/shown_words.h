#pragma once

#include <string>
#include <string_view>

#include "compiler/report/overview.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

/// Takes the secrets of a project out of a text, and what was put into its files.
class ShownWords {
 public:
  /// Borrows both.
  ShownWords(const SecretValues& secrets, const SecretValues& put_in)
      : secrets_(secrets), put_in_(put_in) {}
  std::string operator()(std::string_view text) const {
    const std::string shown = without_values(shown_text(text), secrets_);
    return put_in_.empty() ? shown : without_values(shown, put_in_);
  }

 private:
  const SecretValues& secrets_;
  const SecretValues& put_in_;
};

inline Verdict verdict_of(const Resolved<bool>& value) {
  if (!value.known()) return Verdict::unknown;
  return *value.value ? Verdict::yes : Verdict::no;
}

inline Verdict verdict_of(ReferenceState state) {
  switch (state) {
    case ReferenceState::found:
    case ReferenceState::elsewhere: return Verdict::yes;
    case ReferenceState::other_case:
    case ReferenceState::near_miss:
    case ReferenceState::removed: return Verdict::no;
    case ReferenceState::outside:
    case ReferenceState::unknown: return Verdict::unknown;
  }
  return Verdict::unknown;
}

}  // namespace ecac
