#include "compiler/support/net/host_patterns.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

TEST(HostPatterns, AreHostsOrDomains) {
  for (const std::string text :
       {"example.com", "*.example.com", "localhost", "192.0.2.1", "a_b.c-d", "[2001:db8::1]",
        "b\xC3\xBC"
        "cher.example",
        "example.com."}) {
    EXPECT_TRUE(is_host_pattern(text)) << text;
  }
  for (const std::string text :
       {"", "*", "*.", ".", "*.*.a", "a.*.b", "a..b", ".a", "https://a.example.com",
        "a.example.com:1", "a/b", "a b", "user@a", "[]", "[nothing]", "a?", "a#b"}) {
    EXPECT_FALSE(is_host_pattern(text)) << text;
  }
}

TEST(HostPatterns, ContainWhatIsBelowADomain) {
  HostPatterns patterns;
  EXPECT_TRUE(patterns.empty());
  EXPECT_FALSE(patterns.contains("example.com"));
  for (const char* pattern : {"*.Example.com", "partner.example.org", "[2001:db8::1]"}) {
    patterns.add(pattern);
  }
  for (const char* host : {"a.example.com", "A.b.EXAMPLE.com", "a.example.com.",
                           "Partner.example.org", "[2001:DB8::1]"}) {
    EXPECT_TRUE(patterns.contains(host)) << host;
  }
  for (const char* host : {"example.com", "badexample.com", "a.example.com.evil.example", "",
                           "b.partner.example.org", "com", ".", "[2001:db8::2]"}) {
    EXPECT_FALSE(patterns.contains(host)) << host;
  }
}

}  // namespace
}  // namespace ecac
