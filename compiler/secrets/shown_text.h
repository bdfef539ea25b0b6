#pragma once

#include <string>
#include <string_view>

#include "compiler/secrets/secret_values.h"

namespace ecac {

/// A text without the secrets in it: each gives way to a placeholder such as `<secret>`.
/// Unlike a Redactor, nothing of the secret remains, for documents that are stored and passed on.
std::string shown_text(std::string_view text);

/// The same of secrets that are known by their value, for what is ready to be shown.
std::string without_values(std::string_view text, const SecretValues& values);

/// The value of a header, claim or parameter. Where the name says that it is a secret, a client id
/// or a key, the whole value gives way to `<name>`; a formula, which holds no value, stays.
std::string shown_setting(std::string_view name, std::string_view value);

/// A callback address. The list may hold anything, one piece a line, such as a key: a long piece
/// without a scheme gives way as a whole.
std::string shown_callback(std::string_view uri);

}  // namespace ecac
