#include "compiler/support/net/web_host.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/support/net/host_patterns.h"

namespace ecac {
namespace {

struct HostCase {
  std::string text;
  std::string name;
  std::string written;
};

TEST(WebHost, IsWhereABrowserGoes) {
  const HostCase cases[] = {
      {"https://a.example.com/cb", "a.example.com", "a.example.com"},
      {"https:a.example.com/cb", "a.example.com", "a.example.com"},
      {"https:/a.example.com", "a.example.com", "a.example.com"},
      {"https:///a.example.com", "a.example.com", "a.example.com"},
      {"HTTPS:\\\\A.example.com\\cb", "a.example.com", "A.example.com"},
      {"https://b.example.com@a.example.com/", "a.example.com", "a.example.com"},
      {"https://b.example.com:x@y@a.example.com:8443/", "a.example.com", "a.example.com"},
      {"https://a.example.com\\@b.example.com/", "a.example.com", "a.example.com"},
      {"https://a.example.com#@b.example.com/", "a.example.com", "a.example.com"},
      {"https://a.example.com?@b.example.com/", "a.example.com", "a.example.com"},
      {"https://a.example.com./", "a.example.com", "a.example.com."},
      {" \x01https://a.exa\n\tmple.com ", "a.example.com", "a.exa\n\tmple.com"},
      {"https://%61.example%2ecom/", "a.example.com", "%61.example%2ecom"},
      {"https://a.example.com:/", "a.example.com", "a.example.com"},
      {"http://0x7f.1/", "127.0.0.1", "0x7f.1"},
      {"http://2130706433/", "127.0.0.1", "2130706433"},
      {"http://0177.0.0.01/", "127.0.0.1", "0177.0.0.01"},
      {"http://[2001:DB8::1]:80/", "[2001:db8:0:0:0:0:0:1]", "[2001:DB8::1]"},
      {"https://b\xC3\xBC"
       "cher.example/",
       "xn--bcher-kva.example",
       "b\xC3\xBC"
       "cher.example"},
      {"https://a\xE3\x80\x82"
       "example\xEF\xBC\x8E"
       "com/",
       "a.example.com",
       "a\xE3\x80\x82"
       "example\xEF\xBC\x8E"
       "com"},
      // RFC 3492, section 7.1, the name of a person in Japanese.
      {"https://"
       "\xE3\x81\x9D\xE3\x81\xAE\xE3\x82\xB9\xE3\x83\x94\xE3\x83\xBC\xE3\x83\x89\xE3\x81\xA7/",
       "xn--d9juau41awczczp",
       "\xE3\x81\x9D\xE3\x81\xAE\xE3\x82\xB9\xE3\x83\x94\xE3\x83\xBC\xE3\x83\x89\xE3\x81\xA7"},
  };
  for (const HostCase& each : cases) {
    SCOPED_TRACE(each.text);
    const auto host = web_host(each.text);
    ASSERT_TRUE(host.has_value());
    EXPECT_EQ(host->name, each.name);
    EXPECT_EQ(each.text.substr(host->begin, host->end - host->begin), each.written);
  }
}

TEST(WebHost, HasNoNameWhereABrowserTakesNone) {
  for (const std::string text :
       {"https://", "https:", "https://a..b/", "https://.a/", "https://a%2fb.example.com/",
        "https://a%zz.example.com/", "https://a b/", "https://a.example.com:80x/",
        "https://1.2.3.4.5/", "https://256.1.1.1/", "https://0xg.1.08/", "https://[::zz]/",
        "https://[::1/", "https://a\xFF/", "https://@/", "https://a<b/"}) {
    const auto host = web_host(text);
    ASSERT_TRUE(host.has_value()) << text;
    EXPECT_EQ(host->name, "") << text;
  }
  for (const std::string text :
       {"", "a.example.com", "//a.example.com", "ftp://a", "com.example:/a"}) {
    EXPECT_FALSE(web_host(text).has_value()) << text;
  }
}

TEST(WebHost, IsInAListHoweverItIsWritten) {
  HostPatterns patterns;
  for (const char* pattern : {"*.b\xC3\xBC"
                              "cher.example",
                              "127.0.0.1", "[2001:db8::1]", "xn--d9juau41awczczp"}) {
    patterns.add(pattern);
  }
  for (const char* host :
       {"a.xn--bcher-kva.example",
        "A.b\xC3\xBC"
        "cher.Example.",
        "0x7f.1", "[2001:DB8:0::1]",
        "\xE3\x81\x9D\xE3\x81\xAE\xE3\x82\xB9\xE3\x83\x94\xE3\x83\xBC\xE3\x83\x89\xE3\x81\xA7"}) {
    EXPECT_TRUE(patterns.contains(host)) << host;
  }
  for (const char* host : {"xn--bcher-kva.example",
                           "a%2f.b\xC3\xBC"
                           "cher.example",
                           "127.0.0.2"}) {
    EXPECT_FALSE(patterns.contains(host)) << host;
  }
}

}  // namespace
}  // namespace ecac
