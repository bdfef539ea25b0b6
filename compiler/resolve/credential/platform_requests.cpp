#include "compiler/resolve/credential/platform_requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/credential/credential_flow.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::string_view kJwtBearerGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
constexpr std::string_view kJwtAssertionType =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

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

/// Takes the query out of a configured address, so that it is encoded with the rest.
void set_address(HttpRequest& request, std::string_view url) {
  const std::size_t mark = url.find('?');
  request.url = url.substr(0, mark);
  if (mark == std::string_view::npos) return;
  std::string_view query = url.substr(mark + 1);
  query = query.substr(0, query.find('#'));
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(pair.size() + 1, query.size()));
    const std::size_t equals = pair.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1);
    if (pair.empty()) continue;
    request.query.push_back(
        {percent_decoded(pair.substr(0, equals)), percent_decoded(value), false});
  }
}

/// One request under construction.
class RequestBuilder {
 public:
  RequestBuilder(const ResolvedCredential& credential, std::string_view step,
                 std::string_view method)
      : credential_(credential) {
    request_.step = step;
    request_.method = method;
  }

  RequestBuilder& address(const Resolved<std::string>& url, std::string_view what) {
    if (url.known()) {
      set_address(request_, *url.value);
    } else {
      request_.url = fmt::format("<{}>", what);
      depends(fmt::format("the {}", what), url.origin);
    }
    return *this;
  }

  RequestBuilder& query(std::string_view name, std::string_view value) {
    request_.query.push_back({std::string(name), std::string(value), false});
    return *this;
  }
  RequestBuilder& body(std::string_view name, std::string_view value, bool unconfirmed = false) {
    request_.body.push_back({std::string(name), std::string(value), unconfirmed});
    return *this;
  }
  RequestBuilder& note(std::string text) {
    if (std::find(request_.notes.begin(), request_.notes.end(), text) == request_.notes.end()) {
      request_.notes.push_back(std::move(text));
    }
    return *this;
  }

  /// Nothing if it is known to be nothing.
  RequestBuilder& value(ParameterPlace place, std::string_view name,
                        const Resolved<std::string>& value, bool unconfirmed = false) {
    if (value.is("")) return *this;
    list(place).push_back({std::string(name), shown(name, value), unconfirmed});
    return *this;
  }

  /// Client id and secret, where the provider wants them.
  RequestBuilder& client() {
    const Resolved<std::string>& way = credential_.client_authentication;
    if (way.is(values::ClientSecretPlace::ClientSecretBasic)) {
      request_.headers.push_back(
          {"Authorization", "Basic <base64(client_id:client_secret)>", false});
      return *this;
    }
    const bool sure = way.is(values::ClientSecretPlace::ClientSecretPost);
    body("client_id", "<client_id>", !sure).body("client_secret", "<client_secret>", !sure);
    if (way.known() && !sure) {
      note(fmt::format("No document states what `{}` sends.", *way.value));
    } else if (!sure) {
      depends("where client id and secret are sent", way.origin);
    }
    return *this;
  }

  RequestBuilder& claims() {
    request_.claims = assertion_claims(credential_);
    return *this;
  }

  /// What the provider adds, in its order, each name and value once.
  RequestBuilder& custom(RequestStep step) {
    for (const CustomParameter& parameter : credential_.provider.parameters) {
      if (parameter.step == step) add_custom(parameter);
    }
    return *this;
  }

  HttpRequest take() { return std::move(request_); }
  HttpRequest unsent(std::string why) {
    request_.sent = false;
    note(std::move(why));
    return take();
  }

 private:
  std::vector<RequestParameter>& list(ParameterPlace place) {
    switch (place) {
      case ParameterPlace::query: return request_.query;
      case ParameterPlace::body: return request_.body;
      case ParameterPlace::header: return request_.headers;
    }
    return request_.body;
  }

  void depends(std::string_view what, const Origin& origin) {
    note(
        fmt::format("It is not known here {}; that depends on {}.",
                    what.starts_with("where") ? std::string(what) : fmt::format("what {} is", what),
                    origin.decided_by()));
  }

