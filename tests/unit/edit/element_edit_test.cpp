#include "compiler/edit/element_edit.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/edit/change_set.h"

namespace ecac {
namespace {

using Kind = ElementPosition::Kind;

std::string applied(std::string_view text, const TextEdits& edits) {
  if (!edits) return "none";
  std::map<TextRange, std::string> by_place;
  for (const TextEdit& edit : *edits) by_place[edit.range] = edit.text;
  return apply_edits(text, by_place).value_or("not fit");
}

std::uint32_t at(std::string_view text, std::string_view what) {
  return static_cast<std::uint32_t>(text.find(what));
}

TextRange range(std::string_view text, std::string_view what) {
  const std::uint32_t begin = at(text, what);
  return {begin, begin + static_cast<std::uint32_t>(what.size())};
}

std::string inserted(const std::string& text, std::vector<NewElement> elements,
                     std::string_view parent = "<r") {
  return applied(text, ElementEditor(text).insert(Kind::in_order, at(text, parent), elements));
}

std::string set(const std::string& text, std::string_view value) {
  return applied(text, ElementEditor(text).set(at(text, "<a"), value));
}

const NewElement kB{.name = "b", .value = "2"};
const NewElement kBlock{.name = "b", .children = {{.name = "x", .value = "1"}, {.name = "y"}}};

/// The same text, written in LF and four blanks, in another form.
struct Form {
  std::string_view name;
  std::string_view line_end;
  std::string_view unit;
};

std::string in_form(std::string_view text, const Form& form) {
  std::string out;
  bool begins_line = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_line && text.substr(i, 4) == "    ") {
      out += form.unit;
      i += 3;
    } else if (text[i] == '\n') {
      out += form.line_end;
      begins_line = true;
    } else {
      out += text[i];
      begins_line = false;
    }
  }
  return out;
}

class ElementEditForms : public testing::TestWithParam<Form> {
 protected:
  std::string form(std::string_view text) const { return in_form(text, GetParam()); }
};

TEST_P(ElementEditForms, InsertsWhereTheOrderOfNamesHasIt) {
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a>\n    <c>3</c>\n</r>\n"), {kB}),
            form("<r>\n    <a>1</a>\n    <b>2</b>\n    <c>3</c>\n</r>\n"));
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a>\n</r>"), {kB}),
            form("<r>\n    <a>1</a>\n    <b>2</b>\n</r>"));
  EXPECT_EQ(inserted(form("<r>\n    <c>3</c>\n</r>\n"), {kB}),
            form("<r>\n    <b>2</b>\n    <c>3</c>\n</r>\n"));
  // Elements of a list stand together.
  EXPECT_EQ(inserted(form("<r>\n    <b>1</b>\n    <b>1</b>\n    <a>1</a>\n</r>\n"), {kB}),
            form("<r>\n    <b>1</b>\n    <b>1</b>\n    <b>2</b>\n    <a>1</a>\n</r>\n"));
}

TEST_P(ElementEditForms, SeveralAtOncePutThemselvesInOrder) {
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a>\n    <x>3</x>\n</r>\n"),
                     {{.name = "z"}, {.name = "c"}, {.name = "b"}}),
            form("<r>\n    <a>1</a>\n    <b></b>\n    <c></c>\n    <x>3</x>\n    <z></z>\n</r>\n"));
}

TEST_P(ElementEditForms, WritesABlockWithItsChildren) {
  EXPECT_EQ(
      inserted(form("<r>\n    <a>1</a>\n</r>\n"), {kBlock}),
      form("<r>\n    <a>1</a>\n    <b>\n        <x>1</x>\n        <y></y>\n    </b>\n</r>\n"));
  EXPECT_EQ(inserted(form("<r>\n    <p>\n        <a>1</a>\n    </p>\n</r>\n"), {kBlock}, "<p"),
            form("<r>\n    <p>\n        <a>1</a>\n        <b>\n            <x>1</x>\n"
                 "            <y></y>\n        </b>\n    </p>\n</r>\n"));
}

