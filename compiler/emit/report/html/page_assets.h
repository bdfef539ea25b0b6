#pragma once

#include <string_view>

namespace ecac::html {

/// The style sheet of the page. It names no address: whatever it shows is in it.
extern const std::string_view kPageStyle;
/// The script of the page: without it the page says the same, with it findings can be grouped,
/// filtered and searched, and commands copied.
extern const std::string_view kPageScript;

}  // namespace ecac::html