  std::string shown(std::string_view name, const Resolved<std::string>& value) {
    if (!value.known()) {
      depends(fmt::format("`{}`", name), value.origin);
      return fmt::format("<{}>", name);
    }
    if (value.value->find("{!") != std::string::npos) {
      note(fmt::format("`{}` is the value of the formula `{}`.", name, *value.value));
      return fmt::format("<{}>", name);
    }
    return *value.value;
  }

  void add_custom(const CustomParameter& parameter) {
    const CredentialSetting& setting = parameter.setting;
    if (!setting.name.known()) depends("the name of a parameter", setting.name.origin);
    const std::string name = setting.name.value.value_or("<name>");
    std::vector<RequestParameter>& parameters = list(parameter.place);
    const bool header = parameter.place == ParameterPlace::header;
    const auto repeated = [&](const RequestParameter& other) {
      return header ? equal_ignoring_case(other.name, name) : other.name == name;
    };
    const auto other = std::find_if(parameters.begin(), parameters.end(), repeated);
    RequestParameter added = {name, shown(name, setting.value), false};
    if (other != parameters.end()) {
      if (other->value == added.value) return;
      added.unconfirmed = true;
      note(fmt::format("`{}` stands twice in this request; which one counts is not confirmed.",
                       name));
    }
    if (name == "resource" && setting.value.known()) check_resource(*setting.value.value);
    parameters.push_back(std::move(added));
  }

  void check_resource(std::string_view resource) {
    const std::string url =
        credential_.named && credential_.url.known() ? *credential_.url.value : std::string();
    std::string mismatch = resource_mismatch(resource, url);
    if (!mismatch.empty()) note(std::move(mismatch));
  }

  const ResolvedCredential& credential_;
  HttpRequest request_ = {};
};

/// The requests of one credential for one scope.
class RequestList {
 public:
  explicit RequestList(const ResolvedCredential& credential) : credential_(credential) {}

  std::vector<HttpRequest> take() {
    if (!credential_.flow.known() || !is_oauth(*credential_.flow.value)) return {};
    for (const Asked& asked : scopes()) {
      if (sends(*credential_.flow.value, RequestStep::authorize)) {
        add(authorize(asked.scope), asked);
      } else if (adds(RequestStep::authorize)) {
        add(unsent_authorize(), asked);
      }
      add(token(asked.scope), asked);
    }
    if (sends(*credential_.flow.value, RequestStep::refresh)) {
      requests_.push_back(refresh().note(when_refreshed()).take());
    } else if (adds(RequestStep::refresh)) {
      requests_.push_back(
          refresh().unsent("This grant should get no refresh token (RFC 6749, section 4.4.3), so "
                           "its parameters have no effect."));
    }
    return std::move(requests_);
  }

 private:
  /// A scope and the principals for which it is asked; none if it is the same for all.
  struct Asked {
    Resolved<std::string> scope = {};
    std::vector<std::string> principals = {};
  };

  std::vector<Asked> scopes() const {
    std::vector<Asked> found;
    for (const ResolvedPrincipal& principal : credential_.principals) {
      const auto same = std::find_if(found.begin(), found.end(), [&](const Asked& asked) {
        return asked.scope.value == principal.scope.value;
      });
      Asked& asked = same == found.end() ? found.emplace_back() : *same;
      asked.scope = principal.scope;
      asked.principals.push_back(principal.name.value.value_or("?"));
    }
    if (found.empty()) found.push_back({credential_.scope, {}});
    if (found.size() == 1) found.front().principals.clear();
    return found;
  }

  void add(HttpRequest request, const Asked& asked) {
    if (!asked.principals.empty()) {
      request.notes.insert(request.notes.begin(), fmt::format("For the principal `{}`.",
                                                              fmt::join(asked.principals, "`, `")));
    }
    requests_.push_back(std::move(request));
  }

  bool adds(RequestStep step) const {
    const auto& parameters = credential_.provider.parameters;
    return std::any_of(parameters.begin(), parameters.end(),
                       [&](const CustomParameter& parameter) { return parameter.step == step; });
  }

