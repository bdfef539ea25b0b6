#include "compiler/resolve/values/http_request.h"

#include <algorithm>
#include <span>
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

struct JsonMember {
  std::string_view name;
  std::string_view value;
};

void append_text(std::string& out, std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20) {
      out += "\\u00";
      out += kDigits[byte >> 4U];
      out += kDigits[byte & 15U];
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

void begin_line(std::string& out, bool indented, std::size_t depth) {
  if (indented) out += '\n' + std::string(2 * depth, ' ');
}

/// Members of one object stand beside each other.
void append_object(std::string& out, std::span<const JsonMember> members, bool indented,
                   std::size_t depth) {
  out += '{';
  for (std::size_t i = 0; i < members.size();) {
    if (i != 0) out += ',';
    begin_line(out, indented, depth + 1);
    const std::size_t dot = members[i].name.find('.');
    append_text(out, members[i].name.substr(0, dot));
    out += indented ? ": " : ":";
    if (dot == std::string_view::npos) {
      append_text(out, members[i++].value);
      continue;
    }
    const std::string_view start = members[i].name.substr(0, dot + 1);
    std::vector<JsonMember> inside;
    for (; i < members.size() && members[i].name.starts_with(start); ++i) {
      inside.push_back({members[i].name.substr(start.size()), members[i].value});
    }
    append_object(out, inside, indented, depth + 1);
  }
  begin_line(out, indented, depth);
  out += '}';
}

}  // namespace

std::string form_encoded(const std::vector<RequestParameter>& parameters) {
  return encoded(parameters, "*-._", "+");
}

std::string query_encoded(const std::vector<RequestParameter>& parameters) {
  return encoded(parameters, "-._~", "%20");
}

std::string json_encoded(const std::vector<RequestParameter>& parameters, bool indented) {
  std::vector<JsonMember> members;
  members.reserve(parameters.size());
  for (const RequestParameter& parameter : parameters) {
    members.push_back({parameter.name, parameter.value});
  }
  std::string out;
  append_object(out, members, indented, 0);
  return out;
}

std::string encoded_body(const HttpRequest& request) {
  if (request.body.empty()) return {};
  return request.form == BodyForm::json ? json_encoded(request.body, false)
                                        : form_encoded(request.body);
}

std::string_view content_type(const HttpRequest& request) {
  if (request.body.empty()) return {};
  return request.form == BodyForm::json ? "application/json" : "application/x-www-form-urlencoded";
}

HttpRequest shown_request(HttpRequest request) {
  request.url = shown_text(request.url);
  for (auto* list : {&request.query, &request.headers, &request.body, &request.claims}) {
    for (RequestParameter& parameter : *list) {
      parameter.value = parameter.described ? shown_text(parameter.value)
                                            : shown_setting(parameter.name, parameter.value);
    }
  }
  for (std::string& note : request.notes) note = shown_text(note);
  return request;
}

}  // namespace ecac
