#include "compiler/workspace/known_components.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac::known_components_test {
namespace {

constexpr std::string_view kPackage = R"(<?xml version="1.0" encoding="UTF-8"?>
<Package xmlns="http://soap.sforce.com/2006/04/metadata">
    <types>
        <members>Portal</members>
        <members> Shop &amp; More
        </members>
        <name>ExternalClientApplication</name>
    </types>
    <types><name>PermissionSet</name><members>*</members></types>
    <version>66.0</version>
</Package>
)";

TEST(Manifest, IsReadWithPlaces) {
  const Result<ManifestFile> manifest = parse_manifest("/p/package.xml", kPackage);
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_EQ(manifest->version->value, "66.0");
  EXPECT_EQ(manifest->version->range.in(kPackage), "66.0");
  ASSERT_EQ(manifest->members.size(), 3u);
  EXPECT_EQ(manifest->members[0].type.value, "ExternalClientApplication");
  EXPECT_EQ(manifest->members[0].name.value, "Portal");
  EXPECT_EQ(manifest->members[0].name.range.in(kPackage), "Portal");
  EXPECT_EQ(manifest->members[1].name.value, "Shop & More");
  EXPECT_EQ(manifest->members[1].name.range.in(kPackage), "Shop &amp; More");
  EXPECT_EQ(manifest->members[2].type.value, "PermissionSet");
  EXPECT_EQ(manifest->members[2].name.value, "*");
}

TEST(Manifest, SaysWhyItCannotBeUsed) {
  EXPECT_FALSE(parse_manifest("p", ""));
  EXPECT_FALSE(parse_manifest("p", "<Other/>"));
  const auto broken = parse_manifest("p", "<Package>\n<types></Package>");
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.error().message.starts_with("line 2, column 2: ")) << broken.error().message;
}

TEST(KnownComponents, ComeFromListsManifestsAndSingleNames) {
  MemoryFileTree tree;
  tree.add("/p/list.txt",
           "# from the org\r\nNamedCredential:Partner\r\nPermissionSet Sales Users\n\n"
           "Profile/Admin\n  ExternalCredential : Partner\n");
  tree.add("/p/package.xml", std::string(kPackage));
  KnownComponents known;
  ASSERT_TRUE(add_known(tree, "/p", "package.xml", known));
  EXPECT_TRUE(known.contains("ExternalClientApplication", "Portal"));
  EXPECT_TRUE(known.contains("PermissionSet", "Anything"));
  EXPECT_TRUE(known.contains_all("PermissionSet"));
  EXPECT_FALSE(known.contains("Profile", "Admin"));
  ASSERT_TRUE(add_known(tree, "/p", "list.txt", known));
  EXPECT_TRUE(known.contains("NamedCredential", "Partner"));
  EXPECT_TRUE(known.contains("Profile", "Admin"));
  ASSERT_TRUE(add_known(tree, "/p", "AuthProvider:Google", known));
  EXPECT_TRUE(known.contains("AuthProvider", "Google"));
  EXPECT_FALSE(known.contains("AuthProvider", "google"));
}

TEST(KnownComponents, SayWhatIsWrong) {
  MemoryFileTree tree;
  tree.add("/p/bad.txt", "NamedCredential:A\nwhat-is-this?\n");
  KnownComponents known;
  EXPECT_EQ(add_known(tree, "/p", "missing.xml", known).error().message,
            "cannot read `missing.xml`: no such file or folder");
  EXPECT_EQ(add_known(tree, "/p", "bad.txt", known).error().message,
            "`bad.txt`: line 2 is not of the form `Type:FullName`");
  EXPECT_FALSE(add_known(tree, "/p", "not a type:Name", known));
}

}  // namespace
}  // namespace ecac::known_components_test
