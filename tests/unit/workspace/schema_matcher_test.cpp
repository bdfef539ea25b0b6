#include "compiler/workspace/discovery/schema_matcher.h"

#include <gtest/gtest.h>

namespace ecac::schema_matcher_test {
namespace {

class SchemaMatcherTest : public testing::Test {
 protected:
  FileKind kind(std::string_view name, std::string_view folder) const {
    return matcher.match(name, matcher.folder(folder)).kind;
  }

  const SchemaMatcher matcher{*SchemaSet::embedded()};
};

TEST_F(SchemaMatcherTest, TakesAStrictTypeInItsFolderOnly) {
  EXPECT_EQ(kind("Harbor.site-meta.xml", "main/default/sites"), FileKind::component);
  EXPECT_EQ(kind("Harbor.site", "sites"), FileKind::component);
  EXPECT_EQ(kind("Harbor.site-meta.xml", "main/default/siteDotComSites"), FileKind::none);
  EXPECT_EQ(kind("Harbor.site", "siteDotComSites"), FileKind::none);
  EXPECT_EQ(kind("Harbor.site-meta.xml", "experiences"), FileKind::none);
  EXPECT_EQ(kind("Harbor.site-meta.xml", ""), FileKind::none);
}

TEST_F(SchemaMatcherTest, TakesOtherTypesAnywhere) {
  EXPECT_EQ(kind("Harbor.eca-meta.xml", ""), FileKind::component);
  EXPECT_EQ(kind("Harbor.eca", "somewhere/else"), FileKind::component);
}

TEST_F(SchemaMatcherTest, LeavesFoldersOfForeignBundlesAlone) {
  EXPECT_EQ(kind("Harbor.eca-meta.xml", "staticresources/Archive"), FileKind::none);
  EXPECT_EQ(kind("Security.settings-meta.xml", "waveTemplates/Sales/deep"), FileKind::none);
  EXPECT_EQ(kind("Harbor.ecaOuath-meta.xml", "lwc/harbor"), FileKind::none);
  // A key is a key wherever it lies.
  EXPECT_EQ(kind("server.key", "staticresources"), FileKind::key_file);
}

TEST_F(SchemaMatcherTest, LeavesForeignFilesOfASharedSuffixAlone) {
  EXPECT_EQ(kind("Security.settings-meta.xml", "integrationHub"), FileKind::none);
  EXPECT_EQ(kind("Security.settings-meta.xml", "settings"), FileKind::component);
  EXPECT_EQ(kind("Harbor.eca-meta.xml", "integrationHub"), FileKind::component);
  EXPECT_EQ(kind("Harbor.dataSource-meta.xml", "mktDataSources"), FileKind::none);
  EXPECT_EQ(kind("Harbor.dataSource-meta.xml", "dataSources"), FileKind::component);
}

}  // namespace
}  // namespace ecac::schema_matcher_test
