#include "compiler/emit/text/shown_value.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(ShownValue, ASecretNameHidesTheWholeValue) {
  EXPECT_EQ(shown_setting("client_secret", "hunter2hunter2"), "<client_secret>");
  EXPECT_EQ(shown_setting("client_id", "dock-client"), "<client_id>");
  EXPECT_EQ(shown_setting("Authorization", "Basic eHl6"), "<Authorization>");
  EXPECT_EQ(shown_setting("Ocp-Apim-Subscription-Key", "a1b2"), "<Ocp-Apim-Subscription-Key>");
  EXPECT_EQ(shown_setting("X-Auth-Token", "a1b2"), "<X-Auth-Token>");
  EXPECT_EQ(shown_setting("Cookie", "sid=1"), "<Cookie>");
}

TEST(ShownValue, WhatHoldsNoValueStays) {
  EXPECT_EQ(shown_setting("Authorization", "{!'Bearer ' & $Credential.Dock.Key}"),
            "{!'Bearer ' & $Credential.Dock.Key}");
  EXPECT_EQ(shown_setting("client_secret", "<client_secret>"), "<client_secret>");
  EXPECT_EQ(shown_setting("Authorization", "Basic <base64(client_id:client_secret)>"),
            "Basic <base64(client_id:client_secret)>");
  EXPECT_EQ(shown_setting("resource", "https://api.example.com"), "https://api.example.com");
  EXPECT_EQ(shown_setting("client_secret", ""), "");
}

TEST(ShownValue, APlaceholderDoesNotVouchForTheRest) {
  EXPECT_EQ(shown_setting("Authorization", "hunter2<x>"), "<Authorization>");
  EXPECT_EQ(shown_setting("client_secret", "<a>hunter2<b>"), "<client_secret>");
}

TEST(ShownValue, SecretsOfKnownShapeAreHiddenAnywhere) {
  EXPECT_EQ(shown_text("https://crew:hunter2@api.example.com/v1"),
            "https://crew:<secret>@api.example.com/v1");
  EXPECT_EQ(shown_text("https://api.example.com/v1?api_key=a1b2&page=2"),
            "https://api.example.com/v1?api_key=<api_key>&page=2");
  EXPECT_EQ(shown_setting("iss", "3MVG9abc.DEF_123"), "<client_id>");
  EXPECT_EQ(shown_setting("note", "{!'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='}"),
            "{!'Basic <secret>'}");
  EXPECT_EQ(shown_text("what? this & that"), "what? this & that");
}

TEST(ShownValue, ARequestIsShownWithoutSecretsInAnyPart) {
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
