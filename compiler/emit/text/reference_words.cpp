#include "compiler/emit/text/reference_words.h"

namespace ecac {

std::string_view word_for(ReferenceState state) {
  switch (state) {
    case ReferenceState::found: return "found";
    case ReferenceState::elsewhere: return "known";
    case ReferenceState::other_case:
    case ReferenceState::near_miss: return "missing";
    case ReferenceState::outside: return "outside";
    case ReferenceState::unknown: return "unknown";
  }
  return "";
}

}  // namespace ecac