  HttpRequest authorize(const Resolved<std::string>& scope) const {
    RequestBuilder request(credential_, "authorize", "GET");
    request.address(credential_.authorize_url, "authorize URL");
    request.query("response_type", "code").query("client_id", "<client_id>");
    request.value(ParameterPlace::query, "redirect_uri", credential_.redirect_uri);
    request.value(ParameterPlace::query, "scope", scope);
    request.query("state", "<state>");
    if (credential_.pkce.is(true)) {
      request.query("code_challenge", "<code_challenge>").query("code_challenge_method", "S256");
    } else if (!credential_.pkce.known()) {
      request.note(fmt::format("It is not known here whether PKCE is used; that depends on {}.",
                               credential_.pkce.origin.decided_by()));
    }
    return request.custom(RequestStep::authorize).take();
  }

  HttpRequest unsent_authorize() const {
    RequestBuilder request(credential_, "authorize", "GET");
    const Resolved<std::string>& url = credential_.provider.authorize_url;
    if (url.known()) request.address(url, "authorize URL");
    const auto& all = credential_.provider.parameters;
    const bool demanded = std::all_of(all.begin(), all.end(), [](const CustomParameter& parameter) {
      return parameter.step != RequestStep::authorize ||
             (parameter.setting.name.known() && names_audience(*parameter.setting.name.value));
    });
    return request.custom(RequestStep::authorize)
        .unsent(demanded ? "Client credentials make no authorize request; the setup guide of MCP "
                           "servers has this written all the same."
                         : "Client credentials make no authorize request, so this has no effect.");
  }

  HttpRequest token(const Resolved<std::string>& scope) const {
    RequestBuilder request(credential_, "token", "POST");
    request.address(credential_.token_url, "token endpoint");
    switch (*credential_.flow.value) {
      case CredentialFlow::authorization_code:
        request.body("grant_type", "authorization_code").body("code", "<code>");
        request.value(ParameterPlace::body, "redirect_uri", credential_.redirect_uri).client();
        if (credential_.pkce.is(true)) request.body("code_verifier", "<code_verifier>");
        break;
      case CredentialFlow::client_credentials:
        request.body("grant_type", "client_credentials").client();
        request.value(ParameterPlace::body, "scope", scope);
        break;
      case CredentialFlow::client_credentials_jwt_assertion:
        request.body("grant_type", "client_credentials");
        request.body("client_id", "<client_id>", true);
        request.body("client_assertion_type", kJwtAssertionType, true);
        request.body("client_assertion", "<signed JWT>", true).claims();
        request.value(ParameterPlace::body, "scope", scope);
        request.note(
            "The assertion is written as RFC 7523 has it; no page of Salesforce shows it.");
        break;
      default:  // jwt_bearer; others ask no token endpoint
        request.body("grant_type", kJwtBearerGrant).body("assertion", "<signed JWT>").claims();
        request.value(ParameterPlace::body, "scope", scope, true);
        break;
    }
    return request.custom(RequestStep::token).take();
  }

  RequestBuilder refresh() const {
    RequestBuilder request(credential_, "refresh", "POST");
    request.address(credential_.token_url, "token endpoint");
    request.body("grant_type", "refresh_token").body("refresh_token", "<refresh_token>");
    request.client().custom(RequestStep::refresh);
    return request;
  }

  std::string when_refreshed() const {
    std::vector<std::string> codes = {"401"};
    for (const CredentialSetting& code : credential_.external.refresh_status_codes) {
      if (code.value.known() && !code.value.value->empty()) codes.push_back(*code.value.value);
    }
    return fmt::format("Sent after a callout was answered with {}, if there is a refresh token.",
                       fmt::join(codes, " or "));
  }

  const ResolvedCredential& credential_;
  std::vector<HttpRequest> requests_ = {};
};

}  // namespace

std::vector<RequestParameter> assertion_claims(const ResolvedCredential& credential) {
  std::vector<RequestParameter> claims;
  for (const CredentialSetting& claim : credential.external.body_claims) {
    const std::string name = claim.name.value.value_or("<name>");
    claims.push_back({name, claim.value.value.value_or(fmt::format("<{}>", name))});
  }
  return claims;
}

std::vector<HttpRequest> platform_requests(const ResolvedCredential& credential) {
  return RequestList(credential).take();
}

}  // namespace ecac
