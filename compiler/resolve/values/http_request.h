#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// One name and value of a query, a form or the headers, as text before any encoding. A value in
/// angle brackets such as `<client_secret>` stands for what only the sender knows.
struct RequestParameter {
  std::string name = {};
  std::string value = {};
  bool unconfirmed = false;  ///< the spelling rests on no document; said wherever it is shown
};

/// A request of an OAuth flow: what a client must send to the org, or what the platform sends for a
/// credential. Base addresses may hold placeholders such as `https://<MyDomain>`.
struct HttpRequest {
  std::string step = {};    ///< `authorize`, `token`, `refresh`, `init` …
  std::string method = {};  ///< `GET` or `POST`
  std::string url = {};     ///< without the query
  std::vector<RequestParameter> query = {};
  std::vector<RequestParameter> headers = {};
  std::vector<RequestParameter> body = {};  ///< of an application/x-www-form-urlencoded body
  bool sent = true;  ///< false: the grant never sends it; shown because settings ask for it
  std::vector<std::string> notes = {};
};

/// `name=value&…` in application/x-www-form-urlencoded (WHATWG URL; RFC 6749 appendix B): blanks
/// become `+`, everything outside `A-Z a-z 0-9 * - . _` is percent-encoded as UTF-8. Placeholders
/// in angle brackets stay readable.
std::string form_encoded(const std::vector<RequestParameter>& parameters);

/// `name=value&…` for the query of a URI (RFC 3986): unreserved characters stay, everything else is
/// percent-encoded, a blank as `%20`. Placeholders in angle brackets stay readable.
std::string query_encoded(const std::vector<RequestParameter>& parameters);

/// The request without the secrets in it, ready to be shown.
HttpRequest shown_request(HttpRequest request);

}  // namespace ecac
