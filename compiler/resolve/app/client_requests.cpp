#include "compiler/resolve/app/client_requests.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/site_access.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/PlatformEndpoint.h"

namespace ecac {

namespace {

constexpr std::string_view kMyDomain = "https://<MyDomain>";
constexpr std::string_view kBearer = "Bearer <access_token of the integration app>";

std::string joined(std::string_view base, std::string_view path) {
  while (base.ends_with('/')) base.remove_suffix(1);
  return fmt::format("{}{}", base, path);
}

class ClientRequests {
 public:
  ClientRequests(const ProjectContext& context, const ResolvedApp& app)
      : context_(context), app_(app) {}

  std::vector<HttpRequest> take(FlowKind kind) {
    add(kind);
    return std::move(requests_);
  }

 private:
  void add(FlowKind kind) {
    switch (kind) {
      case FlowKind::web_server: web_server(); return;
      case FlowKind::headless_login: headless_login(); return;
      case FlowKind::passwordless_login:
        init(values::PlatformEndpoint::init_passwordless_login, "<username>",
             HeadlessService::passwordless_login);
        one_time_password("passwordless-login", true);
        site_token();
        return;
      case FlowKind::registration:
        init(values::PlatformEndpoint::init_registration, "<user data>",
             HeadlessService::registration);
        one_time_password("user-registration", false);
        site_token();
        return;
      case FlowKind::guest: guest(); return;
      case FlowKind::client_credentials: client_credentials(); return;
      case FlowKind::jwt_bearer: jwt_bearer(); return;
      case FlowKind::device: device(); return;
      case FlowKind::token_exchange: token_exchange(); return;
      case FlowKind::refresh: refresh(); return;
      // The paths of the others are in no document that we know.
      case FlowKind::forgot_password:
      case FlowKind::first_party:
      case FlowKind::asset_token:
      case FlowKind::saml: return;
    }
  }

  HttpRequest& request(std::string step, std::string method, std::string url) {
    HttpRequest& added = requests_.emplace_back();
    added.step = std::move(step);
    added.method = std::move(method);
    added.url = std::move(url);
    return added;
  }

  std::string scope() const {
    std::string scopes;
    for (const ResolvedScope& scope : app_.scopes) {
      if (scope.runtime.empty()) continue;
      scopes += (scopes.empty() ? "" : " ") + scope.runtime;
    }
    return scopes.empty() ? "<scope>" : scopes;
  }

  std::string redirect() const {
    const auto usable =
        std::find_if(app_.callbacks.begin(), app_.callbacks.end(),
                     [](const ResolvedCallback& callback) { return is_address(callback.kind); });
    return usable == app_.callbacks.end() ? "<redirect_uri>" : usable->uri;
  }

  std::string site() const {
    if (app_.site.known() && app_.site.value->starts_with("https://")) return *app_.site.value;
    return "https://<site>";
  }

  void add_challenge(HttpRequest& to, std::vector<RequestParameter>& parameters) const {
    if (app_.pkce.is(true)) {
      parameters.push_back({"code_challenge", "<code_challenge>"});
      parameters.push_back({"code_challenge_method", "S256"});
    } else {
      to.notes.emplace_back(app_.pkce.known()
                                ? "PKCE is not required here; send a code_challenge all the same"
                                : "whether the org requires PKCE is not known here; send a "
                                  "code_challenge in any case");
    }
  }

  void add_secret(HttpRequest& to, const Resolved<bool>& required) const {
    if (required.is(true)) {
      to.body.push_back({"client_secret", "<client_secret>"});
    } else if (!required.known()) {
      to.notes.emplace_back("whether the secret is demanded is not known here");
    }
  }

  void code_exchange(HttpRequest& token) const {
    token.body = {{"grant_type", "authorization_code"},
                  {"code", "<code>"},
                  {"redirect_uri", redirect()},
                  {"client_id", "<client_id>"}};
    add_secret(token, app_.client.secret_required_for_code);
    if (app_.pkce.is(true)) token.body.push_back({"code_verifier", "<code_verifier>"});
  }

  void web_server() {
    HttpRequest& authorize =
        request("authorize", "GET", joined(kMyDomain, values::PlatformEndpoint::authorize));
    authorize.query = {{"response_type", "code"},
                       {"client_id", "<client_id>"},
                       {"redirect_uri", redirect()},
                       {"scope", scope()},
                       {"state", "<state>"}};
    add_challenge(authorize, authorize.query);
    code_exchange(request("token", "POST", joined(kMyDomain, values::PlatformEndpoint::token)));
  }

  std::vector<RequestParameter> credentials_body() const {
    return {{"response_type", "code_credentials"},
            {"client_id", "<client_id>"},
            {"redirect_uri", redirect()},
            {"scope", scope()}};
  }

