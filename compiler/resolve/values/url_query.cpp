#include "compiler/resolve/values/url_query.h"

#include <algorithm>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

std::string percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size() &&
                        ascii::hex_value(text[i + 1]) >= 0 && ascii::hex_value(text[i + 2]) >= 0;
    if (escape) {
      decoded +=
          static_cast<char>(ascii::hex_value(text[i + 1]) * 16 + ascii::hex_value(text[i + 2]));
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

}  // namespace

AddressParts address_parts(std::string_view url) {
  const std::size_t mark = url.find('?');
  AddressParts parts{.address = std::string(url.substr(0, mark))};
  if (mark == std::string_view::npos) return parts;
  std::string_view query = url.substr(mark + 1);
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (pair.empty()) continue;
    parts.query.emplace_back(percent_decoded(pair.substr(0, equals)), percent_decoded(value));
  }
  return parts;
}

}  // namespace ecac
