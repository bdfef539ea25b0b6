#include "compiler/edit/manifest_edit.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/edit/change_set.h"

namespace ecac {
namespace {

/// The manifest once the edits are made; "none" if there are none.
std::string manifest_with(const std::string& text, const TextEdits& edits) {
  if (!edits) return "none";
  std::map<TextRange, std::string> by_place;
  for (const TextEdit& edit : *edits) by_place[edit.range] = edit.text;
  return apply_edits(text, by_place).value_or("not fit");
}

std::string added(const std::string& text, std::string_view type, std::string_view member) {
  return manifest_with(text, ManifestEditor(text).add(type, member));
}
std::string removed(const std::string& text, std::string_view type, std::string_view member) {
  return manifest_with(text, ManifestEditor(text).remove(type, member));
}
std::string renamed(const std::string& text, std::string_view type, std::string_view member,
                    std::string_view name) {
  return manifest_with(text, ManifestEditor(text).rename(type, member, name));
}

const std::string kManifest =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n"
    "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\">\r\n"
    "\t<types>\r\n"
    "\t\t<members>Alpha</members>\r\n"
    "\t\t<members> Delta </members>\r\n"
    "\t\t<name>AppX</name>\r\n"
    "\t</types>\r\n"
    "\t<types>\r\n"
    "\t\t<members>One&amp;Two</members>\r\n"
    "\t\t<name>Profile</name>\r\n"
    "\t</types>\r\n"
    "\t<version>66.0</version>\r\n"
    "</Package>\r\n";

std::string replaced(const std::string& what, const std::string& by) {
  std::string text = kManifest;
  return text.replace(text.find(what), what.size(), by);
}

TEST(ManifestEdit, AddsAMemberWhereItStandsInOrder) {
  const std::string delta = "\t\t<members> Delta </members>\r\n";
  EXPECT_EQ(added(kManifest, "AppX", "Beta"),
            replaced(delta, "\t\t<members>Beta</members>\r\n" + delta));
  EXPECT_EQ(added(kManifest, "AppX", "Zulu & Co"),
            replaced(delta, delta + "\t\t<members>Zulu &amp; Co</members>\r\n"));
}

TEST(ManifestEdit, AddsATypeWhereItStandsInOrder) {
  const auto block = [](const std::string& type) {
    return "\t<types>\r\n\t\t<members>M</members>\r\n\t\t<name>" + type +
           "</name>\r\n\t</types>\r\n";
  };
  const std::string second = "\t<types>\r\n\t\t<members>One";
  EXPECT_EQ(added(kManifest, "Middle", "M"), replaced(second, block("Middle") + second));
  EXPECT_EQ(added(kManifest, "Zone", "M"), replaced("\t<version>", block("Zone") + "\t<version>"));
}

TEST(ManifestEdit, AddsBehindTheOthersWhereNothingIsInOrder) {
  const std::string text =
      "<Package>\n <types>\n  <members>Z</members>\n  <members>A</members>\n  <name>T</name>\n"
      " </types>\n <types>\n  <members>B</members>\n  <name>S</name>\n </types>\n"
      " <version>66.0</version>\n</Package>\n";
  std::string expected = text;
  expected.insert(expected.find("  <name>T"), "  <members>M</members>\n");
  EXPECT_EQ(added(text, "T", "M"), expected);
  expected = text;
  expected.insert(expected.find(" <version>"),
                  " <types>\n  <members>M</members>\n  <name>A</name>\n </types>\n");
  EXPECT_EQ(added(text, "A", "M"), expected);
}

TEST(ManifestEdit, StartsAnEmptyManifest) {
  EXPECT_EQ(added("<Package>\n    <version>66.0</version>\n</Package>\n", "T", "M"),
            "<Package>\n    <types>\n        <members>M</members>\n        <name>T</name>\n"
            "    </types>\n    <version>66.0</version>\n</Package>\n");
  EXPECT_EQ(added("<Package/>", "T", "M"),
            "<Package><types><members>M</members><name>T</name></types></Package>");
}

TEST(ManifestEdit, AddsNothingThatIsThere) {
  EXPECT_EQ(added(kManifest, "AppX", "Delta"), "none");
  EXPECT_EQ(added(kManifest, "Profile", "One&Two"), "none");
  EXPECT_EQ(added(replaced("One&amp;Two", "*"), "Profile", "Any"), "none");
  EXPECT_EQ(added("no manifest", "T", "M"), "none");
}

TEST(ManifestEdit, RemovesAMemberAndTheTypeWithItsLast) {
  EXPECT_EQ(removed(kManifest, "AppX", "Delta"),
            replaced("\t\t<members> Delta </members>\r\n", ""));
  EXPECT_EQ(removed(kManifest, "Profile", "One&Two"),
            replaced("\t<types>\r\n\t\t<members>One&amp;Two</members>\r\n"
                     "\t\t<name>Profile</name>\r\n\t</types>\r\n",
                     ""));
  EXPECT_EQ(removed(kManifest, "Profile", "Three"), "none");
  EXPECT_EQ(removed(kManifest, "Role", "One"), "none");
}

TEST(ManifestEdit, RenamesAMemberAtItsPlace) {
  EXPECT_EQ(renamed(kManifest, "AppX", "Delta", "A<B"), replaced("Delta", "A&lt;B"));
  EXPECT_EQ(renamed(kManifest, "AppX", "Delta", "Alpha"), "none");
  EXPECT_EQ(renamed(kManifest, "AppX", "Other", "New"), "none");
}

TEST(ManifestEdit, KnowsATypeThatStandsInTwoBlocks) {
  const std::string twice = replaced("Profile", "AppX");
  EXPECT_EQ(added(twice, "AppX", "One&Two"), "none");
  EXPECT_EQ(renamed(twice, "AppX", "Alpha", "One&Two"), "none");
  const std::size_t begin = twice.find("\t<types>", twice.find("Delta"));
  const std::size_t end = twice.find("\t<version>");
  EXPECT_EQ(removed(twice, "AppX", "One&Two"), twice.substr(0, begin) + twice.substr(end));
}

TEST(PrintDocument, WritesANewFileLikeAnother) {
  NewElement root{.name = "R"};
  root.children = {{.name = "a", .value = "x & y", .comment = "why"},
                   {.name = "b", .children = {{.name = "c", .value = "1"}}}};
  EXPECT_EQ(print_document(root, "urn:n", {}),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<R xmlns=\"urn:n\">\n"
            "    <!-- why -->\n    <a>x &amp; y</a>\n    <b>\n        <c>1</c>\n    </b>\n</R>\n");
  const ElementEditor like("<S>\r\n\t<t/>\r\n</S>\r\n");
  EXPECT_EQ(print_document(root, "urn:n", like.form()),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<R xmlns=\"urn:n\">\r\n"
            "\t<!-- why -->\r\n\t<a>x &amp; y</a>\r\n\t<b>\r\n\t\t<c>1</c>\r\n\t</b>\r\n</R>\r\n");
}

}  // namespace
}  // namespace ecac
