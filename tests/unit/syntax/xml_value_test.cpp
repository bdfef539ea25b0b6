#include "compiler/syntax/xml_value.h"

#include <gtest/gtest.h>

#include "compiler/syntax/xml_scanner.h"

namespace ecac {
namespace {

/// Decodes the root's value and tells where `part` of it was written.
std::string_view written(std::string_view xml, std::string_view value, std::string_view part) {
  XmlScan scan;
  scan_xml(xml, scan);
  XmlValue decoded;
  decode_value(scan, 0, decoded);
  EXPECT_EQ(decoded.text(), value) << xml;
  const std::size_t at = decoded.text().find(part);
  return decoded.source(at, at + part.size()).in(xml);
}

TEST(XmlValue, LeadsBackToTheBytes) {
  EXPECT_EQ(written("<a>one two</a>", "one two", "two"), "two");
  EXPECT_EQ(written("<a>a&amp;b&#10;c</a>", "a&b\nc", "b"), "b");
  EXPECT_EQ(written("<a>a&amp;b&#10;c</a>", "a&b\nc", "a&b"), "a&amp;b");
  EXPECT_EQ(written("<a>a&amp;b&#10;c</a>", "a&b\nc", "\n"), "&#10;");
  EXPECT_EQ(written("<a>1\r\n2\r3</a>", "1\n2\n3", "\n2\n"), "\r\n2\r");
  EXPECT_EQ(written("<a>&#x1F34F;!</a>", "\U0001F34F!", "\x9F"), "&#x1F34F;");
  EXPECT_EQ(written("<a>x<!-- c -->y<![CDATA[<z>&amp;]]></a>", "xy<z>&amp;", "y<z>"),
            "y<![CDATA[<z>");
  EXPECT_EQ(written("<a><![CDATA[x\r\ny]]></a>", "x\ny", "y"), "y");
  EXPECT_EQ(written("<a>x & y &nbsp; &lt</a>", "x & y &nbsp; &lt", "& y"), "& y");
  EXPECT_EQ(written("<a>\xFFx</a>", "\uFFFDx", "x"), "x");
  EXPECT_EQ(written("<a> \xC3\xA9 </a>", " \u00E9 ", "\u00E9"), "\u00E9");
}

TEST(XmlValue, IsAViewWhereNothingChanges) {
  const std::string_view text = "<a>plain</a>";
  XmlScan scan;
  scan_xml(text, scan);
  XmlValue value;
  decode_value(scan, 0, value);
  EXPECT_TRUE(value.verbatim());
  EXPECT_EQ(value.text().data(), text.data() + 3);
  EXPECT_EQ(value.range(), (TextRange{3, 8}));
}

TEST(XmlValue, AnEmptyOneStandsWhereItWouldBe) {
  XmlScan scan;
  XmlValue value;
  scan_xml("<a></a>", scan);
  decode_value(scan, 0, value);
  EXPECT_EQ(value.range(), (TextRange{3, 3}));
  EXPECT_EQ(value.source(0, 0), (TextRange{3, 3}));
  scan_xml("<a/>", scan);
  decode_value(scan, 0, value);
  EXPECT_EQ(value.text(), "");
  EXPECT_EQ(value.range(), (TextRange{4, 4}));
}

TEST(XmlValue, HasEmptyRangesBetweenBytes) {
  XmlScan scan;
  scan_xml("<a>x&amp;y</a>", scan);
  XmlValue value;
  decode_value(scan, 0, value);
  EXPECT_EQ(value.source(0, 0), (TextRange{3, 3}));
  EXPECT_EQ(value.source(2, 2), (TextRange{9, 9}));
  EXPECT_EQ(value.source(3, 3), (TextRange{10, 10}));
}

TEST(XmlValue, PartsThatAreAlikeAreOneSegment) {
  std::string text = "<a>";
  for (int i = 0; i < 1000; ++i) text += "&amp;";
  text += "\r\r\rx\ry";
  for (int i = 0; i < 1000; ++i) text += "\r\n";
  text += "</a>";
  XmlScan scan;
  scan_xml(text, scan);
  XmlValue value;
  decode_value(scan, 0, value);
  ASSERT_EQ(value.text().size(), 2006U);
  EXPECT_EQ(value.segments().size(), 3U);
  for (const std::uint32_t i : {0U, 1U, 999U}) {
    EXPECT_EQ(value.source(i, i + 1), (TextRange{3 + 5 * i, 8 + 5 * i}));
  }
  EXPECT_EQ(value.source(1003, 1004).in(text), "x");
  EXPECT_EQ(value.source(1005, 1006).in(text), "y");
  EXPECT_EQ(value.source(1006, 1007), (TextRange{5009, 5011}));
  EXPECT_EQ(value.source(2005, 2006), (TextRange{7007, 7009}));
  EXPECT_EQ(value.source(998, 1002), (TextRange{4993, 5005}));
}

TEST(XmlValue, KeepsNoMoreSegmentsThanItMay) {
  std::string text = "<a>";
  for (std::size_t i = 0; i < XmlValue::kMostSegments; ++i) text += "x&amp;";
  text += "</a>";
  XmlScan scan;
  scan_xml(text, scan);
  XmlValue value;
  decode_value(scan, 0, value);
  EXPECT_EQ(value.text().size(), 2 * XmlValue::kMostSegments);
  EXPECT_EQ(value.segments().size(), XmlValue::kMostSegments);
  EXPECT_EQ(value.source(1, 2), (TextRange{4, 9}));
  const auto end = static_cast<std::uint32_t>(text.size() - 4);
  EXPECT_EQ(value.source(value.text().size() - 1, value.text().size()).end, end);
}

TEST(XmlValue, TurnsBlanksOfAttributesIntoSpaces) {
  const std::string_view text = "<a b='1\t2\r\n3&#10;&amp;4'/>";
  XmlScan scan;
  scan_xml(text, scan);
  XmlValue value;
  decode_attribute(scan, scan.attributes(0)[0], value);
  EXPECT_EQ(value.text(), "1 2 3\n&4");
  EXPECT_EQ(value.source(7, 8).in(text), "4");
  EXPECT_EQ(value.source(3, 4).in(text), "\r\n");
}

}  // namespace
}  // namespace ecac
