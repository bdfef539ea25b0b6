#include "compiler/resolve/values/http_request.h"

#include <string_view>

#include "compiler/secrets/shown_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// Length of the placeholder `<words>` that stands at `at`; 0 if none does. What has its own
/// meaning in a query or a form makes it ordinary text.
std::size_t placeholder_size(std::string_view text, std::size_t at) {
  if (text[at] != '<') return 0;
  const std::size_t end = text.find_first_of("<>&=+%#\r\n", at + 1);
  if (end == std::string_view::npos || text[end] != '>' || end == at + 1) return 0;
  return end + 1 - at;
}

void append_encoded(std::string& out, std::string_view text, std::string_view plain,
                    std::string_view blank) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (ascii::is_letter_or_digit(c) || plain.find(c) != std::string_view::npos) {
      out += c;
    } else if (const std::size_t size = placeholder_size(text, i); size != 0) {
      out += text.substr(i, size);
      i += size - 1;
    } else if (c == ' ') {
      out += blank;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
    }
  }
}

std::string encoded(const std::vector<RequestParameter>& parameters, std::string_view plain,
                    std::string_view blank) {
  std::string out;
  for (const RequestParameter& parameter : parameters) {
    if (!out.empty()) out += '&';
    append_encoded(out, parameter.name, plain, blank);
    out += '=';
    append_encoded(out, parameter.value, plain, blank);
  }
  return out;
}

}  // namespace

std::string form_encoded(const std::vector<RequestParameter>& parameters) {
  return encoded(parameters, "*-._", "+");
}

std::string query_encoded(const std::vector<RequestParameter>& parameters) {
  return encoded(parameters, "-._~", "%20");
}

HttpRequest shown_request(HttpRequest request) {
  request.url = shown_text(request.url);
  for (auto* list : {&request.query, &request.headers, &request.body}) {
    for (RequestParameter& parameter : *list) {
      parameter.value = shown_setting(parameter.name, parameter.value);
    }
  }
  for (std::string& note : request.notes) note = shown_text(note);
  return request;
}

}  // namespace ecac
