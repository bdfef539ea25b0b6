#include "compiler/secrets/shown_text.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(ShownText, ASecretNameHidesTheWholeValue) {
  EXPECT_EQ(shown_setting("client_secret", "hunter2hunter2"), "<client_secret>");
  EXPECT_EQ(shown_setting("client_id", "dock-client"), "<client_id>");
  EXPECT_EQ(shown_setting("Authorization", "Basic eHl6"), "<Authorization>");
  EXPECT_EQ(shown_setting("Ocp-Apim-Subscription-Key", "a1b2"), "<Ocp-Apim-Subscription-Key>");
  EXPECT_EQ(shown_setting("X-Auth-Token", "a1b2"), "<X-Auth-Token>");
  EXPECT_EQ(shown_setting("Cookie", "sid=1"), "<Cookie>");
}

TEST(ShownText, AnAmbiguousNameHidesTheValueToo) {
  for (const char* name : {"key", "pin", "sid", "credential", "Card-Pin", "credentials"}) {
    EXPECT_EQ(shown_setting(name, "4711"), "<" + std::string(name) + ">");
  }
  EXPECT_EQ(shown_setting("spin", "4711"), "4711");
  EXPECT_EQ(shown_setting("credentialType", "basic"), "basic");
}

TEST(ShownText, KnownValuesGiveWay) {
  const SecretValues values({"hunter2hunter2"}, 8);
  EXPECT_EQ(without_values("see hunter2hunter2, and hunter2hunter2!", values),
            "see <secret>, and <secret>!");
  EXPECT_EQ(without_values("hunter2hunter", values), "hunter2hunter");
}

TEST(ShownText, WhatHoldsNoValueStays) {
  EXPECT_EQ(shown_setting("Authorization", "{!'Bearer ' & $Credential.Dock.Key}"),
            "{!'Bearer ' & $Credential.Dock.Key}");
  EXPECT_EQ(shown_setting("client_secret", "<client_secret>"), "<client_secret>");
  EXPECT_EQ(shown_setting("Authorization", "Basic <base64(client_id:client_secret)>"),
            "Basic <base64(client_id:client_secret)>");
  EXPECT_EQ(shown_setting("resource", "https://api.example.com"), "https://api.example.com");
  EXPECT_EQ(shown_setting("client_secret", ""), "");
}

TEST(ShownText, AFormulaDoesNotVouchForTheTextsInIt) {
  EXPECT_EQ(shown_setting("Authorization", "{!'Bearer ' & 'hunter2hunter2'}"),
            "{!'Bearer ' & '<Authorization>'}");
  EXPECT_EQ(shown_setting("X-Api-Key", "{!\"hunter2hunter2\"}"), "{!\"<X-Api-Key>\"}");
  EXPECT_EQ(shown_setting("X-Secret", "hunter2hunter2{!$Credential.Dock.Key}"),
            "<X-Secret>{!$Credential.Dock.Key}");
  EXPECT_EQ(shown_setting("X-Token", "{!'a}b' & $Credential.Dock.Key}hunter2hunter2"),
            "{!'a}b' & $Credential.Dock.Key}<X-Token>");
  EXPECT_EQ(shown_setting("X-Token", "{!'hunter2hunter2"), "{!'<X-Token>");
  EXPECT_EQ(shown_setting("X-Token", "{!"), "{!");
}

TEST(ShownText, APlaceholderDoesNotVouchForTheRest) {
  EXPECT_EQ(shown_setting("Authorization", "hunter2<x>"), "<Authorization>");
  EXPECT_EQ(shown_setting("client_secret", "<a>hunter2<b>"), "<client_secret>");
}

TEST(ShownText, SecretsOfKnownShapeAreHiddenAnywhere) {
  EXPECT_EQ(shown_text("https://crew:hunter2@api.example.com/v1"),
            "https://crew:<secret>@api.example.com/v1");
  EXPECT_EQ(shown_text("https://api.example.com/v1?api_key=a1b2&page=2"),
            "https://api.example.com/v1?api_key=<api_key>&page=2");
  EXPECT_EQ(shown_setting("iss", "3MVG9abc.DEF_123"), "<client_id>");
  EXPECT_EQ(shown_setting("note", "{!'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=='}"),
            "{!'Basic <secret>'}");
  EXPECT_EQ(shown_text("what? this & that"), "what? this & that");
}

}  // namespace
}  // namespace ecac
