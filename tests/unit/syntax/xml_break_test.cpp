#include "compiler/syntax/xml_break.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

struct BreakFixCase {
  std::string_view xml;
  std::string_view message;
  std::string_view fixed;  ///< empty: no fix is offered
  bool safe = false;
};

constexpr BreakFixCase kBreakFixCases[] = {
    {"<a>x&y</a>", "bare `&`; write `&amp;`", "<a>x&amp;y</a>", true},
    {"<a>x<1</a>", "bare `<` in text; write `&lt;`", "<a>x&lt;1</a>"},
    {"<a b='<'/>", "`<` inside an attribute's value; write `&lt;`", "<a b='&lt;'/>", true},
    {"<a>&amp x</a>", "the reference has no `;` at its end", "<a>&amp; x</a>"},
    {"<a>]]></a>", "`]]>` outside a CDATA section; write `]]&gt;`", "<a>]]&gt;</a>", true},
    {"<a b='1'c='2'/>", "a space is missing before attribute `c`", "<a b='1' c='2'/>", true},
    {"<a><!-- -- x ---- --></a>", "`--` is not allowed inside a comment",
     "<a><!-- - - x - - - - --></a>", true},
    {"<a><!---- x ---></a>", "`--` is not allowed inside a comment", "<a><!--- - x - --></a>",
     true},
    {"<a><b>x</c></a>", "`<b>` is closed by `</c>`", "<a><b>x</b></a>"},
    {"<a><b>x</></a>", "`<b>` is closed by `</>`", "<a><b>x</b></a>"},
    {"<a b=\u201C1\u201D/>", "curly quote around an attribute's value; use a straight quote",
     "<a b=\"1\"/>", true},
    {"<a b=\u20181\"\u2019/>", "curly quote around an attribute's value; use a straight quote",
     "<a b='1\"'/>", true},
    {"<a b=\u201Cx></a>", "curly quote around an attribute's value; use a straight quote",
     "<a b=\"x\"></a>", true},
    {"<a b=\u201C></a>", "curly quote around an attribute's value; use a straight quote",
     "<a b=\"\"></a>", true},
    {"<?xml version=\u201C1.0\u201D?><a/>",
     "curly quote in the XML declaration; use a straight quote", "<?xml version=\"1.0\"?><a/>",
     true},
    {"<a><b></a>", "`<b>` is never closed", ""},
    {"<a>\xE9</a>", "byte 0xE9 is not valid UTF-8", ""},
    {"<a>\x0B</a>", "XML does not allow the character U+000B", ""},
    {"<a x:b=''/>", "prefix `x` is not declared", ""},
    {"<a b='' b=''/>", "attribute `b` is there twice", ""},
    {"<!DOCTYPE a><a/>", "a DOCTYPE is never accepted; metadata has no use for one", ""},
};

TEST(XmlBreak, SaysWhatIsWrongAndMendsIt) {
  for (const BreakFixCase& c : kBreakFixCases) {
    XmlScan scan;
    scan_xml(c.xml, scan);
    ASSERT_EQ(scan.breaks().size(), 1u) << c.xml;
    EXPECT_EQ(describe(scan, scan.breaks()[0]), c.message);
    const std::optional<XmlBreakFix> fix = fix_of(scan, scan.breaks()[0]);
    ASSERT_EQ(fix.has_value(), !c.fixed.empty()) << c.xml;
    if (!fix) continue;
    EXPECT_EQ(fix->safe, c.safe) << c.xml;
    std::string fixed(c.xml);
    for (auto edit = fix->edits.rbegin(); edit != fix->edits.rend(); ++edit) {
      fixed.replace(edit->range.begin, edit->range.size(), edit->text);
    }
    EXPECT_EQ(fixed, c.fixed);
    XmlScan again;
    scan_xml(fixed, again);
    EXPECT_TRUE(again.well_formed()) << fixed;
  }
}

TEST(XmlBreak, OffersAnEndTagOnlyWhereOneIsWrong) {
  XmlScan scan;
  scan_xml("<a><b>x</c><d>y</e></a>", scan);
  ASSERT_EQ(scan.breaks().size(), 2u);
  EXPECT_FALSE(fix_of(scan, scan.breaks()[0]));
  EXPECT_EQ(describe_related(scan, scan.breaks()[0]), "opened here");
  EXPECT_EQ(scan.breaks()[0].related.in(scan.text()), "b");
}

TEST(XmlBreak, CutsLongNames) {
  const std::string text = "<" + std::string(5000, 'n') + ">";
  XmlScan scan;
  scan_xml(text, scan);
  ASSERT_EQ(scan.breaks().size(), 1u);
  EXPECT_LT(describe(scan, scan.breaks()[0]).size(), 100u);
}

}  // namespace
}  // namespace ecac
