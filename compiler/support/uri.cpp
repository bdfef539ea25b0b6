#include "compiler/support/uri.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace ecac {

namespace {

template <class Text>
std::string_view view(const Text& text) {
  return {text.data(), text.size()};
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::optional<Uri> parse_uri(std::string_view text) {
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
  if (text.empty() || !is_letter(text[0])) return 0;
  std::size_t end = 1;
  while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]) || text[end] == '+' ||
                               text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  return end < text.size() && text[end] == ':' ? end + 1 : 0;
}

bool is_uri_character(char c) {
  constexpr std::string_view kOthers = "-._~:/?#[]@!$&'()*+,;=%";
  return is_letter(c) || is_digit(c) || kOthers.find(c) != std::string_view::npos;
}

}  // namespace ecac