TEST_P(ElementEditForms, OpensAnEmptyElement) {
  const std::string expected = form("<r>\n    <p>\n        <b>2</b>\n    </p>\n</r>\n");
  EXPECT_EQ(inserted(form("<r>\n    <p/>\n</r>\n"), {kB}, "<p"), expected);
  EXPECT_EQ(inserted(form("<r>\n    <p />\n</r>\n"), {kB}, "<p"), expected);
  EXPECT_EQ(inserted(form("<r>\n    <p></p>\n</r>\n"), {kB}, "<p"), expected);
  EXPECT_EQ(inserted(form("<r>\n    <p>\n    </p>\n</r>\n"), {kB}, "<p"), expected);
  EXPECT_EQ(inserted(form("<r>\n    <p>\n        <!-- c -->\n    </p>\n</r>\n"), {kB}, "<p"),
            form("<r>\n    <p>\n        <!-- c -->\n        <b>2</b>\n    </p>\n</r>\n"));
  EXPECT_EQ(inserted(form("<r>\n    <p/>\n</r>\n"), {{.name = "d"}, kB}, "<p"),
            form("<r>\n    <p>\n        <b>2</b>\n        <d></d>\n    </p>\n</r>\n"));
}

TEST_P(ElementEditForms, LeavesCommentsAtTheirElements) {
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a>\n    <!-- of\n  c -->\n    <c>3</c>\n</r>\n"), {kB}),
            form("<r>\n    <a>1</a>\n    <b>2</b>\n    <!-- of\n  c -->\n    <c>3</c>\n</r>\n"));
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a> <!-- of a -->\n</r>\n"), {kB}),
            form("<r>\n    <a>1</a> <!-- of a -->\n    <b>2</b>\n</r>\n"));
  EXPECT_EQ(inserted(form("<r>\n    <!-- all -->\n\n    <c>3</c>\n</r>\n"), {kB}),
            form("<r>\n    <!-- all -->\n\n    <b>2</b>\n    <c>3</c>\n</r>\n"));
}

TEST_P(ElementEditForms, WritesACommentAndAValueOfSeveralLines) {
  EXPECT_EQ(inserted(form("<r>\n    <a>1</a>\n</r>\n"),
                     {{.name = "b", .value = "1 < 2\n3", .comment = "why"}}),
            form("<r>\n    <a>1</a>\n    <!-- why -->\n    <b>1 &lt; 2\n3</b>\n</r>\n"));
}

TEST_P(ElementEditForms, RemovesAnElementWithItsLine) {
  const std::string text = form("<r>\n    <a>1</a>\n    <b>\n        <x/>\n    </b>\n</r>");
  const ElementEditor editor(text);
  EXPECT_EQ(applied(text, editor.remove(at(text, "<a"))),
            form("<r>\n    <b>\n        <x/>\n    </b>\n</r>"));
  EXPECT_EQ(applied(text, editor.remove(at(text, "<b"))), form("<r>\n    <a>1</a>\n</r>"));
  EXPECT_EQ(applied(text, editor.remove(at(text, "<r"))), "none");
}

TEST_P(ElementEditForms, ReplacesARun) {
  const std::string text = form("<r>\n    <b>1</b>\n    <b>2</b>\n    <c/>\n</r>\n");
  const TextRange both = {at(text, "<b>1"), static_cast<std::uint32_t>(text.rfind("</b>") + 4)};
  EXPECT_EQ(applied(text, ElementEditor(text).replace(both, std::vector{kBlock})),
            form("<r>\n    <b>\n        <x>1</x>\n        <y></y>\n    </b>\n    <c/>\n</r>\n"));
  // No run of whole elements.
  EXPECT_EQ(
      applied(text, ElementEditor(text).replace({both.begin, both.end - 1}, std::vector{kBlock})),
      "none");
}

TEST_P(ElementEditForms, MovesARunInItsFile) {
  const std::string text =
      form("<r>\n    <b>\n        <x/>\n    </b>\n    <c/>\n    <b/>\n    <b/>\n</r>\n");
  const ElementEditor editor(text);
  const TextRange run = {at(text, "<b/>"), static_cast<std::uint32_t>(text.rfind("<b/>") + 4)};
  TextEdits edits = editor.cut(run);
  const TextEdits pasted = editor.paste(editor, run, Kind::behind, at(text, "<b>"));
  ASSERT_TRUE(edits && pasted);
  edits->insert(edits->end(), pasted->begin(), pasted->end());
  EXPECT_EQ(applied(text, joined(std::move(*edits))),
            form("<r>\n    <b>\n        <x/>\n    </b>\n    <b/>\n    <b/>\n    <c/>\n</r>\n"));
}

