#include "compiler/workspace/scratch_definition.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(ScratchDefinition, ReadsFeaturesAndTheSetting) {
  const std::string text =
      "{\n"
      "  // comments are allowed\n"
      "  \"features\": [\"ExternalClientApps\", \"AddCustomApps:30\"],\n"
      "  \"settings\": { \"externalClientAppSettings\": { \"enableExternalClientApps\": true } }\n"
      "}\n";
  const auto definition = parse_scratch_definition(FileId{3}, text);
  ASSERT_TRUE(definition);
  EXPECT_EQ(definition->features,
            (std::vector<std::string>{"ExternalClientApps", "AddCustomApps"}));
  EXPECT_TRUE(definition->enables_apps);
  EXPECT_EQ(definition->place.file, FileId{3});
  EXPECT_EQ(definition->place.range.in(text), "features");
  EXPECT_EQ(text.substr(definition->features_end, 1), "]");
}

TEST(ScratchDefinition, KnowsWhereFeaturesCouldBegin) {
  const auto without = parse_scratch_definition(FileId{3}, " {\"edition\": \"Developer\"}");
  ASSERT_TRUE(without);
  EXPECT_EQ(without->features_end, 0U);
  EXPECT_EQ(without->members_begin, 2U);
  EXPECT_FALSE(without->enables_apps);
  const auto empty = parse_scratch_definition(FileId{3}, "{\"features\": []}");
  ASSERT_TRUE(empty);
  EXPECT_EQ(empty->features_end, 14U);
}

TEST(ScratchDefinition, IsNoneForAnythingElse) {
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, "[]"));
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, "{"));
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, ""));
}

}  // namespace
}  // namespace ecac
