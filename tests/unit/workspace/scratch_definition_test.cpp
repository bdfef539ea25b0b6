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
}

TEST(ScratchDefinition, StandsAtItsBraceWithoutFeatures) {
  const auto without = parse_scratch_definition(FileId{3}, " {\"edition\": \"Developer\"}");
  ASSERT_TRUE(without);
  EXPECT_EQ(without->place.range, (TextRange{1, 2}));
  EXPECT_TRUE(without->features.empty());
  EXPECT_FALSE(without->enables_apps);
}

TEST(ScratchDefinition, IsNoneForAnythingElse) {
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, "[]"));
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, "{"));
  EXPECT_FALSE(parse_scratch_definition(FileId{3}, ""));
}

}  // namespace
}  // namespace ecac
