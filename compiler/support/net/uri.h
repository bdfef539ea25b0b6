#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ecac {

/// A URI reference taken apart by RFC 3986. The parts are as written, not percent-decoded, and live
/// as long as the text.
struct Uri {
  std::string_view scheme = {};  ///< without the colon; empty for a relative reference
  std::string_view host = {};    ///< an IPv6 address in its brackets
  std::string_view port = {};    ///< digits
  std::string_view path = {};
  std::string_view query = {};     ///< without the question mark
  std::string_view fragment = {};  ///< without the hash
  bool has_authority = false;      ///< `//` after the scheme
  bool has_user = false;
  bool has_query = false;
  bool has_fragment = false;

  /// Starts with a scheme. Whether a fragment may follow is for the caller to say.
  bool is_absolute() const { return !scheme.empty(); }
};

/// None if the text is no URI reference at all.
std::optional<Uri> parse_uri(std::string_view text);

/// Length of the `scheme:` that the text begins with; 0 if it begins with none.
std::size_t scheme_prefix(std::string_view text);

/// Whether a URI can contain the character, wherever it stands.
bool is_uri_character(char c);

}  // namespace ecac
