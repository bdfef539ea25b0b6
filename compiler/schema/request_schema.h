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
  authorization_left_out,  ///< the platform adds no header `Authorization` to a callout
};

/// Words that only the app knows.
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
};

/// Where a request goes.
enum class RequestHost : std::uint8_t {
  my_domain,
  site,
  named_credential,  ///< its address
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
    use,  ///< stands for the items of a part; none is left once a set is loaded
  } kind = Kind::parameter;
  std::string_view name = {};
  std::string_view value = {};
  RequestCondition condition = {};
  bool optional = false;
  Standing standing = Standing::none;
  int status = 0;  ///< of an answer
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
  std::string_view path = {};
  BodyForm body = BodyForm::none;
  ApiVersion since = 0;
  Standing standing = Standing::none;
  RequestCondition condition = {};
  std::string_view source = {};
  std::vector<RequestItem> items = {};
};

/// The requests of one flow of an app or a credential, as the resolved document calls it, in their
/// order.
struct RequestSet {
  std::string_view of = {};
  std::string_view source = {};
  std::vector<RequestSchema> requests = {};
};

/// The words of the schema files for what stands above.
inline constexpr Words<RequestFact, 26> kRequestFactWords = {
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
     {"authorizationLeftOut", RequestFact::authorization_left_out}}};
inline constexpr Words<RequestWord, 9> kRequestWordWords = {
    {{"redirectUri", RequestWord::redirect_uri},
     {"scope", RequestWord::scope},
     {"tokenHandler", RequestWord::token_handler},
     {"certificateKind", RequestWord::certificate_kind},
     {"certificateValue", RequestWord::certificate_value},
     {"awsRegion", RequestWord::aws_region},
     {"awsService", RequestWord::aws_service},
     {"awsProfile", RequestWord::aws_profile},
     {"awsTrustAnchor", RequestWord::aws_trust_anchor}}};
inline constexpr Words<RequestHost, 3> kRequestHostWords = {
    {{"myDomain", RequestHost::my_domain},
     {"site", RequestHost::site},
     {"namedCredential", RequestHost::named_credential}}};
inline constexpr Words<BodyForm, 2> kBodyFormWords = {
    {{"form", BodyForm::form}, {"json", BodyForm::json}}};
inline constexpr Words<std::string_view, 3> kRequestMethodWords = {
    {{"GET", "GET"}, {"POST", "POST"}, {"any", "<method>"}}};  // any: whoever sends it chooses
inline constexpr Words<RequestItem::Kind, 7> kRequestItemWords = {
    {{"parameter", RequestItem::Kind::parameter},
     {"query", RequestItem::Kind::query},
     {"header", RequestItem::Kind::header},
     {"claim", RequestItem::Kind::claim},
     {"note", RequestItem::Kind::note},
     {"answer", RequestItem::Kind::answer},
     {"use", RequestItem::Kind::use}}};

}  // namespace ecac
