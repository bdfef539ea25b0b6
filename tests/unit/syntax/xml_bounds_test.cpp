#include <gtest/gtest.h>

#include <string>

#include "compiler/syntax/xml_scanner.h"
#include "compiler/syntax/xml_tree.h"
#include "tests/unit/syntax/xml_dump.h"

namespace ecac {
namespace {

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  text.reserve(part.size() * count);
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

XmlLimit limit_of(std::string_view text) {
  XmlScan scan;
  scan_xml(text, scan);
  if (scan.limit_exceeded() != XmlLimit::none) {
    EXPECT_TRUE(scan.elements().empty());
    EXPECT_TRUE(scan.breaks().empty());
    EXPECT_FALSE(scan.well_formed());
  }
  return scan.limit_exceeded();
}

TEST(XmlBounds, StopAtTheirLimits) {
  EXPECT_EQ(limit_of(repeated("<a>", 1'000'000)), XmlLimit::depth);
  EXPECT_EQ(limit_of(repeated("<a>", 513)), XmlLimit::depth);
  EXPECT_EQ(limit_of("<r>" + repeated("<a/>", 1'000'000) + "</r>"), XmlLimit::elements);
  EXPECT_EQ(limit_of("<r>" + repeated("<a/>", 999'999) + "</r>"), XmlLimit::none);
  EXPECT_EQ(limit_of("<r>" + repeated("&", 64u << 20) + "</r>"), XmlLimit::bytes);
  EXPECT_EQ(limit_of("<r>" + repeated("&", 8u << 20) + "</r>"), XmlLimit::repairs);
  EXPECT_EQ(limit_of("<r>" + repeated("<", 8u << 20) + "</r>"), XmlLimit::repairs);
  EXPECT_EQ(limit_of("<r>" + repeated("<!---->", 3'000'000) + "</r>"), XmlLimit::pieces);
  EXPECT_EQ(limit_of("<r>" + repeated("<![CDATA[x]]>", 3'000'000) + "</r>"), XmlLimit::pieces);
}

TEST(XmlBounds, CountBreaksPastTheHundredth) {
  XmlScan scan;
  scan_xml("<r>" + repeated("& ", 100'000) + "</r>", scan);
  EXPECT_EQ(scan.breaks().size(), 100u);
  EXPECT_EQ(scan.omitted_breaks(), 99'900u);
  EXPECT_EQ(scan.limit_exceeded(), XmlLimit::none);
}

TEST(XmlBounds, AHundredThousandAttributes) {
  std::string text = "<a";
  for (std::size_t i = 0; i < 100'000; ++i) text += " n" + std::to_string(i) + "='v'";
  XmlScan scan;
  XmlTree tree;
  const std::string unique = text + "/>";
  scan_xml(unique, scan);
  EXPECT_TRUE(scan.well_formed());
  EXPECT_EQ(scan.attributes(0).size(), 100'000u);
  tree.build(scan);
  const std::string doubled = text + " n99999=''/>";
  scan_xml(doubled, scan);
  EXPECT_EQ(test::dump_breaks(scan), "duplicate-attribute \"n99999\"");
}

TEST(XmlBounds, ManyPrefixesAndNamespaces) {
  std::string text = "<a";
  for (std::size_t i = 0; i < 20'000; ++i) {
    text += " xmlns:n" + std::to_string(i) + "='urn:" + std::to_string(i / 2) + "'";
  }
  text += ">";
  for (std::size_t i = 0; i < 20'000; ++i) text += "<n" + std::to_string(i) + ":b/>";
  text += "<c n0:x='' n1:x=''/></a>";
  XmlScan scan;
  scan_xml(text, scan);
  EXPECT_EQ(test::dump_breaks(scan), "duplicate-attribute \"n1:x\"");
  EXPECT_EQ(scan.namespace_uri(3), "urn:1");
}

/// Inputs that cost the square of their size wherever a search starts again at each of their parts.
TEST(XmlBounds, NothingIsSearchedAgainAndAgain) {
  constexpr std::size_t kCount = 100'000;
  const std::string inputs[] = {
      "<l>" + repeated("<i>x</j>", kCount) + "</l>",
      "<l>" + repeated("<i></j></i>", kCount) + "</l>",
      "<l><i>" + repeated("</j>", kCount) + "</i></l>",
      "<l>" + repeated("<!DOCTYPE '", kCount),
      "<l>" + repeated("<!DOCTYPE [>", kCount),
      "<l>" + repeated("<a b=\"", 500) + repeated("<b c=\"<d e='", kCount),
      "<l>" + repeated("<a b=\u201C ", 500) + repeated("x=\u2018 ", kCount),
      "<l " + repeated("a=\" b=' ", kCount),
      "<l " + repeated("\" ", kCount) + "'",
      "<l>" + repeated("</ \n", kCount),
      "<l>" + repeated("&#0", kCount),
      "<l>" + repeated("<?p ", kCount),
      "<l>" + repeated("]]", kCount),
      "<" + std::string(kCount, ':'),
      repeated("<", kCount),
      repeated("<a", kCount),
      std::string(kCount, '\xE2'),
      "<l>" + repeated("\xE2\x80", kCount),
      "<l>" + repeated("\x01\xFF", kCount),
      "<l>" + repeated("<!-- ", kCount),
      "<l>" + repeated("<![CDATA[", kCount),
  };
  for (const std::string& text : inputs) {
    XmlScan scan;
    scan_xml(text, scan);
    EXPECT_FALSE(scan.well_formed()) << text.substr(0, 40);
    EXPECT_EQ(test::broken_repair(scan), "") << text.substr(0, 40);
  }
}

TEST(XmlBounds, LongNamesAreComparedOnce) {
  std::string text;
  const std::string name(60'000, 'n');
  for (int i = 0; i < 500; ++i) text += "<" + name + std::to_string(1000 + i) + ">";
  for (int i = 0; i < 400; ++i) text += "</" + name + std::to_string(2000 + i) + ">";
  XmlScan scan;
  scan_xml(text, scan);
  EXPECT_EQ(scan.elements().size(), 500u);
}

}  // namespace
}  // namespace ecac
