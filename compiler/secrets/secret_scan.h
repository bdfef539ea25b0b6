#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// Secrets that their form alone gives away.
enum class SecretForm : std::uint8_t { private_key, access_token, refresh_token, json_web_token };

/// A secret that stands somewhere in a text.
struct SecretInText {
  SecretForm form = {};
  TextRange range = {};
};

/// Looks for private keys and tokens in a whole text, comments and broken markup included, form by
/// form, until `visit` says false. A text without any costs four searches for a rare byte; time is
/// linear in the bytes.
void each_secret_in_text(std::string_view text,
                         const std::function<bool(const SecretInText&)>& visit);

}  // namespace ecac
