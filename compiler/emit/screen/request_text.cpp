#include "compiler/emit/screen/request_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/text/display_text.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

constexpr std::string_view kRequestIndent = "    ";

std::string marks_of(const RequestParameter& parameter) {
  const bool documented = parameter.standing == Standing::documented;
  if (documented) return parameter.optional ? "   (optional)" : "";
  return fmt::format("   ({}{})", parameter.optional ? "optional, " : "",
                     word_of(kStandingWords, parameter.standing));
}

/// One parameter a line, so that each can be looked at; together they are what is sent.
void add_parameters(std::string& out, const std::vector<RequestParameter>& parameters,
                    std::string_view before_first, std::string_view before_others, bool query) {
  std::string_view before = before_first;
  for (const RequestParameter& parameter : parameters) {
    out += kRequestIndent;
    out += before;
    out += printable(query ? query_encoded({parameter}) : form_encoded({parameter}));
    out += marks_of(parameter);
    out += '\n';
    before = before_others;
  }
}

void add_lines(std::string& out, const std::vector<RequestParameter>& lines) {
  for (const RequestParameter& line : lines) {
    out += fmt::format("{}{}: {}{}\n", kRequestIndent, printable(line.name), printable(line.value),
                       marks_of(line));
  }
}

void add_json(std::string& out, const std::vector<RequestParameter>& body) {
  std::string_view rest;
  const std::string json = json_encoded(body, true);
  for (rest = json; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    out += fmt::format("{}{}\n", kRequestIndent, printable(line));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  for (const RequestParameter& parameter : body) {
    const std::string marks = marks_of(parameter);
    if (marks.empty()) continue;
    out += fmt::format("{}{}{}\n", kRequestIndent, printable(parameter.name), marks);
  }
}

void add_body(std::string& out, const HttpRequest& request) {
  if (request.body.empty()) return;
  if (request.form == BodyForm::json) {
    add_json(out, request.body);
  } else {
    add_parameters(out, request.body, "", "&", false);
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
  add_lines(out, shown.headers);
  if (!shown.body.empty()) {
    out += fmt::format("{}Content-Type: {}\n", kRequestIndent, content_type(shown));
  }
  add_body(out, shown);
  if (!shown.claims.empty()) {
    out += fmt::format("{}the assertion says\n", kRequestIndent);
    add_lines(out, shown.claims);
  }
  for (const RequestAnswer& answer : shown.answers) {
    out += fmt::format("{}→ {}{}{}   {}\n", kRequestIndent, answer.status,
                       answer.error.empty() ? "" : " ", answer.error, printable(answer.text));
  }
  for (const std::string& note : shown.notes) {
    out += kRequestIndent;
    out += style.paint(Role::help, "= note:") + ' ' + printable(note) + '\n';
  }
  out += fmt::format("{}{} {} ({})\n", kRequestIndent, style.paint(Role::help, "= source:"),
                     shown.source, standing_text(shown));
  return out;
}

std::string standing_text(const HttpRequest& request) {
  if (request.since == 0) return std::string(word_of(kStandingWords, request.standing));
  return fmt::format("{}, since API {}", word_of(kStandingWords, request.standing), request.since);
}

}  // namespace ecac
