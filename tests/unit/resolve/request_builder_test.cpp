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
  std::string word(RequestWord) const override { return "a b"; }
  std::string address(RequestHost host) const override {
    return host == RequestHost::site ? "https://quay.example.com" : "https://<MyDomain>";
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

TEST(RequestBuilder, LeavesOutAWholeRequest) {
  RequestSet set = described();
  set.requests[0].condition.when = {RequestFact::dpop};
  EXPECT_THAT(requests_as_sent(set, Facts({})), IsEmpty());
}

}  // namespace
}  // namespace ecac::test
