#include "compiler/resolve/values/declared_markers.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/model/binder/facts_builder.h"
#include "compiler/schema/field_ids.h"

namespace ecac {
namespace {

DeclaredReplacement text_in(std::string glob, std::string text) {
  return {.glob = std::move(glob), .text = std::move(text), .variable = "V"};
}

std::string all_of(const DeclaredMarkers& markers, std::string_view path, std::string_view text) {
  std::string all;
  for (const DeclaredMarker& marker : markers.find(path, text)) {
    if (!all.empty()) all += ' ';
    all += marker.range.in(text);
    for (const std::uint32_t number : marker.replacements) all += fmt::format(":{}", number);
    if (!marker.spelled) all += '?';
  }
  return all;
}

TEST(DeclaredMarkers, AreTextsAndPatternsOfTheirFiles) {
  const DeclaredReplacement pattern = {.glob = "**/*.xml", .pattern = "<a>.*?</a>", .file = "f"};
  const DeclaredReplacement named = {.filename = "b.xml", .text = "#B#", .variable = "B"};
  const std::vector<DeclaredReplacement> declared = {text_in("**/*.xml", "#A#"),
                                                     text_in("**/*.xml", "#A##"), named, pattern,
                                                     text_in("**/*.xml", "#A#")};
  const DeclaredMarkers markers(declared, "/p");
  EXPECT_EQ(all_of(markers, "/p/c.xml", "#A# #A## #B# #A"), "#A#:0:4 #A##:1");
  EXPECT_EQ(all_of(markers, "/p/x/b.xml", "#B#<a>#A#</a>"), "#B#:2 <a>#A#</a>:0:3:4?");
  EXPECT_EQ(all_of(markers, "/q/b.xml", "#A# #B#"), "");
  const DeclaredMarkers open(declared, "/p", [](std::size_t number) { return number == 4; });
  EXPECT_EQ(all_of(open, "/p/b.xml", "#A# #B#"), "#A#:4");
}

TEST(DeclaredMarkers, AreFoundAmongThousands) {
  std::vector<DeclaredReplacement> declared;
  declared.reserve(5'000);
  for (int i = 0; i < 5'000; ++i) declared.push_back(text_in("**/*.xml", fmt::format("@{}@", i)));
  const DeclaredMarkers markers(declared, "/p");
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "@1 ";
  EXPECT_EQ(all_of(markers, "/p/a.xml", text + " @17@"), "@17@:17");
}

TEST(DeclaredMarkers, OfThousandGlobsAreFoundInOnePass) {
  std::vector<DeclaredReplacement> declared;
  declared.reserve(3'000);
  for (int i = 0; i < 3'000; ++i) {
    declared.push_back(text_in(fmt::format("**/{{x{},*}}.xml", i), fmt::format("@{}@", i)));
  }
  const DeclaredMarkers markers(declared, "/p");
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "@1 ";
  EXPECT_EQ(all_of(markers, "/p/a.xml", text + " @17@"), "@17@:17");
  EXPECT_EQ(all_of(markers, "/p/a.md", text + " @17@"), "");
}

TEST(DeclaredMarkers, OfMorePatternsThanThereIsTimeForCoverAll) {
  std::vector<DeclaredReplacement> declared;
  declared.reserve(300);
  for (int i = 0; i < 300; ++i) {
    declared.push_back({.glob = "**/*.xml", .pattern = fmt::format("@{}@", i), .variable = "A"});
  }
  const DeclaredMarkers markers(declared, "/p");
  const std::string text(std::size_t{1} << 20, ' ');
  const auto found = markers.find("/p/a.xml", text);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].range.size(), text.size());
  EXPECT_EQ(found[0].replacements.size(), 44U);
  EXPECT_TRUE(markers.find("/p/a.xml", text.substr(0, 1000)).empty());
}

/// The facts of an app's OAuth settings with what `marked` covers as a declared marker.
FileFacts facts_of(const std::string& text, const std::string& marked) {
  const std::vector<DeclaredReplacement> declared = {text_in("**/*", marked)};
  FactsBuilder builder(*SchemaSet::embedded());
  return builder.analyze(text, types::ExtlClntAppOauthSettings,
                         DeclaredMarkers(declared, "/p").find("/p/a", text));
}

std::string settings(const std::string& content) {
  return "<ExtlClntAppOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">" + content +
         "</ExtlClntAppOauthSettings>";
}

TEST(DeclaredMarkers, MakeTheirValuesUnknown) {
  constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;
  const std::string scopes =
      "<commaSeparatedOauthScopes>Api, a &amp; #S#, Web"
      "</commaSeparatedOauthScopes>";
  const FileFacts facts = facts_of(settings(scopes), "&amp; #S#");
  const FieldFact* fact = facts.find(kScopes);
  ASSERT_NE(fact, nullptr);
  EXPECT_TRUE(fact->tainted);
  const std::vector<Placeholder> found = facts.placeholders_in(*fact);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(facts.text(*fact).substr(found[0].begin, found[0].end - found[0].begin), "& #S#");
  EXPECT_FALSE(facts.has_placeholder(*fact, 0, 3));
  EXPECT_EQ(facts.replacements_in(*fact, 0, fact->text_size).size(), 1U);
  EXPECT_TRUE(facts.notes().values.empty());
}

TEST(DeclaredMarkers, MayCoverTags) {
  const std::string app = "<externalClientApplication>A</externalClientApplication>";
  const FileFacts whole = facts_of(settings(app + "<label>x</label>"), "<label>x</label>");
  EXPECT_TRUE(whole.find(fields::ExtlClntAppOauthSettings::label)->tainted);
  EXPECT_TRUE(whole.notes().missing.empty());
  const FileFacts between = facts_of(settings("<!-- REST -->"), "<!-- REST -->");
  EXPECT_TRUE(between.notes().missing.empty());
  EXPECT_FALSE(facts_of(settings("<!-- REST -->"), "other").notes().missing.empty());
  const FileFacts stray = facts_of(settings(app + "##REST##"), "##REST##");
  EXPECT_TRUE(stray.notes().stray_texts.empty());
  const FileFacts broken = facts_of(settings("<<REST>>"), "<<REST>>");
  EXPECT_TRUE(broken.notes().breaks.empty());
}

}  // namespace
}  // namespace ecac
