#include "compiler/resolve/values/http_request.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

std::string in_form(std::string value) {
  return form_encoded({{"a", std::move(value)}});
}

std::string in_query(std::string value) {
  return query_encoded({{"a", std::move(value)}});
}

TEST(RequestEncoding, BlanksDifferBetweenFormAndQuery) {
  EXPECT_EQ(in_form("mcp.tools offline_access"), "a=mcp.tools+offline_access");
  EXPECT_EQ(in_query("mcp.tools offline_access"), "a=mcp.tools%20offline_access");
}

TEST(RequestEncoding, EncodesEveryByteOfTextInUtf8) {
  EXPECT_EQ(in_form("Größe €"), "a=Gr%C3%B6%C3%9Fe+%E2%82%AC");
  EXPECT_EQ(in_query("Größe"), "a=Gr%C3%B6%C3%9Fe");
}

TEST(RequestEncoding, LeavesOnlyUnreservedCharacters) {
  EXPECT_EQ(in_form("a-b.c_d*e~f"), "a=a-b.c_d*e%7Ef");
  EXPECT_EQ(in_query("a-b.c_d*e~f"), "a=a-b.c_d%2Ae~f");
  const std::string reserved = ":/?#[]@!$&'()+,;=%\"\n";
  const std::string encoded = "a=%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2B%2C%3B%3D%25%22%0A";
  EXPECT_EQ(in_form(reserved), encoded);
  EXPECT_EQ(in_query(reserved), encoded);
}

TEST(RequestEncoding, EncodesAnAddress) {
  EXPECT_EQ(form_encoded({{"resource", "https://api.partner.example.com"}}),
            "resource=https%3A%2F%2Fapi.partner.example.com");
}

TEST(RequestEncoding, PlaceholdersStayReadable) {
  EXPECT_EQ(in_form("<client_secret>"), "a=<client_secret>");
  EXPECT_EQ(in_query("https://<MyDomain>/services"), "a=https%3A%2F%2F<MyDomain>%2Fservices");
  EXPECT_EQ(in_form("<signed JWT>"), "a=<signed JWT>");
}

TEST(RequestEncoding, AngleBracketsThatHoldNoWordsAreText) {
  EXPECT_EQ(in_form("<>"), "a=%3C%3E");
  EXPECT_EQ(in_form("1<2"), "a=1%3C2");
  EXPECT_EQ(in_form("<a&b>"), "a=%3Ca%26b%3E");
  EXPECT_EQ(in_query("<a<b>"), "a=%3Ca<b>");
}

TEST(RequestEncoding, JoinsInTheOrderGiven) {
  EXPECT_EQ(form_encoded({}), "");
  EXPECT_EQ(form_encoded({{"b", "1"}, {"a b", ""}, {"b", "2"}}), "b=1&a+b=&b=2");
}

TEST(HttpRequest, ARequestIsShownWithoutSecretsInAnyPart) {
  HttpRequest request;
  request.url = "https://crew:hunter2@api.example.com";
  request.query = {{"api_key", "hunter2"}};
  request.headers = {{"X-Api-Key", "hunter2"}};
  request.body = {{"client_secret", "hunter2"}};
  request.notes = {"see https://api.example.com?token=hunter2"};
  const HttpRequest shown = shown_request(request);
  const std::string all = shown.url + query_encoded(shown.query) + shown.headers[0].value +
                          form_encoded(shown.body) + shown.notes[0];
  EXPECT_EQ(all.find("hunter2"), std::string::npos) << all;
}

}  // namespace
}  // namespace ecac
