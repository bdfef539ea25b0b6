#include "compiler/support/text/glob.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac::glob_test {
namespace {

struct GlobCase {
  const char* pattern;
  const char* path;
  bool matches;
};

constexpr GlobCase kCases[] = {
    {"a.xml", "a.xml", true},
    {"a.xml", "b.xml", false},
    {"*.xml", "a.xml", true},
    {"*.xml", ".xml", true},
    {"*.xml", "d/a.xml", false},
    {"*", "", true},
    {"a?c", "abc", true},
    {"a?c", "a/c", false},
    {"a*b*c", "aXbYbZc", true},
    {"a*b*c", "aXbYbZ", false},
    {"d/*", "d/x", true},
    {"d/*", "d/x/y", false},
    {"d/**", "d/x/y", true},
    {"d/**", "d", false},
    {"d/**/x", "d/x", true},
    {"d/**/x", "d/1/2/x", true},
    {"d/**/x", "d/1/2/xx", false},
    {"**/x", "x", true},
    {"**/x/y", "a/b/x/y", true},
    {"**/x/y", "x/x/y", true},
    {"**/a/**/b", "1/a/2/3/b", true},
    {"d**/x", "d/x", true},
    {"d**/x", "dd/y/x", false},
    {"[abc]x", "bx", true},
    {"[!abc]x", "bx", false},
    {"[^abc]x", "dx", true},
    {"[a-c]x", "bx", true},
    {"[]]x", "]x", true},
    {"[a-]x", "-x", true},
    {"[[:digit:]]x", "7x", true},
    {"[[:digit:]]x", "ax", false},
    {"[[:nothing:]]x", "ax", false},
    {"[\\]]x", "]x", true},
    {"[a", "[a", false},
    {"a\\", "a\\", false},
    {"\\*", "*", true},
    {"\\*", "x", false},
    {"a[/]b", "a/b", false},
};

TEST(Glob, MatchesAsGitDoes) {
  for (const GlobCase& c : kCases) {
    EXPECT_EQ(Glob(c.pattern, LetterCase::sensitive).matches(c.path), c.matches)
        << c.pattern << " against " << c.path;
  }
}

TEST(Glob, IgnoresLetterCaseWhenAsked) {
  for (const char* pattern :
       {"Foo.XML", "*.XML", "f*o.xMl", "[F]oo.[X-Z]ml", "[[:upper:]]oo.xml"}) {
    EXPECT_TRUE(Glob(pattern, LetterCase::ignored).matches("foo.xml")) << pattern;
    EXPECT_FALSE(Glob(pattern, LetterCase::sensitive).matches("foo.xml")) << pattern;
  }
}

TEST(Glob, TakesNoMoreTimeThanTheProductOfLengths) {
  std::string stars;
  std::string folders;
  for (int i = 0; i < 200; ++i) {
    stars += "*a";
    folders += "**/a/";
  }
  const std::string name(5000, 'a');
  EXPECT_FALSE(Glob(stars + "b", LetterCase::sensitive).matches(name));
  std::string path;
  for (int i = 0; i < 1000; ++i) path += "a/";
  EXPECT_FALSE(Glob(folders + "b", LetterCase::sensitive).matches(path + "c"));
}

}  // namespace
}  // namespace ecac::glob_test
