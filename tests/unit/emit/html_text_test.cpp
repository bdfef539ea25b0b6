#include "compiler/emit/report/html/html_text.h"

#include <gtest/gtest.h>

namespace ecac::html {
namespace {

TEST(HtmlText, StaysText) {
  EXPECT_EQ(escaped("a & b < c > d \"e\" 'f'"), "a &amp; b &lt; c &gt; d &quot;e&quot; 'f'");
  EXPECT_EQ(escaped("</script><!-- -->"), "&lt;/script&gt;&lt;!-- --&gt;");
  EXPECT_EQ(escaped("\x1B[31m\n\xE2\x80\xAE"), "␛[31m␊�");
  // U+FFFF, U+1FFFE and U+FDD0 are no characters of a document.
  EXPECT_EQ(escaped("\xEF\xBF\xBF\xF0\x9F\xBF\xBE\xEF\xB7\x90\xF0\x9F\x98\x80"),
            "���\xF0\x9F\x98\x80");
  EXPECT_EQ(escaped_lines("a<\nb\x07\n"), "a&lt;\nb␇\n");
}

TEST(HtmlText, KnowsCodeAlone) {
  EXPECT_EQ(with_code("write `a<b>`, not `c`"),
            "write <code>a&lt;b&gt;</code>, not <code>c</code>");
  EXPECT_EQ(with_code("a ` alone"), "a ` alone");
  EXPECT_EQ(with_code("**a** [b](c)"), "**a** [b](c)");
}

TEST(HtmlText, AValueKeepsItsBackticks) {
  EXPECT_EQ(with_code("`Lo`cal` is no value"), "<code>Lo`cal</code> is no value");
  EXPECT_EQ(with_code("`a``` and ``b`, `|`"),
            "<code>a``</code> and <code>`b</code>, <code>|</code>");
  EXPECT_EQ(with_code("``` is a value, (`b`)"), "<code>`</code> is a value, (<code>b</code>)");
  EXPECT_EQ(with_code("`` is no `b`"), "`` is no <code>b</code>");
  EXPECT_EQ(with_code("it`s `open"), "it`s `open");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += " `a";
  EXPECT_EQ(with_code(many), many);
}

TEST(HtmlMarkdown, KnowsLinksAndStrongWords) {
  EXPECT_EQ(markdown("see [the `page`](x.md) now", 3), "<p>see the <code>page</code> now</p>\n");
  EXPECT_EQ(markdown("[no link", 3), "<p>[no link</p>\n");
  EXPECT_EQ(markdown("**must** not, ** alone", 3), "<p><strong>must</strong> not, ** alone</p>\n");
  EXPECT_EQ(markdown("`**x** [a](b)`", 3), "<p><code>**x** [a](b)</code></p>\n");
}

TEST(HtmlMarkdown, WhatNeverEndsIsLookedForOnce) {
  const std::string many(200'000, '[');
  EXPECT_EQ(markdown(many, 3), "<p>" + many + "</p>\n");
}

TEST(HtmlMarkdown, OfPagesAndPlans) {
  EXPECT_EQ(markdown("One\ntwo.\n\n## How to `fix`\n\nThree.\n", 3),
            "<p>One two.</p>\n<h4>How to <code>fix</code></h4>\n<p>Three.</p>\n");
  EXPECT_EQ(
      markdown("1. [ ] first\n   - a\n   - b\n2. [ ] second\n", 3),
      "<ol>\n<li><span class=\"box\" "
      "aria-hidden=\"true\"></span>first<ul>\n<li>a</li>\n<li>b</li>\n"
      "</ul>\n</li>\n<li><span class=\"box\" aria-hidden=\"true\"></span>second</li>\n</ol>\n");
  EXPECT_EQ(markdown("* a\n  goes on\n* b\n\nAfter.\n", 3),
            "<ul>\n<li>a goes on</li>\n<li>b</li>\n</ul>\n<p>After.</p>\n");
  EXPECT_EQ(markdown("", 3), "");
}

/// The values of FIPS 180-4's examples, in base64.
TEST(HtmlText, HashesAsAPolicyNamesThem) {
  EXPECT_EQ(source_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  EXPECT_EQ(source_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST(HtmlText, MarksAreReadAloud) {
  const std::string yes = mark(Verdict::yes, "met", "not met", "unknown");
  EXPECT_NE(yes.find("aria-hidden=\"true\">✓<"), std::string::npos) << yes;
  EXPECT_NE(yes.find(">met<"), std::string::npos) << yes;
  EXPECT_NE(mark(Verdict::unknown, "a", "b", "c").find(">c<"), std::string::npos);
}

}  // namespace
}  // namespace ecac::html
