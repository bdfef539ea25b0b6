#include "compiler/emit/screen/request_text.h"

#include <fmt/format.h>

#include "compiler/emit/text/display_text.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

constexpr std::string_view kRequestIndent = "    ";

/// One parameter a line, so that each can be looked at; together they are what is sent.
void add_parameters(std::string& out, const std::vector<RequestParameter>& parameters,
                    std::string_view before_first, std::string_view before_others, bool query) {
  std::string_view before = before_first;
  for (const RequestParameter& parameter : parameters) {
    out += kRequestIndent;
    out += before;
    out += printable(query ? query_encoded({parameter}) : form_encoded({parameter}));
    if (parameter.unconfirmed) out += "   (unconfirmed)";
    out += '\n';
    before = before_others;
  }
}

}  // namespace

std::string request_text(const HttpRequest& request, const Style& style) {
  const HttpRequest shown = shown_request(request);
  std::string out = "  " + style.paint(Role::heading, shown.step);
  if (!shown.sent) out += "   never sent";
  if (!shown.url.empty()) out += fmt::format("   {} {}", shown.method, printable(shown.url));
  out += '\n';
  add_parameters(out, shown.query, "?", "&", true);
  for (const RequestParameter& header : shown.headers) {
    out += fmt::format("{}{}: {}{}\n", kRequestIndent, printable(header.name),
                       printable(header.value), header.unconfirmed ? "   (unconfirmed)" : "");
  }
  add_parameters(out, shown.body, "", "&", false);
  for (const std::string& note : shown.notes) {
    out += kRequestIndent;
    out += style.paint(Role::help, "= note:") + ' ' + printable(note) + '\n';
  }
  return out;
}

}  // namespace ecac