TEST_P(ElementEditForms, TakesOnTheFormOfTheFileItMovesTo) {
  const std::string from =
      "<r>\n  <b>\n    <!-- 1 -->\n    <x>l\nm</x>\n    <y>\n      <z/>\n    </y>\n\n    <u/>\n"
      "  </b>\n</r>\n";
  const TextRange run = {at(from, "<b>"), at(from, "</b>") + 4};
  const std::string to = form("<r>\n    <a>1</a>\n</r>\n");
  EXPECT_EQ(applied(to, ElementEditor(to).paste(ElementEditor(from), run, Kind::in_order, 0)),
            form("<r>\n    <a>1</a>\n    <b>\n        <!-- 1 -->\n        <x>l\nm</x>\n"
                 "        <y>\n            <z/>\n        </y>\n\n        <u/>\n    </b>\n</r>\n"));
  const std::string flat = "<r><c/></r>";
  EXPECT_EQ(applied(flat, ElementEditor(flat).paste(ElementEditor(to), range(to, "<a>1</a>"),
                                                    Kind::in_order, 0)),
            "<r><a>1</a><c/></r>");
}

INSTANTIATE_TEST_SUITE_P(All, ElementEditForms,
                         testing::Values(Form{"Usual", "\n", "    "}, Form{"Crlf", "\r\n", "    "},
                                         Form{"Cr", "\r", "    "}, Form{"Tabs", "\n", "\t"},
                                         Form{"CrlfTabs", "\r\n", "\t"}, Form{"One", "\n", " "},
                                         Form{"Two", "\n", "  "}),
                         [](const auto& form) { return std::string(form.param.name); });

TEST(ElementEdit, ATextWithoutLinesStaysWithout) {
  EXPECT_EQ(inserted("<r><a/><c/></r>", {kB}), "<r><a/><b>2</b><c/></r>");
  EXPECT_EQ(inserted("<r><a/></r>", {kBlock}), "<r><a/><b><x>1</x><y></y></b></r>");
  EXPECT_EQ(inserted("<r/>", {kB}), "<r><b>2</b></r>");
  EXPECT_EQ(inserted("<r></r>", {kB}), "<r><b>2</b></r>");
  EXPECT_EQ(inserted("<r>\n    <a/></r>", {kB}), "<r>\n    <a/>\n    <b>2</b></r>");
  EXPECT_EQ(inserted("<r>\n    <p><a/></p>\n</r>", {kB}, "<p"),
            "<r>\n    <p><a/><b>2</b></p>\n</r>");
}

TEST(ElementEdit, AnEmptyRootGetsTheUsualForm) {
  EXPECT_EQ(inserted("<?xml version=\"1.0\"?>\n<r/>\n", {kB}),
            "<?xml version=\"1.0\"?>\n<r>\n    <b>2</b>\n</r>\n");
  EXPECT_EQ(inserted("\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<r></r>", {kB}),
            "\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<r>\r\n    <b>2</b>\r\n</r>");
  EXPECT_EQ(inserted("<r>\n</r>\n", {kB}), "<r>\n    <b>2</b>\n</r>\n");
  EXPECT_EQ(inserted("<r>text</r>\n", {kB}), "none");
}

TEST(ElementEdit, ElementsWithoutIndentationStayWithout) {
  EXPECT_EQ(inserted("<r>\n<a/>\n</r>\n", {kBlock}),
            "<r>\n<a/>\n<b>\n<x>1</x>\n<y></y>\n</b>\n</r>\n");
}

TEST(ElementEdit, KeepsPrefixesAndOtherCharacters) {
  EXPECT_EQ(inserted("<m:r xmlns:m=\"u\">\n <m:a>ü</m:a>\n</m:r>", {kB}, "<m:r"),
            "<m:r xmlns:m=\"u\">\n <m:a>ü</m:a>\n <m:b>2</m:b>\n</m:r>");
  const std::string text = "<m:r xmlns:m=\"u\"><m:a>ü</m:a><m:c/></m:r>";
  const ElementEditor editor(text);
  EXPECT_EQ(applied(text, editor.rename(at(text, "<m:a"), "bc")),
            "<m:r xmlns:m=\"u\"><m:bc>ü</m:bc><m:c/></m:r>");
  EXPECT_EQ(applied(text, editor.rename(at(text, "<m:c"), "d")),
            "<m:r xmlns:m=\"u\"><m:a>ü</m:a><m:d/></m:r>");
}

