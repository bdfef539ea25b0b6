#include "compiler/workspace/env_file.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(EnvFile, ReadsNamesAndValues) {
  const auto environment = parse_env_file(
      "# values of one org\r\n"
      "\r\n"
      "HOST=api.example.com\r\n"
      "export USER_NAME = robot@example.com # the run-as user\r\n"
      "EMPTY=\n"
      "HASH=a#b\n"
      "SINGLE='a # \\n b'  # taken as it is\n"
      "DOUBLE=\"line\\n\\\"quoted\\\" \\$1 \\x\"\n"
      "exported=1\n"
      "HOST=second.example.com\n");
  ASSERT_TRUE(environment) << environment.error().message;
  EXPECT_EQ(*environment, (Environment{{"DOUBLE", "line\n\"quoted\" $1 \\x"},
                                       {"EMPTY", ""},
                                       {"HASH", "a#b"},
                                       {"HOST", "second.example.com"},
                                       {"SINGLE", "a # \\n b"},
                                       {"USER_NAME", "robot@example.com"},
                                       {"exported", "1"}}));
}

TEST(EnvFile, ErrorsNameTheLineAndNoValue) {
  const auto message = [](std::string_view text) {
    const auto environment = parse_env_file(text);
    return environment ? std::string("no error") : environment.error().message;
  };
  EXPECT_EQ(message("A=1\nhunter2\n"), "line 2: expected `NAME=VALUE`");
  EXPECT_EQ(message("A-B=hunter2"),
            "line 1: a name is made of letters, digits and underscores and begins with no digit");
  EXPECT_EQ(message("=hunter2"),
            "line 1: a name is made of letters, digits and underscores and begins with no digit");
  EXPECT_EQ(message("\n\nA='hunter2"), "line 3: the quote is not closed on the same line");
  EXPECT_EQ(message("A='hun' ter2"), "line 1: something follows the closing quote");
}

TEST(EnvFile, NothingIsAnEmptyEnvironment) {
  ASSERT_TRUE(parse_env_file(""));
  EXPECT_TRUE(parse_env_file("")->empty());
}

}  // namespace
}  // namespace ecac
