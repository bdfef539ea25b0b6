#include "compiler/resolve/values/request_builder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Facts final : public RequestFacts {
 public:
  explicit Facts(std::map<RequestFact, bool> known) : known_(std::move(known)) {}

  Resolved<bool> fact(RequestFact fact) const override {
    const auto found = known_.find(fact);
    if (found == known_.end()) return Resolved<bool>::unknown("something");
    return {found->second, {}};
  }
  Resolved<std::string> word(RequestWord) const override { return {"a b", {}}; }
  Resolved<std::string> address(RequestHost host) const override {
    return {host == RequestHost::site ? "https://quay.example.com" : "https://<MyDomain>", {}};
  }

 private:
  std::map<RequestFact, bool> known_;
};

RequestItem item(RequestItem::Kind kind, std::string_view name, std::string_view value,
                 RequestCondition condition = {}) {
  return {.kind = kind, .name = name, .value = value, .condition = std::move(condition)};
}

RequestSet described() {
  using enum RequestItem::Kind;
  RequestSchema request{.step = "token",
                        .method = "POST",
                        .host = RequestHost::site,
                        .path = "/token",
                        .body = BodyForm::form};
  request.items = {
      item(parameter, "scope", "{scope}"),
      item(query, "q", "[what it is]"),
      item(header, "A", "yes", {.when = {RequestFact::pkce}}),
      item(header, "B", "no", {.when_not = {RequestFact::pkce}}),
      item(header, "C", "unknown", {.when_unknown = {RequestFact::pkce}}),
      item(header, "D", "not yes", {.unless = {RequestFact::pkce}}),
      item(note, "", "one"),
      item(note, "", "one"),
  };
  return {.of = "x", .source = "s", .requests = {request}};
}

std::vector<std::string> header_names(std::map<RequestFact, bool> known) {
  const auto requests = requests_as_sent(described(), Facts(std::move(known)));
  std::vector<std::string> names;
  for (const RequestParameter& header : requests.at(0).headers) names.push_back(header.name);
  return names;
}

TEST(RequestBuilder, TakesWhatTheFactsAllow) {
  EXPECT_THAT(header_names({{RequestFact::pkce, true}}), ElementsAre("A"));
  EXPECT_THAT(header_names({{RequestFact::pkce, false}}), ElementsAre("B", "D"));
  EXPECT_THAT(header_names({}), ElementsAre("C", "D"));
}

TEST(RequestBuilder, PutsWordsInPlace) {
  const RequestSet set = described();
  const HttpRequest request = requests_as_sent(set, Facts({})).at(0);
  EXPECT_EQ(request.url, "https://quay.example.com/token");
  EXPECT_EQ(form_encoded(request.body), "scope=a+b");
  EXPECT_EQ(query_encoded(request.query), "q=<what it is>");
  EXPECT_THAT(request.notes, ElementsAre("one"));
}

/// A credential of which little is known.
class SomeCredential final : public RequestFacts {
 public:
  Resolved<bool> fact(RequestFact) const override { return Resolved<bool>::unknown("the moon"); }
  Resolved<std::string> word(RequestWord word) const override {
    if (word == RequestWord::scope) return {"", {}};
    if (word == RequestWord::redirect_uri) return {"{!$User.Email}", {}};
    return Resolved<std::string>::unknown("the tide");
  }
  Resolved<std::string> address(RequestHost host) const override {
    if (host == RequestHost::token_url) return Resolved<std::string>::unknown("a provider");
    return {"https://quay.example.com/a?b=c%20d", {}};
  }
  std::vector<ConfiguredParameter> configured(ConfiguredItems, std::string_view) const override {
    return {{ParameterPlace::header, {"h", {}}, {"2", {}}, "a note", false},
            {ParameterPlace::header, {"H", {}}, {"3", {}}},
            {ParameterPlace::body, {"x", {}}, {"4", {}}}};
  }
};

TEST(RequestBuilder, LeavesOutWhatIsNothingAndExplainsWhatIsNotKnown) {
  using enum RequestItem::Kind;
  RequestSchema described{
      .step = "token", .method = "POST", .host = RequestHost::token_url, .body = BodyForm::form};
  described.items = {
      item(header, "h", "1"),
      item(parameter, "scope", "{scope}"),
      item(parameter, "to", "{redirectUri}"),
      item(parameter, "how", "{clientAuthentication}"),
      item(note, "", "up to {decidedBy}", {.when_unknown = {RequestFact::pkce}}),
      {.kind = configured, .name = "parameters", .configured = ConfiguredItems::parameters},
  };
  const SomeCredential credential;
  const HttpRequest request = *request_as_sent(described, credential);
  EXPECT_EQ(request.url, "<token endpoint>");
  EXPECT_EQ(form_encoded(request.body), "to=<to>&how=<how>&x=4");
  ASSERT_EQ(request.headers.size(), 2U);
  EXPECT_EQ(request.headers[1].standing, Standing::unconfirmed);
  EXPECT_THAT(request.notes,
              ElementsAre("It is not known here what the token endpoint is; that depends on a "
                          "provider.",
                          "`to` is the value of the formula `{!$User.Email}`.",
                          "It is not known here what `how` is; that depends on the tide.",
                          "up to the moon", "a note",
                          "`H` stands twice in this request; which one counts is not confirmed."));
  described.host = RequestHost::authorize_url;
  EXPECT_EQ(request_as_sent(described, credential)->url, "https://quay.example.com/a");
  EXPECT_EQ(query_encoded(request_as_sent(described, credential)->query), "b=c%20d");
}

TEST(RequestBuilder, LeavesOutAWholeRequest) {
  RequestSet set = described();
  set.requests[0].condition.when = {RequestFact::dpop};
  EXPECT_THAT(requests_as_sent(set, Facts({})), IsEmpty());
}

}  // namespace
}  // namespace ecac::test