TEST(ElementEdit, SetsAValueInPlaceOfAnyOther) {
  EXPECT_EQ(set("<r><a> 1 </a></r>", "x & y"), "<r><a> x &amp; y </a></r>");
  EXPECT_EQ(set("<r><a></a></r>", "x"), "<r><a>x</a></r>");
  EXPECT_EQ(set("<r><a/></r>", "x"), "<r><a>x</a></r>");
  EXPECT_EQ(set("<r><a k=\"v\" /></r>", "x"), "<r><a k=\"v\">x</a></r>");
  EXPECT_EQ(set("<r xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
                "<a xsi:nil=\"true\"/></r>",
                "x"),
            "<r xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><a>x</a></r>");
  EXPECT_EQ(set("<r><a><![CDATA[1]]></a></r>", "x & y"), "<r><a><![CDATA[x & y]]></a></r>");
  EXPECT_EQ(set("<r><a><![CDATA[1]]></a></r>", "]]>"), "none");
  EXPECT_EQ(set("<r><a>tr<!-- c -->ue</a></r>", "x"), "<r><a>x<!-- c --></a></r>");
  EXPECT_EQ(set("<r><a><b/></a></r>", "x"), "none");
  EXPECT_EQ(set("<r>\r\n<a>1</a></r>", "x\ny"), "<r>\r\n<a>x\r\ny</a></r>");
}

TEST(ElementEdit, SetsPartOfAValue) {
  const std::string text = "<r><a>one &amp; two</a><b><![CDATA[p & q]]></b></r>\r\n";
  const ElementEditor editor(text);
  EXPECT_EQ(applied(text, editor.set_text(range(text, " &amp; "), "\n<")),
            "<r><a>one\r\n&lt;two</a><b><![CDATA[p & q]]></b></r>\r\n");
  EXPECT_EQ(applied(text, editor.set_text(range(text, "p & "), "<")),
            "<r><a>one &amp; two</a><b><![CDATA[<q]]></b></r>\r\n");
}

TEST(ElementEdit, PutsNoTextBesideElements) {
  const std::string text = "<r><a/><b/></r>";
  const std::uint32_t place = at(text, "<b");
  EXPECT_EQ(applied(text, ElementEditor(text).set_text({place, place}, "x")), "none");
}

TEST(ElementEdit, WhatWasRepairedIsLeftAlone) {
  const std::string text = "<r>\n    <a>1\n    <c>3</c>\n</r>\n";
  const ElementEditor editor(text);
  EXPECT_EQ(applied(text, editor.remove(at(text, "<a"))), "none");
  EXPECT_EQ(applied(text, editor.set(at(text, "<a"), "x")), "none");
}

TEST(ElementEdit, NothingMovesWhereItWouldMeanSomethingElse) {
  const std::string from = "<r><a k=\"v\"/><b/></r>";
  const std::string to = "<m:r xmlns:m=\"u\"><m:c/></m:r>";
  EXPECT_EQ(
      applied("<r/>", ElementEditor("<r/>").paste(ElementEditor(from), range(from, "<a k=\"v\"/>"),
                                                  Kind::in_order, 0)),
      "none");
  EXPECT_EQ(applied(to, ElementEditor(to).paste(ElementEditor(from), range(from, "<b/>"),
                                                Kind::in_order, 0)),
            "none");
}

TEST(ElementEdit, ATextThatIsNoXmlHasNoElements) {
  EXPECT_EQ(inserted("", {kB}), "none");
  EXPECT_EQ(inserted("{}", {kB}), "none");
}

TEST(TextEdits, JoinedWhereTheyTouchAndRefusedWhereTheyOverlap) {
  const auto result = joined({{{4, 6}, "x"}, {{4, 4}, "a"}, {{4, 4}, "b"}, {{6, 6}, "c"}});
  ASSERT_TRUE(result);
  ASSERT_EQ(result->size(), 1u);
  EXPECT_EQ(result->front().range, (TextRange{4, 6}));
  EXPECT_EQ(result->front().text, "abxc");
  EXPECT_FALSE(joined({{{4, 6}, "x"}, {{5, 5}, "a"}}));
  EXPECT_FALSE(joined({{{4, 6}, "x"}, {{5, 7}, "y"}}));
}

}  // namespace
}  // namespace ecac
