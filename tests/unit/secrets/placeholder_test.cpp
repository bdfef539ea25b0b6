#include "compiler/secrets/placeholder.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

/// The markers of a value, with `?` before the rarer spellings.
std::string found_in(std::string_view value) {
  std::string all;
  for (const Placeholder& found : find_placeholders(value)) {
    if (!all.empty()) all += ' ';
    if (found.unusual) all += '?';
    all += value.substr(found.begin, found.end - found.begin);
  }
  return all;
}

TEST(Placeholders, HaveManySpellings) {
  for (const std::string marker :
       {"${HOST}", "${host}", "${{ secrets.HOST }}", "{{HOST}}", "{{ host }}", "{HOST}", "%%HOST%%",
        "__HOST__", "@HOST@", "@@HOST@@", "REPLACE_ME", "<host>"}) {
    EXPECT_EQ(found_in("https://" + marker + "/v1"), marker);
    EXPECT_EQ(found_in(marker), marker);
  }
}

TEST(Placeholders, HaveRareSpellings) {
  for (const std::string marker : {"#HOST#", "%HOST%", "%DEV_HOST%", "#{host}#", "#{Build.Host}",
                                   "$(host)", "[[HOST]]", "{env.HOST}", "{process.env.HOST}"}) {
    EXPECT_EQ(found_in("https://" + marker + "/v1"), "?" + marker);
    EXPECT_EQ(found_in(marker), "?" + marker);
  }
  for (const std::string marker : {"{tenant}", "{env.host}", "[TENANT_HOST]", "$TENANT"}) {
    EXPECT_EQ(found_in("https://" + marker + "/v1"), "?" + marker);
    EXPECT_EQ(found_in("About " + marker + "."), "");
  }
  EXPECT_EQ(found_in("{base}/v1"), "?{base}");
}

TEST(Placeholders, AreNotWhatOnlyLooksLikeThem) {
  for (const std::string value :
       {"{!$Credential.Harbor.Key}", "{{$Credential.Harbor.Key}}", "{$Credential.Harbor.Key}",
        "${$Credential.Harbor.Key}", "${Credential.Harbor.Key}", "{{!$User.Email}}",
        "https://harbor.example.com/%E2%80%99", "https://[::1]:8443/", "https://[FE80]/",
        "https://harbor.example.com/#a", "ns__Harbor", "a@b.c", "{}", "${}", "#{}", "$()", "100%",
        "$Flow.Key", "https://harbor.example.com/$metadata"}) {
    EXPECT_EQ(found_in(value), "") << value;
  }
  EXPECT_EQ(found_in("{{$Credential.Harbor.Key}} ${HOST}"), "${HOST}");
}

TEST(Placeholders, CostNoMoreThanTheText) {
  std::string text = "https://";
  for (int i = 0; i < 200'000; ++i) text += "{a";
  EXPECT_FALSE(has_placeholder(text));
  text = "https://";
  for (int i = 0; i < 200'000; ++i) text += "${{$";
  EXPECT_FALSE(has_placeholder(text));
}

}  // namespace
}  // namespace ecac
