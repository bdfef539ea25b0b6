#include "compiler/resolve/project/request_visitor.h"

#include <fmt/format.h>

namespace ecac {

namespace {

void visit_parameters(const ValueNode& node, const std::vector<RequestParameter>& parameters,
                      std::string_view place) {
  for (const RequestParameter& parameter : parameters) {
    const ValueNode item = node.append("parameters", parameter.name);
    item.put("name", parameter.name);
    item.put("value", parameter.value);
    item.put("in", place);
    if (parameter.standing == Standing::unconfirmed) {
      item.put("unconfirmed", true);
    } else if (parameter.standing != Standing::documented) {
      item.put("standing", word_of(kStandingWords, parameter.standing));
    }
    if (parameter.optional) item.put("optional", true);
  }
}

}  // namespace

void visit_request(const ValueNode& node, const HttpRequest& request) {
  const HttpRequest shown = shown_request(request);
  node.put("step", shown.step);
  node.put("method", shown.method);
  node.put("url", shown.url);
  node.put("query", query_encoded(shown.query));
  if (!shown.body.empty()) node.put("contentType", content_type(shown));
  node.put("body", encoded_body(shown));
  node.put("sent", shown.sent);
  node.put("notes", shown.notes);
  node.put("source", shown.source);
  node.put("standing", word_of(kStandingWords, shown.standing));
  if (shown.since != 0) node.put("since", fmt::format("{}.0", shown.since));
  node.list("headers");
  for (const RequestParameter& header : shown.headers) {
    const ValueNode item = node.append("headers", header.name);
    item.put("name", header.name);
    item.put("value", header.value);
  }
  node.list("parameters");
  visit_parameters(node, shown.query, "query");
  visit_parameters(node, shown.headers, "header");
  visit_parameters(node, shown.body, "body");
  for (const RequestParameter& claim : shown.claims) {
    const ValueNode item = node.append("claims", claim.name);
    item.put("name", claim.name);
    item.put("value", claim.value);
  }
  for (const RequestAnswer& answer : shown.answers) {
    const ValueNode item = node.append("answers", std::to_string(answer.status));
    item.put("status", static_cast<long long>(answer.status));
    if (!answer.error.empty()) item.put("error", answer.error);
    item.put("text", answer.text);
  }
}

}  // namespace ecac