  void headless_login() {
    const std::string url = joined(site(), values::PlatformEndpoint::authorize);
    const Resolved<bool> post_only = context_.reader(global()).boolean(
        fields::ExtlClntAppGlobalOauthSettings::isCodeCredPostOnly);
    const RequestParameter type = {"Auth-Request-Type", "Named-User"};
    const RequestParameter basic = {"Authorization", "Basic <base64(username:password)>"};
    HttpRequest& in_body = request("authorize", "POST", url);
    in_body.headers = {type};
    in_body.body = credentials_body();
    in_body.body.push_back({"username", "<username>"});
    in_body.body.push_back({"password", "<password>"});
    add_challenge(in_body, in_body.body);
    if (post_only.is(false)) {
      HttpRequest& in_header = request("authorize, or so", "POST", url);
      in_header.headers = {type, basic};
      in_header.body = credentials_body();
      add_challenge(in_header, in_header.body);
      HttpRequest& in_query = request("authorize, or so", "GET", url);
      in_query.headers = {type, basic};
      in_query.query = credentials_body();
      add_challenge(in_query, in_query.query);
      in_query.notes.emplace_back("`isCodeCredPostOnly` would leave only the first form");
    } else if (!post_only.known()) {
      in_body.notes.emplace_back("whether other forms are accepted is not known here");
    }
    site_token();
  }

  void site_token() {
    code_exchange(request("token", "POST", joined(site(), values::PlatformEndpoint::token)));
  }

  void init(std::string_view path, std::string_view data, HeadlessService kind) {
    const SiteAccess access(context_, app_);
    HttpRequest& first = request("init", "POST", joined(site(), path));
    first.body = {{"user", std::string(data)}};
    first.notes.emplace_back("`user` stands for what identifies or describes the user");
    const Resolved<bool> integration = access.needs_integration(kind);
    const Resolved<bool> recaptcha = access.needs_recaptcha(kind);
    if (integration.is(true)) first.headers.push_back({"Authorization", std::string(kBearer)});
    if (recaptcha.is(true)) first.body.push_back({"recaptcha", "<reCAPTCHA token>", true});
    if (!integration.known() || !recaptcha.known()) {
      first.notes.emplace_back(
          "whether it needs a token or a reCAPTCHA is a setting of the site's Network");
    }
  }

  void one_time_password(std::string_view type, bool unconfirmed) {
    HttpRequest& authorize =
        request("authorize", "POST", joined(site(), values::PlatformEndpoint::authorize));
    authorize.headers = {{"Auth-Request-Type", std::string(type), unconfirmed},
                         {"Auth-Verification-Type", "<email or sms>"},
                         {"Authorization", "Basic <base64(identifier:one-time password)>"}};
    authorize.body = {{"response_type", "code_credentials"},
                      {"client_id", "<client_id>"},
                      {"redirect_uri", redirect()}};
    add_challenge(authorize, authorize.body);
  }

  void guest() {
    HttpRequest& authorize =
        request("authorize", "POST", joined(site(), values::PlatformEndpoint::authorize));
    authorize.headers = {{"Auth-Request-Type", "guest"}, {"Uvid-Hint", "UVID <uuid>"}};
    authorize.body = credentials_body();
    add_challenge(authorize, authorize.body);
    HttpRequest& token = request("token", "POST", joined(site(), values::PlatformEndpoint::token));
    code_exchange(token);
    token.headers = {{"Auth-Request-Type", "guest"}, {"Uvid-Hint", "<uuid>"}};
  }

  void client_credentials() {
    HttpRequest& token =
        request("token", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    token.body = {{"grant_type", "client_credentials"},
                  {"client_id", "<client_id>"},
                  {"client_secret", "<client_secret>"}};
    token.notes.emplace_back("never with a scope: the app's scopes count");
  }

  void jwt_bearer() {
    HttpRequest& token =
        request("token", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    token.body = {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"},
                  {"assertion", "<JWT>"}};
    token.notes.emplace_back(
        "the JWT is signed RS256: iss is the client id, sub the user, aud the login host");
  }

  void device() {
    HttpRequest& start =
        request("device", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    start.body = {
        {"response_type", "device_code"}, {"client_id", "<client_id>"}, {"scope", scope()}};
    HttpRequest& poll =
        request("token", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    poll.body = {{"grant_type", "device"}, {"client_id", "<client_id>"}, {"code", "<device_code>"}};
  }

  void token_exchange() {
    HttpRequest& token =
        request("token", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    token.body = {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
                  {"subject_token", "<subject_token>"},
                  {"subject_token_type", "<subject_token_type>"},
                  {"client_id", "<client_id>"}};
    add_secret(token, app_.client.secret_required_for_token_exchange);
  }

  void refresh() {
    HttpRequest& token =
        request("refresh", "POST", joined(kMyDomain, values::PlatformEndpoint::token));
    token.body = {{"grant_type", "refresh_token"},
                  {"refresh_token", "<refresh_token>"},
                  {"client_id", "<client_id>"}};
    add_secret(token, app_.client.secret_required_for_refresh);
    if (app_.refresh.rotation.is(true)) {
      token.notes.emplace_back("the answer holds a new refresh token; the old one is spent");
    }
  }

  SettingFiles global() const {
    SettingFiles files{.type = types::ExtlClntAppGlobalOauthSettings};
    for (const FileId file : app_.files) {
      if (context_.project().file(file).type == files.type) files.files.push_back(file);
    }
    return files;
  }

  const ProjectContext& context_;
  const ResolvedApp& app_;
  std::vector<HttpRequest> requests_ = {};
};

}  // namespace

std::vector<HttpRequest> client_requests(const ProjectContext& context, const ResolvedApp& app,
                                         const ResolvedFlow& flow) {
  if (flow.state == FlowState::off) return {};
  return ClientRequests(context, app).take(flow.kind);
}

}  // namespace ecac
