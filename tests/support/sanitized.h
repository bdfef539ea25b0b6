#pragma once

#include <cstddef>

namespace ecac::test {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

/// How far a test over thousands of like inputs goes from one to the next. A sanitizer makes each
/// run ten to thirty times as long and looks for faults of memory, which a part of them shows; what
/// is counted over all of them is asked only where none is left out.
constexpr std::size_t stride(std::size_t under_a_sanitizer) {
  return kSanitized ? under_a_sanitizer : 1;
}

}  // namespace ecac::test
