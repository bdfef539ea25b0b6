#include "compiler/resolve/org/run_facts.h"

#include <gtest/gtest.h>

namespace ecac::run_facts_test {
namespace {

TEST(RunFacts, KnowsTheInnermostPackageOfAPath) {
  RunFacts facts;
  facts.packages = {{.path = "/p/app"}, {.path = "/p/app/core", .package = "Core"}};
  EXPECT_EQ(facts.package_of("/p/app/core/x.xml")->package, "Core");
  EXPECT_EQ(facts.package_of("/p/app/other/x.xml")->path, "/p/app");
  EXPECT_EQ(facts.package_of("/p/applet/x.xml"), nullptr);
}

TEST(RunFacts, TakesStarsInNamesOfVariables) {
  RunFacts facts;
  facts.replaced_elsewhere = {"SF_*", "*_URL", "EXACT"};
  for (const char* name : {"SF_HOST", "SF_", "PARTNER_URL", "EXACT"}) {
    EXPECT_TRUE(facts.is_replaced_elsewhere(name)) << name;
  }
  for (const char* name : {"SFHOST", "URL", "EXACTLY", ""}) {
    EXPECT_FALSE(facts.is_replaced_elsewhere(name)) << name;
  }
}

}  // namespace
}  // namespace ecac::run_facts_test
