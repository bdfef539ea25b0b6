#include "compiler/server/protocol/document_uri.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace document_uri {

constexpr std::string_view kFile = "file:";
constexpr std::string_view kUnc = "/UNC:/";

static bool has_drive(std::string_view path) {
  return path.size() >= 3 && path[0] == '/' && ascii::is_letter(path[1]) && path[2] == ':' &&
         (path.size() == 3 || path[3] == '/');
}

}  // namespace document_uri

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        ascii::hex_value(text[i + 1]) >= 0 && ascii::hex_value(text[i + 2]) >= 0;
    if (!escape) {
      decoded += text[i];
      continue;
    }
    decoded +=
        static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
    i += 2;
  }
  return decoded;
}

std::string percent_encoded(std::string_view text, std::string_view kept) {
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    const bool plain = ascii::is_letter_or_digit(c) ||
                       std::string_view("-._~").find(c) != std::string_view::npos ||
                       kept.find(c) != std::string_view::npos;
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

std::optional<std::string> path_of_uri(std::string_view uri) {
  using namespace document_uri;
  if (ascii::in_small_letters(uri.substr(0, kFile.size())) != kFile) return std::nullopt;
  uri.remove_prefix(kFile.size());
  uri = uri.substr(0, uri.find_first_of("?#"));
  std::string path;
  if (uri.starts_with("//")) {
    uri.remove_prefix(2);
    const std::size_t slash = std::min(uri.find('/'), uri.size());
    const std::string host = percent_decoded(uri.substr(0, slash));
    if (!host.empty() && ascii::in_small_letters(host) != "localhost") {
      path = std::string(kUnc) + host;
    }
    uri.remove_prefix(slash);
  }
  path += percent_decoded(uri);
  if (!path.starts_with('/') || path.find('\0') != std::string::npos) return std::nullopt;
  if (has_drive(path)) path[1] = ascii::to_upper(path[1]);
  return absolute_path("/", path);
}

std::string uri_of_path(std::string_view path) {
  using namespace document_uri;
  if (path.starts_with(kUnc)) {
    return "file://" + percent_encoded(path.substr(kUnc.size()), "/");
  }
  return "file://" + percent_encoded(path, has_drive(path) ? "/:" : "/");
}

}  // namespace ecac
