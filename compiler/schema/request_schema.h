#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/schema/schema_words.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// What decides whether a part of a request is there: yes, no or not known of each app, or, of what
/// the platform sends, of each credential.
enum class RequestFact : std::uint8_t {
  pkce,
  code_needs_secret,
  refresh_needs_secret,
  exchange_needs_secret,
  rotation,
  forms_limited,  ///< headless logins are taken in one form only
  open_id,        ///< ID tokens are among what the app asks for
  dpop,
  mutual_tls,
  attestation,
  guest_flow,     ///< the app has visitors without a login too
  tokens_of_org,  ///< some flow of My Domain issues tokens that can be refreshed
  tokens_of_site,
  own_domain_only,  ///< users log in at My Domain only
  init_needs_token,
  init_needs_recaptcha,
  templates_limited,  ///< only listed mail templates may be named
  user_discovery,     ///< a handler finds the user by something else than the user name
  handler_known,      ///< the token exchange handler of the app stands in the project
  handler_default,
  takes_access_tokens,
  takes_id_tokens,
  takes_jwts,
  takes_refresh_tokens,
  takes_saml,
  user_agent_blocked,      ///< the org lets nobody in by the user-agent flow
  web_sessions,            ///< some scope opens pages, so that a hybrid app asks for their sessions
  named_credential,        ///< a named credential has an address to call
  authorization_left_out,  ///< the platform adds no header `Authorization` to a callout
  secret_in_header,        ///< client id and secret go to the provider in a header
  secret_in_body,
  adds_to_authorize,   ///< the provider adds parameters to such a request
  adds_audience_only,  ///< and all of them name whom the token is for
  adds_to_refresh,
  formula_in_header,
};

/// Words that only the app or the credential knows.
enum class RequestWord : std::uint8_t {
  redirect_uri,
  scope,
  token_handler,
  certificate_kind,
  certificate_value,
  aws_region,
  aws_service,
  aws_profile,
  aws_trust_anchor,
  client_authentication,  ///< how client id and secret are sent
  further_status_codes,   ///< as in ` or 403`; nothing without any
  aws_duration,
  jwt_issuer,  ///< of a Legacy named credential, as the two below
  jwt_subject,
  jwt_audience,
  aws_external_id,
  integration_scope,  ///< of the token that the first request of a service asks for
  decided_by,         ///< what would tell the first of the facts that are not known
};

/// What the metadata configures without a description of it.
enum class ConfiguredItems : std::uint8_t {
  parameters,  ///< that a provider adds to the request
  headers,
  claims,
};

/// Where a request goes.
enum class RequestHost : std::uint8_t {
  my_domain,
  site,
  named_credential,  ///< its address
  authorize_url,     ///< what a credential's provider says
  token_url,
  described,  ///< the address stands in the description
};

enum class BodyForm : std::uint8_t { none, form, json };

/// Holds where all of `when` are true, all of `when_not` false, none of `when_unknown` known and
/// none of `unless` true. Without any it always holds.
struct RequestCondition {
  std::vector<RequestFact> when = {};
  std::vector<RequestFact> when_not = {};
  std::vector<RequestFact> when_unknown = {};
  std::vector<RequestFact> unless = {};
};

/// One thing of a request. Texts may hold placeholders in square brackets, which stand in angle
/// brackets where they are shown, and `{words}` of an app.
struct RequestItem {
  enum class Kind : std::uint8_t {
    parameter,  ///< of the query of a GET, else of the body
    query,
    header,
    claim,  ///< of the assertion that the request carries
    note,
    answer,
    configured,
    use,  ///< stands for the items of a part; none is left once a set is loaded
  } kind = Kind::parameter;
  std::string_view name = {};
  std::string_view value = {};
  RequestCondition condition = {};
  bool optional = false;
  Standing standing = Standing::documented;
  int status = 0;  ///< of an answer
  ConfiguredItems configured = ConfiguredItems::parameters;
};

/// Items that several requests have in common.
struct RequestPart {
  std::string_view name = {};
  std::vector<RequestItem> items = {};
};

/// A request that a client or the platform sends.
struct RequestSchema {
  std::string_view step = {};
  std::string_view method = {};
  RequestHost host = RequestHost::my_domain;
  std::string_view address = {};  ///< without the path; "" unless the host is `described`
  std::string_view path = {};
  BodyForm body = BodyForm::none;
  ApiVersion since = 0;
  Standing standing = Standing::documented;
  bool sent = true;        ///< false: shown because settings ask for it
  bool per_scope = false;  ///< principals with scopes of their own have one each
  RequestCondition condition = {};
  std::string_view source = {};  ///< its own, or that of the file
  std::vector<RequestItem> items = {};
};

/// The requests of one flow of an app or a credential, as the resolved document calls it, in their
/// order.
struct RequestSet {
  std::string_view of = {};
  std::string_view source = {};
  /// As a registration of clients calls them (RFC 7591); "" where it does not list the flow.
  std::string_view grant_type = {};
  std::string_view response_type = {};
  std::vector<RequestSchema> requests = {};
};

