#include "compiler/syntax/xml_scanner.h"

#include <gtest/gtest.h>

#include "tests/unit/syntax/xml_dump.h"

namespace ecac {
namespace {

using namespace std::string_view_literals;

struct ScannerCase {
  std::string_view xml;
  std::string_view tree;
  std::string_view breaks = {};
};

/// What every case must hold besides its row of the table.
void expect_case(const ScannerCase& c) {
  XmlScan scan;
  XmlTree tree;
  scan_xml(c.xml, scan);
  EXPECT_EQ(test::dump_breaks(scan), c.breaks) << c.xml;
  EXPECT_EQ(scan.well_formed(), c.breaks.empty()) << c.xml;
  tree.build(scan);
  EXPECT_EQ(test::dump(scan, tree), c.tree) << c.xml;
  EXPECT_EQ(test::broken_promise(scan), "") << c.xml;
  EXPECT_EQ(test::broken_repair(scan), "") << c.xml;
}

constexpr ScannerCase kWholeCases[] = {
    {"<a/>", "a()"},
    {"<a></a>", "a()"},
    {"<a><b/><c/></a>", "a(b()c())"},
    {"<a\n>text</a\t>", "a(\"text\")"},
    {"<a>\n  <b>x</b>\n  <b> </b>\n</a>", "a(b(\"x\")b(\" \"))"},
    {"<a>one<b/>two</a>", "a(\"onetwo\"b())"},
    {"<a>1<!-- x -->2<![CDATA[<3>]]>&#52;<?p?></a>", "a(\"12<3>4\")"},
    {"<a b='1' c = \"2>3\"/>", "a[b=1 c=2>3]()"},
    {"\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a/>\n", "a()"},
    {"<?xml version='1.1' encoding='x' standalone='no' ?><!-- c --><?p q?><a/><!-- d -->", "a()"},
    {"<?xml-stylesheet href='x'?><a/>", "a()"},
    {"<a xmlns='urn:a' xmlns:b='urn:b'><b:c b:d='1' d='2'/></a>",
     "a[xmlns=urn:a xmlns:b=urn:b](b:c[b:d=1 d=2]())"},
    {"<a xml:lang='en' xmlns:xml='http://www.w3.org/XML/1998/namespace'/>",
     "a[xml:lang=en xmlns:xml=http://www.w3.org/XML/1998/namespace]()"},
    {"<\u00E9t\u00E9>\U0001F34F</\u00E9t\u00E9>", "\u00E9t\u00E9(\"\U0001F34F\")"},
    {"<a>]] > ]>\x7F</a>", "a(\"]] > ]>\x7F\")"},
    {"<a><!-- - -> <b> & --></a>", "a()"},
};

TEST(XmlScanner, AcceptsWhatIsWellFormed) {
  for (const ScannerCase& c : kWholeCases) expect_case(c);
}

constexpr ScannerCase kTagCases[] = {
    {"<a><b></a>", "a(b!())", "unclosed-element \"b\""},
    {"<a><b><c>x</a>", "a(b!(c!(\"x\")))", "unclosed-element \"b\"\nunclosed-element \"c\""},
    {"<a><b>", "a!(b!())", "unclosed-element \"a\"\nunclosed-element \"b\""},
    {"<a><b>x</c></a>", "a(b!(\"x\"))", "misspelt-end-tag \"c\""},
    {"<a><b>x</B></a>", "a(b!(\"x\"))", "misspelt-end-tag \"B\""},
    {"<a><b>x</></a>", "a(b!(\"x\"))", "misspelt-end-tag \"</>\""},
    // Its own end tag follows before its parent's: the unknown one is dropped.
    {"<a><b>x</c>y</b></a>", "a(b!(\"xy\"))", "stray-end-tag \"c\""},
    {"<a><b>x</c><b>y</b></a>", "a(b!(\"x\")b(\"y\"))", "misspelt-end-tag \"c\""},
    {"<a><b>1</c><b>2</c><b>3</c></a>", "a(b!(\"1\")b!(\"2\")b!(\"3\"))",
     "misspelt-end-tag \"c\"\nmisspelt-end-tag \"c\"\nmisspelt-end-tag \"c\""},
    {"<r><a><b></a></b></r>", "r!(a(b!()))", "unclosed-element \"b\"\nstray-end-tag \"b\""},
    {"<a></b></a>", "a!()", "stray-end-tag \"b\""},
    {"<a></b>", "a!()", "misspelt-end-tag \"b\""},
    {"<a></a></a>", "a!()", "stray-end-tag \"a\""},
    {"<a><b>x</b x></a>", "a(b(\"x\"))", "malformed-end-tag \"</b x>\""},
    {"<a><b>x</ b></a>", "a(b(\"x\"))", "malformed-end-tag \"</ b>\""},
    {"<a><b>x</b\n</a>", "a(b(\"x\"))", "malformed-end-tag \"</b\""},
    {"<a><b\n<c/></a>", "a(b!(c()))", "unclosed-element \"b\"\nunterminated-start-tag \"b\""},
    {"<a><b x</b></a>", "a(b!())", "unterminated-start-tag \"b\""},
    {"<a><b", "a!(b!())",
     "unclosed-element \"a\"\nunclosed-element \"b\"\nunterminated-start-tag \"b\""},
    {"<a/><b/>", "a!()", "second-root \"b\""},
    {"<a>x</a> y <!-- c -->", "a(\"x\")", "text-outside-root \"y\""},
    {"x &amp; <a/>", "a()", "text-outside-root \"x &amp;\""},
    {"<a/><![CDATA[x]]>", "a()", "text-outside-root \"<![CDATA[x]]>\""},
};

TEST(XmlScanner, RepairsTags) {
  for (const ScannerCase& c : kTagCases) expect_case(c);
}

constexpr ScannerCase kTextCases[] = {
    {"<a>x & y</a>", "a(\"x & y\")", "bare-ampersand \"&\""},
    {"<a>?x=1&y=2&z;</a>", "a(\"?x=1&y=2&z;\")", "bare-ampersand \"&\"\nundefined-entity \"&z;\""},
    {"<a>&nbsp;</a>", "a(\"&nbsp;\")", "undefined-entity \"&nbsp;\""},
    {"<a>&amp x &#65</a>", "a(\"&amp x &#65\")",
     "unterminated-reference \"&amp\"\nunterminated-reference \"&#65\""},
    {"<a>&#0;&#xD800;&#x110000;&#X41;</a>", "a(\"&#0;&#xD800;&#x110000;&#X41;\")",
     "invalid-character-reference \"&#0;\"\ninvalid-character-reference \"&#xD800;\"\n"
     "invalid-character-reference \"&#x110000;\"\nbare-ampersand \"&\""},
    {"<a>1 < 2 <3</a>", "a!(\"1 < 2 <3\")", "bare-less-than \"<\"\nbare-less-than \"<\""},
    {"<a>x]]>y</a>", "a(\"x]]>y\")", "cdata-end-in-text \"]]>\""},
    {"<a>x\x01y</a>", "a(\"x\uFFFDy\")", "forbidden-character \"\x01\""},
    {"<a>\0</a>"sv, "a(\"\uFFFD\")", "forbidden-character \"\0\""sv},
    {"<a>\xEF\xBF\xBF</a>", "a(\"\uFFFD\")", "forbidden-character \"\xEF\xBF\xBF\""},
    {"<a>Caf\xE9 \xC3\xA9</a>", "a(\"Caf\uFFFD \u00E9\")", "invalid-utf8 \"\xE9\""},
    {"<a><!-- \xFF --><![CDATA[\xFF]]></a>", "a(\"\uFFFD\")",
     "invalid-utf8 \"\xFF\"\ninvalid-utf8 \"\xFF\""},
    {"<a><!-- -- --></a>", "a()", "double-hyphen-in-comment \"--\""},
    {"<a><!-- x ---></a>", "a()", "double-hyphen-in-comment \"--\""},
    {"<a>x<!-- y</a>", "a!(\"x\")", "unterminated-comment \"<!--\""},
    {"<a>x<![CDATA[y</a>", "a!(\"x\")", "unterminated-cdata \"<![CDATA[\""},
    {"<a>x<?p y</a>", "a!(\"x\")", "unterminated-processing-instruction \"<?\""},
    {"<a><?XML x?></a>", "a()", "reserved-processing-instruction \"XML\""},
    {"<a><?p:q x?><?p+?></a>", "a()",
     "malformed-processing-instruction \"<?p:q x?>\"\n"
     "malformed-processing-instruction \"<?p+?>\""},
    // What a repair takes away must not join what stood around it.
    {"<a>]]</x>></a>", "a!(\"]]>\")", "stray-end-tag \"x\""},
};

TEST(XmlScanner, RepairsText) {
  for (const ScannerCase& c : kTextCases) expect_case(c);
}

constexpr ScannerCase kAttributeCases[] = {
    {"<a b='1' b='2'/>", "a[b=1]()", "duplicate-attribute \"b\""},
    {"<a xmlns:x='u' xmlns:y='u' x:b='1' y:b='2'/>", "a[xmlns:x=u xmlns:y=u x:b=1]()",
     "duplicate-attribute \"y:b\""},
    {"<a b='1' b='2/>", "a[b=1]()",
     "duplicate-attribute \"b\"\nunterminated-attribute-value \"'\""},
    {"<a b=1 c=x/>", "a[b=1 c=x]()",
     "unquoted-attribute-value \"1\"\nunquoted-attribute-value \"x\""},
    {"<a b c='1'/>", "a[c=1]()", "attribute-without-value \"b\""},
    {"<a b=>x</a>", "a(\"x\")", "attribute-without-value \"b\""},
    {"<a b='1'c='2'/>", "a[b=1 c=2]()", "missing-space-before-attribute \"c\""},
    {"<a , b='1' ; />", "a[b=1]()", "unexpected-character-in-tag \",\""},
    {"<a $x='1 2'>y</a>", "a(\"y\")", "unexpected-character-in-tag \"$x='1 2'\""},
    {"<a b='x<y'/>", "a[b=x<y]()", "less-than-in-attribute-value \"<\""},
    {"<a b='x&y'/>", "a[b=x&y]()", "bare-ampersand \"&\""},
    {"<a b='1><c d='2'/></a>", "a[b=1](c[d=2]())", "unterminated-attribute-value \"'\""},
    {"<a b='1", "a![b=1]()",
     "unclosed-element \"a\"\nunterminated-start-tag \"a\"\nunterminated-attribute-value \"'\""},
    {"<a b=\u201C1\u201D c=\u20182\u2019/>", "a[b=1 c=2]()",
     "curly-quote-in-attribute \"\u201C1\u201D\"\ncurly-quote-in-attribute \"\u20182\u2019\""},
    {"<a b=\"1\u201D>x</a>", "a[b=1](\"x\")", "curly-quote-in-attribute \"\"1\u201D\""},
    {"<a b=\u201C1\">x</a>", "a[b=1](\"x\")", "curly-quote-in-attribute \"\u201C1\"\""},
    {"<a b=\u201C1>x</a>", "a[b=1](\"x\")", "curly-quote-in-attribute \"\u201C1\""},
    // Curly quotes in text or inside straight ones are nobody's business.
    {"<a b='\u201Cq\u201D'>\u2018x\u2019</a>", "a[b=\u201Cq\u201D](\"\u2018x\u2019\")"},
};

TEST(XmlScanner, RepairsAttributes) {
  for (const ScannerCase& c : kAttributeCases) expect_case(c);
}

constexpr ScannerCase kNameCases[] = {
    {"<a x:b='1'><x:c/><x:d/></a>", "a[x:b=1](x:c()x:d())", "unbound-prefix \"x:b\""},
    {"<a><b xmlns:x='u'><x:c/></b><x:d/></a>", "a(b[xmlns:x=u](x:c())x:d())",
     "unbound-prefix \"x:d\""},
    {"<a:b:c/>", "a:b()", "malformed-qualified-name \"a:b:c\""},
    {"<:a></:a>", "a()", "malformed-qualified-name \":a\""},
    {"<a: />", "a()", "malformed-qualified-name \"a:\""},
    {"<a b:c:d='1'/>", "a()", "malformed-qualified-name \"b:c:d\""},
    {"<a xmlns:x=''><x:b/></a>", "a[xmlns:x=](x:b())", "empty-prefix-namespace \"xmlns:x\""},
    {"<a xmlns:xmlns='u'/>", "a[xmlns:xmlns=u]()", "reserved-namespace \"xmlns:xmlns\""},
    {"<a xmlns:xml='u'/>", "a[xmlns:xml=u]()", "reserved-namespace \"xmlns:xml\""},
    {"<a xmlns='http://www.w3.org/2000/xmlns/'/>", "a[xmlns=http://www.w3.org/2000/xmlns/]()",
     "reserved-namespace \"xmlns\""},
    {"<xmlns:a/>", "a()", "malformed-qualified-name \"xmlns:a\""},
};

TEST(XmlScanner, KnowsNamespaces) {
  for (const ScannerCase& c : kNameCases) expect_case(c);
}

constexpr ScannerCase kDocumentCases[] = {
    {"", "", "missing-root \"\""},
    {"<!-- c -->", "", "missing-root \"\""},
    {" {\"json\": true} ", "", "missing-root \"{\"json\": true}\""},
    {"\n<?xml version='1.0'?><a/>", "a()", "declaration-not-at-start \"<?xml version='1.0'?>\""},
    {"<?xml version='1.0'><a/>", "a()", "malformed-declaration \"<?xml version='1.0'>\""},
    {"<?xml encoding='UTF-8'?><a/>", "a()", "malformed-declaration \"<?xml encoding='UTF-8'?>\""},
    {"<?xml version='1.0' standalone='maybe'?><a/>", "a()",
     "malformed-declaration \"<?xml version='1.0' standalone='maybe'?>\""},
    {"<?xml version='1.0'encoding='UTF-8'?><a/>", "a()",
     "malformed-declaration \"<?xml version='1.0'encoding='UTF-8'?>\""},
    {"<?xml version=\u201C1.0\u201D encoding=\u201CUTF-8\u201D?><a/>", "a()",
     "curly-quote-in-declaration \"\u201C1.0\u201D\"\n"
     "curly-quote-in-declaration \"\u201CUTF-8\u201D\""},
    // Quotes, comments, brackets and other declarations inside a DOCTYPE do not end it.
    {"<!DOCTYPE a [<!ENTITY x \"]>'\"> <!-- ]> ' --> <?p ]>?> <!ATTLIST a b CDATA #IMPLIED>]>"
     "<a>&x;&y;</a>",
     "a(\"&x;&y;\")", "doctype \"<!DOCTYPE\""},
    {"<!DOCTYPE a 'x><a>&z;</a>", "a(\"&z;\")", "doctype \"<!DOCTYPE\""},
    {"<!doctype html><a/>", "a()", "doctype \"<!doctype\""},
    {"<a><!DOCTYPE b></a>", "a()", "doctype \"<!DOCTYPE\""},
};

TEST(XmlScanner, KnowsDocuments) {
  for (const ScannerCase& c : kDocumentCases) expect_case(c);
}

TEST(XmlScanner, GivesPlaces) {
  const std::string_view text = "<r>\n  <a b = 'c'>d</a>\n  <e/>\n</r>";
  XmlScan scan;
  scan_xml(text, scan);
  ASSERT_EQ(scan.elements().size(), 3u);
  const XmlElement& a = scan.elements()[1];
  EXPECT_EQ(a.start_tag.in(text), "<a b = 'c'>");
  EXPECT_EQ(a.name.in(text), "a");
  EXPECT_EQ(a.content().in(text), "d");
  EXPECT_EQ(a.end_tag.in(text), "</a>");
  EXPECT_EQ(a.range().in(text), "<a b = 'c'>d</a>");
  EXPECT_EQ(a.parent, 0u);
  ASSERT_EQ(scan.attributes(1).size(), 1u);
  EXPECT_EQ(scan.attributes(1)[0].name.in(text), "b");
  EXPECT_EQ(scan.attributes(1)[0].value.in(text), "c");
  EXPECT_EQ(scan.attributes(1)[0].range.in(text), "b = 'c'");
  EXPECT_TRUE(scan.elements()[2].self_closing);
  EXPECT_TRUE(scan.elements()[2].end_tag.empty());
  EXPECT_EQ(scan.elements()[2].end_tag.begin, scan.elements()[2].start_tag.end);
}

TEST(XmlScanner, PutsAMissingEndTagWhereItBelongs) {
  const std::string_view text = "<a><b>x</a>";
  XmlScan scan;
  scan_xml(text, scan);
  const XmlElement& b = scan.elements()[1];
  EXPECT_TRUE(b.end_tag.empty());
  EXPECT_EQ(b.end_tag.begin, text.find("</a>"));
  EXPECT_EQ(b.content().in(text), "x");
}

TEST(XmlScanner, MarksWhatAMendTouches) {
  XmlScan scan;
  scan_xml("<r><a><b><c/></x></a><d/></r>", scan);
  ASSERT_EQ(scan.elements().size(), 5u);
  auto near = [&](NodeId node) { return scan.elements()[node].near_mend; };
  EXPECT_TRUE(scan.elements()[2].mended);
  EXPECT_FALSE(near(0)) << "the root is two levels up";
  EXPECT_TRUE(near(1)) << "the parent";
  EXPECT_TRUE(near(2)) << "the mended one";
  EXPECT_TRUE(near(3)) << "inside";
  EXPECT_FALSE(near(4)) << "elsewhere";
}

TEST(XmlScanner, ResolvesNamespaces) {
  XmlScan scan;
  scan_xml(
      "<a xmlns='urn:1' xmlns:p='urn:&#50;'><p:b c='' p:c='' xml:lang=''/>"
      "<d xmlns='' xmlns:p='urn:3'><p:e/></d><p:f/></a>",
      scan);
  ASSERT_TRUE(scan.well_formed());
  EXPECT_EQ(scan.namespace_uri(0), "urn:1");
  EXPECT_EQ(scan.namespace_uri(1), "urn:2");
  EXPECT_EQ(scan.local_name(1), "b");
  EXPECT_EQ(scan.namespace_uri(2), "");
  EXPECT_EQ(scan.namespace_uri(3), "urn:3");
  EXPECT_EQ(scan.namespace_uri(4), "urn:2");
  EXPECT_NE(scan.find_attribute(1, "", "c"), nullptr);
  EXPECT_NE(scan.find_attribute(1, "urn:2", "c"), nullptr);
  EXPECT_NE(scan.find_attribute(1, kXmlNamespace, "lang"), nullptr);
  EXPECT_EQ(scan.find_attribute(1, "urn:1", "c"), nullptr);
  // The prefix is forgotten often enough that what is meant is kept.
  scan_xml("<a xsi:nil='true'/>", scan);
  EXPECT_NE(scan.find_attribute(0, kXsiNamespace, "nil"), nullptr);
}

TEST(XmlScanner, KeepsComments) {
  const std::string_view text = "<!-- 0 --><a><!-- 1 --><b/><!-- -- --></a>";
  XmlScan scan;
  scan_xml(text, scan);
  ASSERT_EQ(scan.comments().size(), 3u);
  EXPECT_EQ(scan.comments()[0].parent, kNoNode);
  EXPECT_EQ(scan.comments()[1].range.in(text), "<!-- 1 -->");
  EXPECT_EQ(scan.comments()[1].parent, 0u);
  EXPECT_EQ(scan.comments()[1].next, 1u);
  EXPECT_EQ(scan.comments()[2].next, 2u);
}

TEST(XmlScanner, ForgetsTheTextBefore) {
  XmlScan scan;
  XmlTree tree;
  scan_xml("<a xmlns:p='u'><p:b>&<c></p:b><!-- x --></a>", scan);
  tree.build(scan);
  scan_xml("<p:z/>", scan);
  tree.build(scan);
  EXPECT_EQ(test::dump_breaks(scan), "unbound-prefix \"p:z\"");
  EXPECT_EQ(test::dump(scan, tree), "p:z()");
  EXPECT_TRUE(scan.comments().empty());
}

}  // namespace
}  // namespace ecac
