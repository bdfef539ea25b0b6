#pragma once

#include <string_view>

#include "compiler/schema/values/ConsumerKeyPrefix.h"

namespace ecac {

/// How every consumer key begins that the platform made.
inline constexpr std::string_view kConsumerKeyPrefix = values::ConsumerKeyPrefix::of_platform;

/// Shannon entropy of a text in bits per byte: 0 for `aaaa`, 1 for `abab`, at most 6 for base64.
double shannon_entropy(std::string_view text);

/// Blacked out by hand, so that nothing of the value is left: `REDACTED`, `xxx`, `***`.
bool is_blacked_out(std::string_view value);

/// Whether a value has the form in which an org once wrote secrets when it was retrieved: base64 of
/// whole blocks of eight bytes, mostly with `++` around it. A secret in base64 may look the same.
bool has_encrypted_form(std::string_view value);

/// Whether a value can be a secret at all. What stands for another value is none (a placeholder,
/// a formula, the `Placeholder_Value` of retrieved auth providers), nor is what is blacked out,
/// shorter than eight characters, or one character over and over.
bool may_be_secret(std::string_view value);

/// Whether a secret can be told from other text by its value alone, wherever it is repeated: it may
/// be one, and is not one word of letters, which may be a name.
bool is_unmistakable_secret(std::string_view value);

/// Whether a word is mixed of letters, digits and marks as no word of a language is.
bool looks_generated(std::string_view word);

}  // namespace ecac
