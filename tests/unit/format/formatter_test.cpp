#include "compiler/format/formatter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>

#include "compiler/edit/change_set.h"

namespace ecac {
namespace {

using testing::HasSubstr;

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr std::string_view kNamespace = "xmlns=\"http://soap.sforce.com/2006/04/metadata\"";

TypeId type_named(std::string_view name) {
  return SchemaSet::embedded()->find_type(name)->id;
}

/// What an external client app says, with what stands in its root.
std::string app(std::string_view content) {
  return std::string(kDeclaration) + "<ExternalClientApplication " + std::string(kNamespace) + ">" +
         std::string(content) + "</ExternalClientApplication>\n";
}

std::string formatted(std::string_view text, std::string_view type = "ExternalClientApplication") {
  Formatter formatter(*SchemaSet::embedded());
  const FormattedText result = formatter.format(text, type_named(type));
  EXPECT_FALSE(result.refusal) << result.refusal->why;
  const FormattedText again = formatter.format(result.text, type_named(type));
  EXPECT_EQ(again.text, result.text);
  return result.text;
}

FormatRefusal refusal(std::string_view text, std::string_view type = "ExternalClientApplication") {
  Formatter formatter(*SchemaSet::embedded());
  const FormattedText result = formatter.format(text, type_named(type));
  EXPECT_EQ(result.text, "");
  EXPECT_TRUE(result.refusal);
  return result.refusal.value_or(FormatRefusal{});
}

/// What stands at the place of a refusal.
std::string refused_at(std::string_view text) {
  return std::string(refusal(text).place.in(text));
}

TEST(Formatter, PutsElementsInOrderOnLinesOfTheirOwn) {
  EXPECT_EQ(formatted("<ExternalClientApplication " + std::string(kNamespace) +
                      "><label>Portal</label>\t<contactEmail>a@example.com</contactEmail>\n\n\n"
                      "  <distributionState>Local</distributionState></ExternalClientApplication>"),
            app("\n    <contactEmail>a@example.com</contactEmail>\n"
                "    <distributionState>Local</distributionState>\n"
                "    <label>Portal</label>\n"));
}

TEST(Formatter, SortsNamesByTheirBytesAndTheFullNameFirst) {
  EXPECT_EQ(formatted(app("<b/><B/><ab/><fullName>x</fullName><aB/>")),
            app("\n    <fullName>x</fullName>\n    <B/>\n    <aB/>\n    <ab/>\n    <b/>\n"));
}

TEST(Formatter, KeepsTheOrderOfWhatRepeatsAndPutsItTogether) {
  EXPECT_EQ(formatted(app("<z>2</z><a/><z>1</z><z>3</z>")),
            app("\n    <a/>\n    <z>2</z>\n    <z>1</z>\n    <z>3</z>\n"));
}

TEST(Formatter, IndentsWhatIsInsideOfBlocks) {
  EXPECT_EQ(formatted("<ConnectedApp " + std::string(kNamespace) +
                          "><oauthConfig><scopes>Api</scopes><callbackUrl>https://a.example"
                          "</callbackUrl></oauthConfig><label>A</label></ConnectedApp>",
                      "ConnectedApp"),
            std::string(kDeclaration) + "<ConnectedApp " + std::string(kNamespace) +
                ">\n"
                "    <label>A</label>\n"
                "    <oauthConfig>\n"
                "        <callbackUrl>https://a.example</callbackUrl>\n"
                "        <scopes>Api</scopes>\n"
                "    </oauthConfig>\n"
                "</ConnectedApp>\n");
}

TEST(Formatter, LeavesWhatIsInFormByteForByte) {
  const std::string text =
      app("\n    <label>a &amp; b &lt; c &gt; &quot;d&quot; &apos;e&apos;</label>\n");
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, EscapesAsARetrieveDoes) {
  EXPECT_EQ(formatted(app("\n    <label>\"a\" 'b' > &#38; &#x22; &#39;</label>\n")),
            app("\n    <label>&quot;a&quot; &apos;b&apos; &gt; &amp; &quot; &apos;</label>\n"));
}

TEST(Formatter, KeepsReferencesToCharactersThatNobodySees) {
  const std::string text = app("\n    <label>a&#xA0;b&#13;&#10;&#9;&#8203;</label>\n");
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, KeepsWhiteSpaceOfValues) {
  const std::string text = app("\n    <a> x </a>\n    <b> </b>\n    <c>1\n2\n\n   3</c>\n");
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, WritesAnEmptyElementAsOneTag) {
  EXPECT_EQ(formatted(app("\n<a></a><b /><c\n/><d x='1' ></d >\n")),
            app("\n    <a/>\n    <b/>\n    <c/>\n    <d x=\"1\"/>\n"));
}

TEST(Formatter, TakesBlanksOutOfAnEmptyBlock) {
  EXPECT_EQ(formatted("<ConnectedApp " + std::string(kNamespace) +
                          "><oauthConfig>\n   </oauthConfig></ConnectedApp>",
                      "ConnectedApp"),
            std::string(kDeclaration) + "<ConnectedApp " + std::string(kNamespace) +
                ">\n    <oauthConfig/>\n</ConnectedApp>\n");
}

TEST(Formatter, KeepsAttributesInTheirOrder) {
  EXPECT_EQ(formatted(app("<a\n  z='say \"x\"'   b = \"1 &amp; &#9;2\"/>")),
            app("\n    <a z=\"say &quot;x&quot;\" b=\"1 &amp; &#9;2\"/>\n"));
}

TEST(Formatter, KeepsPrefixes) {
  EXPECT_EQ(formatted("<m:ExternalClientApplication xmlns:m=\"http://soap.sforce.com/2006/04/"
                      "metadata\"><m:label>x</m:label><m:b/></m:ExternalClientApplication>"),
            std::string(kDeclaration) +
                "<m:ExternalClientApplication "
                "xmlns:m=\"http://soap.sforce.com/2006/04/metadata\">\n"
                "    <m:b/>\n    <m:label>x</m:label>\n</m:ExternalClientApplication>\n");
}

TEST(Formatter, KeepsCdataCommentsAndInstructionsInsideOfValues) {
  const std::string text =
      app("\n    <a><![CDATA[<x> & \"y\"]]> &quot;z<!-- \"c\" --><?go \"on\"?></a>\n");
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, MovesACommentWithTheElementBehindIt) {
  EXPECT_EQ(formatted(app("\n  <!-- about the label,\n       in two lines -->\n  <label>x</label>\n"
                          "  <?note a?>\n  <!-- b --><b/>\n  <!-- at the end -->\n")),
            app("\n    <?note a?>\n    <!-- b -->\n    <b/>\n"
                "    <!-- about the label,\n         in two lines -->\n    <label>x</label>\n"
                "    <!-- at the end -->\n"));
}

TEST(Formatter, MovesACommentAtTheEndOfALineWithTheElementBeforeIt) {
  EXPECT_EQ(
      formatted(app(" <!-- of the root -->\n<z/>   <!-- of z --><!-- too -->\n<a/><!-- a -->\n")),
      app(" <!-- of the root -->\n    <a/> <!-- a -->\n    <z/> <!-- of z --> <!-- too -->\n"));
}

TEST(Formatter, MovesWhatIsIgnoredWithItsComment) {
  EXPECT_EQ(formatted(app("\n<z/> <!-- ecac-ignore SCH001: a reason -->\n<b/>\n<a/>\n")),
            app("\n    <a/>\n    <!-- ecac-ignore SCH001: a reason -->\n    <b/>\n    <z/>\n"));
  EXPECT_EQ(formatted(app(" <!-- ecac-ignore SCH001: a reason -->\n<b/>\n<a/>\n")),
            app("\n    <a/>\n    <!-- ecac-ignore SCH001: a reason -->\n    <b/>\n"));
}

TEST(Formatter, KeepsWhatStandsAroundTheRoot) {
  const std::string text = std::string(kDeclaration) +
                           "<?style x?>\n<!-- before -->\n<ExternalClientApplication " +
                           std::string(kNamespace) + "/> <!-- beside -->\n<!-- behind -->\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, WritesTheDeclarationOfARetrieve) {
  const std::string root = "<ExternalClientApplication " + std::string(kNamespace) + "/>\n";
  for (const std::string before :
       {"", "<?xml version='1.0'?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\" ?>\n\n", "\xEF\xBB\xBF",
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<?xml version=\"1.0\" encoding=\"US-ASCII\"?>\n"}) {
    EXPECT_EQ(formatted(before + root), std::string(kDeclaration) + root) << before;
  }
}

TEST(Formatter, KeepsTheLineEndsThatAFileHas) {
  const auto with = [](std::string_view end) {
    std::string text;
    for (const char c : app("\n    <a>1\n2</a>\n    <!-- x\n   y -->\n    <b/>\n")) {
      text += c == '\n' ? std::string(end) : std::string(1, c);
    }
    return text;
  };
  for (const std::string_view end : {"\n", "\r\n", "\r"})
    EXPECT_EQ(formatted(with(end)), with(end));
  EXPECT_EQ(formatted("<?xml version=\"1.0\"?>\r\n<ExternalClientApplication " +
                      std::string(kNamespace) + ">\n<a>1\n2</a>\r</ExternalClientApplication>"),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<ExternalClientApplication " +
                std::string(kNamespace) +
                ">\r\n    <a>1\r\n2</a>\r\n</ExternalClientApplication>\r\n");
}

TEST(Formatter, KeepsWhereWhiteSpaceCounts) {
  EXPECT_EQ(formatted(app("<z xml:space=\"preserve\"><b/> text <a  />\n</z><a/>")),
            app("\n    <a/>\n    <z xml:space=\"preserve\"><b/> text <a  />\n</z>\n"));
}

TEST(Formatter, TakesAnyDepth) {
  std::string inside;
  constexpr int kDepth = 400;
  for (int i = 0; i < kDepth; ++i) inside += "<x>";
  for (int i = 0; i < kDepth; ++i) inside += "</x>";
  const std::string text = formatted(app(inside));
  EXPECT_THAT(text, HasSubstr("\n" + std::string(4 * kDepth, ' ') + "<x/>\n"));
}

TEST(Formatter, DoesNotGrowWithoutBound) {
  constexpr int kDepth = 500;
  constexpr int kElements = 50'000;
  std::string inside;
  for (int i = 0; i < kDepth; ++i) inside += "<x>";
  for (int i = 0; i < kElements; ++i) inside += "<y/>";
  for (int i = 0; i < kDepth; ++i) inside += "</x>";
  EXPECT_THAT(refusal(app(inside)).why, HasSubstr("would be larger than a file may be"));
}

TEST(Formatter, RefusesWhatIsNoXmlAndSaysWhere) {
  const std::string text = app("<label>x</lable>");
  EXPECT_THAT(refusal(text).why, HasSubstr("is no XML: `<label>` is closed by `</lable>`"));
  EXPECT_EQ(refused_at(text), "lable");
  EXPECT_THAT(refusal("<!DOCTYPE x><ExternalClientApplication/>").why, HasSubstr("is no XML"));
  EXPECT_THAT(refusal("").why, HasSubstr("is no XML"));
  EXPECT_THAT(refusal(app("<a>\xFF</a>")).why, HasSubstr("is no XML"));
}

TEST(Formatter, RefusesTextBesideElements) {
  const std::string text = app("<a/> oops \n<b/>");
  EXPECT_THAT(refusal(text).why, HasSubstr("text between elements"));
  EXPECT_EQ(refused_at(text), "oops");
  EXPECT_EQ(refused_at(app("<![CDATA[ ]]><b/>")), "<![CDATA[ ]]>");
}

TEST(Formatter, LeavesATextWhereElementsBelong) {
  // The deploy may put elements in its place.
  const std::string text = app("\n  __ELEMENTS__\n");
  EXPECT_EQ(formatted(text), text);
}

TEST(Formatter, RefusesOtherEncodingsAndVersions) {
  EXPECT_THAT(refusal("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>").why,
              HasSubstr("not UTF-8 but ISO-8859-1"));
  EXPECT_THAT(refusal(std::string("\xFF\xFE<\0a\0/\0>\0", 10)).why, HasSubstr("UTF-16"));
  EXPECT_THAT(refusal("<?xml version=\"1.1\"?>\n<ExternalClientApplication/>").why,
              HasSubstr("another version of XML"));
}

TEST(Formatter, RefusesWhatIsNoFileOfTheType) {
  EXPECT_THAT(refusal("<NamedCredential/>").why,
              HasSubstr("its root is not `ExternalClientApplication`"));
  EXPECT_THAT(refusal("<Flow/>", "Flow").why, HasSubstr("a type that is not formatted"));
}

TEST(Formatter, RefusesToLoseAPlaceThatTheDeployFills) {
  Formatter formatter(*SchemaSet::embedded());
  const std::string text = app("<label>say \"X\"</label>");
  const auto markers = [](std::string_view in) {
    std::vector<DeclaredMarker> found;
    const std::size_t at = in.find("\"X\"");
    if (at != std::string_view::npos) {
      const auto begin = static_cast<std::uint32_t>(at);
      found.push_back({.range = {begin, begin + 3}, .replacements = {0}});
    }
    return found;
  };
  const FormattedText result =
      formatter.format(text, type_named("ExternalClientApplication"), markers);
  ASSERT_TRUE(result.refusal);
  EXPECT_THAT(result.refusal->why, HasSubstr("would lose a place where the deploy replaces"));
  EXPECT_EQ(result.refusal->place.in(text), "\"X\"");
}

TEST(Formatter, KnowsWhichTypesItFormats) {
  const Formatter formatter(*SchemaSet::embedded());
  EXPECT_TRUE(formatter.formats(type_named("ExternalCredential")));
  EXPECT_TRUE(formatter.formats(type_named("PermissionSet")));
  EXPECT_FALSE(formatter.formats(type_named("Flow")));
  EXPECT_FALSE(formatter.formats(TypeId::none));
}

TEST(Formatter, RefusesWhereTheSchemasDoNotSayTheForm) {
  const SchemaFile file = {"types/Thing.xml",
                           "<type name=\"Thing\" suffix=\"thing\" directory=\"things\">"
                           "<description>x</description><source>x</source></type>"};
  const auto set = SchemaSet::load(std::span(&file, 1));
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_FALSE(Formatter(**set).formats((*set)->find_type("Thing")->id));
}

// Ranges: the text between the marks ‹ and › is what somebody selected.
std::string formatted_between_marks(std::string text) {
  const auto cut = [&](std::string_view mark) {
    const std::size_t at = text.find(mark);
    text.erase(at, mark.size());
    return static_cast<std::uint32_t>(at);
  };
  const std::uint32_t begin = cut("‹");
  const std::uint32_t end = cut("›");
  Formatter formatter(*SchemaSet::embedded());
  const FormattedText result =
      formatter.format_range(text, type_named("ExternalClientApplication"), {begin, end});
  EXPECT_FALSE(result.refusal) << result.refusal->why;
  return result.text;
}

TEST(Formatter, FormatsTheElementThatARangeIsIn) {
  EXPECT_EQ(formatted_between_marks(app("\n  <z/>\n  <b  >\"‹›\"</b  >\n  <a/>\n")),
            app("\n  <z/>\n    <b>&quot;&quot;</b>\n  <a/>\n"));
}

TEST(Formatter, PutsTheElementsOfARangeInOrderAmongThemselves) {
  EXPECT_EQ(formatted_between_marks(app("\n  <z/>\n‹  <c/>\n  <!-- of b -->\n  <b/>\n›  <a/>\n")),
            app("\n  <z/>\n    <!-- of b -->\n    <b/>\n    <c/>\n  <a/>\n"));
}

TEST(Formatter, FormatsABlockWhoseTagIsTouched) {
  EXPECT_EQ(formatted_between_marks(app("\n <z><‹›y><b/><a/></y></z>\n <a/>\n")),
            app("\n <z>\n        <y>\n            <a/>\n            <b/>\n        </y>\n    </z>\n "
                "<a/>\n"));
}

TEST(Formatter, GivesWhatSharedALineALineOfItsOwn) {
  EXPECT_EQ(formatted_between_marks(app("<a/><‹›c/><b/>")), app("<a/>\n    <c/>\n    <b/>"));
  EXPECT_EQ(formatted_between_marks(app("<a/><‹›c/>")), app("<a/>\n    <c/>\n"));
}

TEST(Formatter, LeavesARangeWithoutElements) {
  const std::string text = app("\n  <a/>\n‹›\n\n  <b/>\n");
  std::string plain = text;
  plain.erase(plain.find("‹"), std::string("‹›").size());
  EXPECT_EQ(formatted_between_marks(text), plain);
}

TEST(Formatter, TakesARangeBeyondTheRootForAllOfTheText) {
  EXPECT_EQ(formatted_between_marks("‹" + app("<b/><a/>") + "›"), app("\n    <a/>\n    <b/>\n"));
}

TEST(LineEdits, ReplaceTheLinesThatDiffer) {
  const std::string before = "a\nb\nc\nd\n";
  const std::string after = "a\nB\nc\nd\ne\n";
  const std::vector<TextEdit> edits = line_edits(before, after);
  ASSERT_EQ(edits.size(), 2U);
  EXPECT_EQ(edits[0].range, (TextRange{2, 4}));
  EXPECT_EQ(edits[0].text, "B\n");
  EXPECT_EQ(edits[1].range, (TextRange{8, 8}));
  EXPECT_EQ(edits[1].text, "e\n");
  EXPECT_TRUE(line_edits(after, after).empty());
}

TEST(LineEdits, LeadToTheNewText) {
  const std::vector<std::string> texts = {"", "a", "a\n", "b\na\n", "a\r\nb", "\n\n", "a\nb\nc"};
  for (const std::string& before : texts) {
    for (const std::string& after : texts) {
      std::map<TextRange, std::string> edits;
      for (TextEdit& edit : line_edits(before, after)) {
        edits.emplace(edit.range, std::move(edit.text));
      }
      EXPECT_EQ(apply_edits(before, edits), after);
    }
  }
}

}  // namespace
}  // namespace ecac
