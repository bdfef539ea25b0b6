#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/request_schema.h"

namespace ecac {

/// One name and value of a query, a form or the headers, as text before any encoding. A value in
/// angle brackets such as `<client_secret>` stands for what only the sender knows.
struct RequestParameter {
  std::string name = {};
  std::string value = {};
  /// What the spelling rests on; said wherever it is shown, unless documents have it.
  Standing standing = Standing::documented;
  bool optional = false;  ///< may be left out
  /// It is written as a description has it, and no text of the metadata that may hold a secret.
  bool described = false;
};

enum class ParameterPlace : std::uint8_t { query, body, header };

/// What a request may be answered with.
struct RequestAnswer {
  int status = 0;
  std::string error = {};  ///< its name in the answer; "" of a good one
  std::string text = {};
};

/// A request of an OAuth flow: what a client must send to the org, or what the platform sends for a
/// credential. Base addresses may hold placeholders such as `https://<MyDomain>`.
struct HttpRequest {
  std::string step = {};    ///< `authorize`, `token`, `refresh`, `init` …
  std::string method = {};  ///< `GET` or `POST`
  std::string url = {};     ///< without the query
  std::vector<RequestParameter> query = {};
  std::vector<RequestParameter> headers = {};
  /// Of a JSON body, names with dots are those of objects in objects.
  std::vector<RequestParameter> body = {};
  BodyForm form = BodyForm::form;
  RequestHost host = RequestHost::my_domain;
  std::vector<RequestParameter> claims = {};  ///< of the assertion in the request
  std::vector<RequestAnswer> answers = {};
  bool sent = true;  ///< false: the grant never sends it; shown because settings ask for it
  std::vector<std::string> notes = {};
  std::string_view source = {};  ///< documents that have it; stands in the schemas
  Standing standing = Standing::documented;
  ApiVersion since = 0;  ///< API version that it came with; 0 where no document tells
};

/// `name=value&…` in application/x-www-form-urlencoded (WHATWG URL; RFC 6749 appendix B): blanks
/// become `+`, everything outside `A-Z a-z 0-9 * - . _` is percent-encoded as UTF-8. Placeholders
/// in angle brackets stay readable.
std::string form_encoded(const std::vector<RequestParameter>& parameters);

/// `name=value&…` for the query of a URI (RFC 3986): unreserved characters stay, everything else is
/// percent-encoded, a blank as `%20`. Placeholders in angle brackets stay readable.
std::string query_encoded(const std::vector<RequestParameter>& parameters);

/// The members of a JSON object. Placeholders in angle brackets stay readable.
std::string json_encoded(const std::vector<RequestParameter>& parameters, bool indented);

/// The body as it is sent; "" if there is none.
std::string encoded_body(const HttpRequest& request);

/// What a body of that form is called; "" without one.
std::string_view content_type(const HttpRequest& request);

/// The request without the secrets in it, ready to be shown.
HttpRequest shown_request(HttpRequest request);

}  // namespace ecac
