#include "compiler/emit/document/request_json.h"

#include "compiler/emit/text/shown_value.h"

namespace ecac {

namespace {

void add_parameters(nlohmann::json& list, const std::vector<RequestParameter>& parameters,
                    std::string_view place) {
  for (const RequestParameter& parameter : parameters) {
    nlohmann::json item = {{"name", parameter.name}, {"value", parameter.value}, {"in", place}};
    if (parameter.unconfirmed) item["unconfirmed"] = true;
    list.push_back(std::move(item));
  }
}

}  // namespace

void write_request(const DocumentNode& node, const HttpRequest& request) {
  const HttpRequest shown = shown_request(request);
  node.put("step", shown.step);
  node.put("method", shown.method);
  node.put("url", shown.url);
  node.put("query", query_encoded(shown.query));
  node.put("body", form_encoded(shown.body));
  node.put("sent", shown.sent);
  node.put("notes", shown.notes);
  nlohmann::json headers = nlohmann::json::array();
  for (const RequestParameter& header : shown.headers) {
    headers.push_back({{"name", header.name}, {"value", header.value}});
  }
  node.put("headers", std::move(headers));
  nlohmann::json parameters = nlohmann::json::array();
  add_parameters(parameters, shown.query, "query");
  add_parameters(parameters, shown.headers, "header");
  add_parameters(parameters, shown.body, "body");
  node.put("parameters", std::move(parameters));
}

}  // namespace ecac
