#include "compiler/support/net/uri.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

template <class Text>
std::string_view view(const Text& text) {
  return {text.data(), text.size()};
}

/// The plain form that nearly all addresses have, `scheme://host:port/path` without anything to
/// escape; false for every other, which may still be a URI.
bool parse_plain(std::string_view text, Uri& uri) {
  const std::size_t scheme = scheme_prefix(text);
  if (scheme == 0 || text.substr(scheme, 2) != "//") return false;
  std::size_t at = scheme + 2;
  const auto take = [&](std::string_view others, bool letters) {
    const std::size_t begin = at;
    while (at < text.size() &&
           (ascii::is_digit(text[at]) || (letters && ascii::is_letter(text[at])) ||
            others.find(text[at]) != std::string_view::npos)) {
      ++at;
    }
    return text.substr(begin, at - begin);
  };
  uri.scheme = text.substr(0, scheme - 1);
  uri.host = take("-.", true);
  if (at < text.size() && text[at] == ':') {
    ++at;
    uri.port = take("", false);
  }
  uri.path = text.substr(at);
  uri.has_authority = true;
  if (at == text.size()) return true;
  if (text[at] != '/') return false;
  take("/-._~", true);
  return at == text.size();
}

}  // namespace

std::optional<Uri> parse_uri(std::string_view text) {
  // Ten times as fast as the library.
  Uri plain;
  if (parse_plain(text, plain)) return plain;
  const auto parsed =
      boost::urls::parse_uri_reference(boost::core::string_view(text.data(), text.size()));
  if (!parsed.has_value()) return std::nullopt;
  const boost::urls::url_view& parts = *parsed;
  Uri uri;
  uri.scheme = view(parts.scheme());
  uri.host = view(parts.encoded_host());
  uri.port = view(parts.port());
  uri.path = view(parts.encoded_path());
  uri.query = view(parts.encoded_query());
  uri.fragment = view(parts.encoded_fragment());
  uri.has_authority = parts.has_authority();
  uri.has_user = parts.has_userinfo();
  uri.has_query = parts.has_query();
  uri.has_fragment = parts.has_fragment();
  // Boost.URL 1.81 takes what follows a bad port for a path; one behind a host starts with a slash.
  if (uri.has_authority && !uri.path.empty() && uri.path[0] != '/') return std::nullopt;
  return uri;
}

std::size_t scheme_prefix(std::string_view text) {
  if (text.empty() || !ascii::is_letter(text[0])) return 0;
  std::size_t end = 1;
  while (end < text.size() && (ascii::is_letter(text[end]) || ascii::is_digit(text[end]) ||
                               text[end] == '+' || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  return end < text.size() && text[end] == ':' ? end + 1 : 0;
}

bool is_uri_character(char c) {
  constexpr std::string_view kOthers = "-._~:/?#[]@!$&'()*+,;=%";
  return ascii::is_letter(c) || ascii::is_digit(c) || kOthers.find(c) != std::string_view::npos;
}

}  // namespace ecac
