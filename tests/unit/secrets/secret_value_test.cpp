#include "compiler/secrets/secret_value.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

TEST(SecretValue, EntropyIsCountedInBitsPerCharacter) {
  EXPECT_DOUBLE_EQ(shannon_entropy(""), 0);
  EXPECT_DOUBLE_EQ(shannon_entropy("aaaaaaaa"), 0);
  EXPECT_DOUBLE_EQ(shannon_entropy("abab"), 1);
  EXPECT_DOUBLE_EQ(shannon_entropy("abcd"), 2);
  EXPECT_DOUBLE_EQ(shannon_entropy("aaab"), 2 - 0.75 * 1.584962500721156);
  EXPECT_DOUBLE_EQ(shannon_entropy("0123456789abcdef"), 4);
}

TEST(SecretValue, EntropyDoesNotDependOnOrderOrSignOfBytes) {
  EXPECT_DOUBLE_EQ(shannon_entropy("abcabc"), shannon_entropy("aabbcc"));
  EXPECT_DOUBLE_EQ(shannon_entropy("\xFF\xFE\xFD\xFC"), 2);
}

TEST(SecretValue, BlackedOutValuesAreKnown) {
  for (const char* value : {"REDACTED", "REDACTED_KEY", "<redacted>", "xxx", "XXXXXXXX", "***",
                            "3MVG9***", "abcxxxxxxdef"}) {
    EXPECT_TRUE(is_blacked_out(value)) << value;
  }
  for (const char* value : {"", "xx", "xyz", "**", "abcxxxdef", "reduced-actor"}) {
    EXPECT_FALSE(is_blacked_out(value)) << value;
  }
}

TEST(SecretValue, WhatStandsForASecretIsNone) {
  for (const char* value :
       {"", "short", "sevenca", "aaaaaaaaaaaa", "Placeholder_Value", "${SECRET_VALUE}",
        "{{secret_value}}", "__SECRET_VALUE__", "REPLACE_ME_LATER", "REDACTED_SECRET",
        "{!$Credential.Harbor.Secret}", "Bearer {!$Credential.Harbor.Token}", "xxxxxxxxxxxx"}) {
    EXPECT_FALSE(may_be_secret(value)) << value;
  }
  EXPECT_TRUE(may_be_secret("eightcha"));
  EXPECT_TRUE(may_be_secret("made-up-secret"));
}

TEST(SecretValue, LengthIsCountedInCharacters) {
  EXPECT_FALSE(may_be_secret("\xC3\xA4\xC3\xB6\xC3\xBC\xC3\xA9"));  // four characters, eight bytes
}

}  // namespace
}  // namespace ecac