/// The words of the schema files for what stands above.
inline constexpr Words<RequestFact, 35> kRequestFactWords = {
    {{"pkce", RequestFact::pkce},
     {"codeNeedsSecret", RequestFact::code_needs_secret},
     {"refreshNeedsSecret", RequestFact::refresh_needs_secret},
     {"exchangeNeedsSecret", RequestFact::exchange_needs_secret},
     {"rotation", RequestFact::rotation},
     {"formsLimited", RequestFact::forms_limited},
     {"openId", RequestFact::open_id},
     {"dpop", RequestFact::dpop},
     {"mutualTls", RequestFact::mutual_tls},
     {"attestation", RequestFact::attestation},
     {"guestFlow", RequestFact::guest_flow},
     {"tokensOfOrg", RequestFact::tokens_of_org},
     {"tokensOfSite", RequestFact::tokens_of_site},
     {"ownDomainOnly", RequestFact::own_domain_only},
     {"initNeedsToken", RequestFact::init_needs_token},
     {"initNeedsRecaptcha", RequestFact::init_needs_recaptcha},
     {"templatesLimited", RequestFact::templates_limited},
     {"userDiscovery", RequestFact::user_discovery},
     {"handlerKnown", RequestFact::handler_known},
     {"handlerDefault", RequestFact::handler_default},
     {"takesAccessTokens", RequestFact::takes_access_tokens},
     {"takesIdTokens", RequestFact::takes_id_tokens},
     {"takesJwts", RequestFact::takes_jwts},
     {"takesRefreshTokens", RequestFact::takes_refresh_tokens},
     {"takesSaml", RequestFact::takes_saml},
     {"userAgentBlocked", RequestFact::user_agent_blocked},
     {"webSessions", RequestFact::web_sessions},
     {"namedCredential", RequestFact::named_credential},
     {"authorizationLeftOut", RequestFact::authorization_left_out},
     {"secretInHeader", RequestFact::secret_in_header},
     {"secretInBody", RequestFact::secret_in_body},
     {"addsToAuthorize", RequestFact::adds_to_authorize},
     {"addsAudienceOnly", RequestFact::adds_audience_only},
     {"addsToRefresh", RequestFact::adds_to_refresh},
     {"formulaInHeader", RequestFact::formula_in_header}}};
inline constexpr Words<RequestWord, 18> kRequestWordWords = {
    {{"redirectUri", RequestWord::redirect_uri},
     {"scope", RequestWord::scope},
     {"tokenHandler", RequestWord::token_handler},
     {"certificateKind", RequestWord::certificate_kind},
     {"certificateValue", RequestWord::certificate_value},
     {"awsRegion", RequestWord::aws_region},
     {"awsService", RequestWord::aws_service},
     {"awsProfile", RequestWord::aws_profile},
     {"awsTrustAnchor", RequestWord::aws_trust_anchor},
     {"clientAuthentication", RequestWord::client_authentication},
     {"furtherStatusCodes", RequestWord::further_status_codes},
     {"awsDuration", RequestWord::aws_duration},
     {"awsExternalId", RequestWord::aws_external_id},
     {"jwtIssuer", RequestWord::jwt_issuer},
     {"jwtSubject", RequestWord::jwt_subject},
     {"jwtAudience", RequestWord::jwt_audience},
     {"integrationScope", RequestWord::integration_scope},
     {"decidedBy", RequestWord::decided_by}}};
inline constexpr Words<ConfiguredItems, 3> kConfiguredItemsWords = {
    {{"parameters", ConfiguredItems::parameters},
     {"headers", ConfiguredItems::headers},
     {"claims", ConfiguredItems::claims}}};
inline constexpr Words<RequestHost, 5> kRequestHostWords = {
    {{"myDomain", RequestHost::my_domain},
     {"site", RequestHost::site},
     {"namedCredential", RequestHost::named_credential},
     {"authorizeUrl", RequestHost::authorize_url},
     {"tokenUrl", RequestHost::token_url}}};
inline constexpr Words<BodyForm, 2> kBodyFormWords = {
    {{"form", BodyForm::form}, {"json", BodyForm::json}}};
inline constexpr Words<std::string_view, 3> kRequestMethodWords = {
    {{"GET", "GET"}, {"POST", "POST"}, {"any", "<method>"}}};  // any: whoever sends it chooses
inline constexpr Words<RequestItem::Kind, 8> kRequestItemWords = {
    {{"parameter", RequestItem::Kind::parameter},
     {"query", RequestItem::Kind::query},
     {"header", RequestItem::Kind::header},
     {"claim", RequestItem::Kind::claim},
     {"note", RequestItem::Kind::note},
     {"answer", RequestItem::Kind::answer},
     {"configured", RequestItem::Kind::configured},
     {"use", RequestItem::Kind::use}}};

}  // namespace ecac
