#pragma once

#include "compiler/syntax/xml_characters.h"

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace ecac {

// The three loops in which a scan spends its time. Where SSE2 is there they look at sixteen bytes
// at once; the byte loop behind it is the definition.

#ifdef __SSE2__
inline __m128i xml_load(const char* p) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
}

/// Number of bytes before the first whose mask bit is set; 16 if none is.
inline int xml_first_set(__m128i mask) {
  return std::countr_zero(static_cast<unsigned>(_mm_movemask_epi8(mask)) | 0x10000u);
}

inline __m128i xml_is_byte(__m128i bytes, char c) {
  return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}
#endif

inline const char* xml_skip_blanks(const char* p, const char* end) {
#ifdef __SSE2__
  while (end - p >= 16) {
    const __m128i bytes = xml_load(p);
    const __m128i blank =
        _mm_or_si128(_mm_or_si128(xml_is_byte(bytes, ' '), xml_is_byte(bytes, '\n')),
                     _mm_or_si128(xml_is_byte(bytes, '\r'), xml_is_byte(bytes, '\t')));
    const int skipped = xml_first_set(_mm_xor_si128(blank, _mm_set1_epi8(-1)));
    p += skipped;
    if (skipped < 16) return p;
  }
#endif
  while (p != end && xml_byte_is(*p, kXmlBlank)) ++p;
  return p;
}

/// Past the ASCII NameChars without the colon.
inline const char* xml_skip_name(const char* p, const char* end) {
#ifdef __SSE2__
  while (end - p >= 16) {
    // Letters only; what else a name may hold is left to the byte loop. Signed, so that bytes from
    // 0x80 on are less than any letter.
    const __m128i lower = _mm_or_si128(xml_load(p), _mm_set1_epi8(0x20));
    const __m128i other = _mm_or_si128(_mm_cmplt_epi8(lower, _mm_set1_epi8('a')),
                                       _mm_cmpgt_epi8(lower, _mm_set1_epi8('z')));
    const int skipped = xml_first_set(other);
    p += skipped;
    if (skipped < 16) break;
  }
#endif
  while (p != end && xml_byte_is(*p, kXmlName)) ++p;
  return p;
}

/// Past the bytes that stand for themselves in text.
inline const char* xml_skip_plain_text(const char* p, const char* end) {
#ifdef __SSE2__
  while (end - p >= 16) {
    const __m128i bytes = xml_load(p);
    const __m128i special = _mm_or_si128(
        _mm_or_si128(xml_is_byte(bytes, '<'), xml_is_byte(bytes, '&')),
        _mm_or_si128(xml_is_byte(bytes, ']'), _mm_cmplt_epi8(bytes, _mm_set1_epi8(0x20))));
    const int skipped = xml_first_set(special);
    p += skipped;
    if (skipped < 16) break;
  }
#endif
  while (p != end && xml_byte_is(*p, kXmlPlainText)) ++p;
  return p;
}

}  // namespace ecac
