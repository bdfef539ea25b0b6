#include "compiler/support/net/uri.h"

#include <gtest/gtest.h>

namespace ecac::uri_test {
namespace {

struct UriCase {
  std::string_view text;
  std::string_view scheme;
  std::string_view host;
  std::string_view port;
  std::string_view path;
};

constexpr UriCase kAbsolute[] = {
    {"https://harbor.example.com/callback", "https", "harbor.example.com", "", "/callback"},
    {"http://localhost:1717/OauthRedirect", "http", "localhost", "1717", "/OauthRedirect"},
    {"http://[::1]:8080/callback", "http", "[::1]", "8080", "/callback"},
    {"com.example.harbor:/oauth", "com.example.harbor", "", "", "/oauth"},
    {"cursor://harbor/callback", "cursor", "harbor", "", "/callback"},
    {"urn:ietf:wg:oauth:2.0:oob", "urn", "", "", "ietf:wg:oauth:2.0:oob"},
    {"HTTPS://A.example.com", "HTTPS", "A.example.com", "", ""},
    {"https://a.example.com:", "https", "a.example.com", "", ""},
    {"https:///path", "https", "", "", "/path"},
    {"https://a.example.com/~x/./y_z//", "https", "a.example.com", "", "/~x/./y_z//"},
    {"https://a.example.com/%41", "https", "a.example.com", "", "/%41"},
    {"https://a.example.com:99/x!", "https", "a.example.com", "99", "/x!"},
    {"https://a.example.com,b.example.com/x", "https", "a.example.com,b.example.com", "", "/x"},
};

TEST(Uri, TakesAbsoluteOnesApart) {
  for (const UriCase& expected : kAbsolute) {
    SCOPED_TRACE(expected.text);
    const auto uri = parse_uri(expected.text);
    ASSERT_TRUE(uri.has_value());
    EXPECT_TRUE(uri->is_absolute());
    EXPECT_EQ(uri->scheme, expected.scheme);
    EXPECT_EQ(uri->host, expected.host);
    EXPECT_EQ(uri->port, expected.port);
    EXPECT_EQ(uri->path, expected.path);
  }
}

TEST(Uri, TellsQueryFragmentAndUserApart) {
  const auto uri = parse_uri("https://me@a.example.com/x?list=7,8#top");
  ASSERT_TRUE(uri.has_value());
  EXPECT_TRUE(uri->has_user);
  EXPECT_EQ(uri->query, "list=7,8");
  EXPECT_EQ(uri->fragment, "top");
  const auto bare = parse_uri("https://a.example.com/x?");
  ASSERT_TRUE(bare.has_value());
  EXPECT_TRUE(bare->has_query);
  EXPECT_FALSE(bare->has_fragment);
  EXPECT_FALSE(bare->has_user);
}

TEST(Uri, RelativeReferencesHaveNoScheme) {
  for (const std::string_view text :
       {"ledger.example.com/callback", "/callback", "//a.example.com/x", "?a=b", ""}) {
    const auto uri = parse_uri(text);
    ASSERT_TRUE(uri.has_value()) << text;
    EXPECT_FALSE(uri->is_absolute()) << text;
  }
}

TEST(Uri, RefusesWhatIsNone) {
  for (const std::string_view text :
       {"https://[2001:db8::zz]/callback", "https://a.example.com/a b", "https://a.example.com:x/",
        "https://a:80:90/b", "https://a@b@c/", "https://[::1]x/b", "://a.example.com",
        "https://a.example.com/%zz", "https://a.example.com/{id}", "https://\xC3\xA4.example.com/",
        "1a:b c"}) {
    EXPECT_FALSE(parse_uri(text).has_value()) << text;
  }
}

TEST(Uri, FindsTheSchemeInFront) {
  EXPECT_EQ(scheme_prefix("https://a"), 6u);
  EXPECT_EQ(scheme_prefix("com.example-1+x:/a"), 16u);
  EXPECT_EQ(scheme_prefix("https"), 0u);
  EXPECT_EQ(scheme_prefix("1a:b"), 0u);
  EXPECT_EQ(scheme_prefix(":b"), 0u);
  EXPECT_EQ(scheme_prefix(""), 0u);
}

}  // namespace
}  // namespace ecac::uri_test
