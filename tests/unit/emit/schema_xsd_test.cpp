#include "compiler/emit/schema/schema_xsd.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/xsd_validation.h"

namespace ecac {
namespace {

constexpr std::string_view kClosedType = R"(<type name="T">
  <field name="must" kind="string" required="schema"/>
  <field name="flag" kind="boolean"/>
  <field name="old" kind="string" required="schema" until="58"/>
  <field name="list" kind="enum" values="E"/>
  <field name="loud" kind="string" values="E" valuesCase="ignore"/>
  <field name="minutes" kind="int" min="1" max="720" tolerated="0"/>
  <field name="size" kind="int" allowed="2048 4096"/>
  <field name="day" kind="date" format="dateTime"/>
  <field name="short" kind="string" maxLength="3" limitStanding="documented"/>
  <field name="norm" kind="string" maxLength="3" limitStanding="norm"/>
  <field name="one" kind="complex" record="One"/>
  <field name="loose" kind="complex" record="Loose"/>
  <field name="many" kind="complex" record="Many" repeated="true" key="key" uniqueKey="true"/>
  <record name="One"><field name="name" kind="string" required="schema"/><field name="other" kind="string"/></record>
  <record name="Loose"><field name="a" kind="string"/><field name="b" kind="string"/></record>
  <record name="Many"><field name="key" kind="string" required="schema"/></record>
</type>)";

constexpr std::string_view kOpenType = R"(<type name="T" open="true">
  <field name="label" kind="string" required="schema"/>
  <field name="access" kind="complex" record="Access" repeated="true"/>
  <field name="anything" kind="complex" repeated="true"/>
  <record name="Access" open="false"><field name="enabled" kind="boolean" required="schema"/></record>
</type>)";

std::string xsd_of(std::string_view type) {
  const SchemaFile files[] = {
      {"enums/E.xml",
       "<enum name='E'><value name='A'><description>a &amp; b</description></value>"
       "<value name='B-c'/></enum>"},
      {"types/T.xml", type}};
  const auto set = SchemaSet::load(files);
  if (!set) {
    ADD_FAILURE() << set.error().message;
    return {};
  }
  return schema_xsd(*(*set)->find_type("T"));
}

std::vector<std::string> problems_in(const std::string& xsd, std::string_view content) {
  const std::string document =
      "<T xmlns='http://soap.sforce.com/2006/04/metadata' "
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>" +
      std::string(content) + "</T>";
  return xsd_problems(xsd, document);
}

TEST(SchemaXsd, AcceptsWhatTheTypeAllows) {
  const std::string xsd = xsd_of(kClosedType);
  for (const std::string_view content : {
           "<must>x</must>",
           "<must/>",
           "<flag>true</flag><must>x</must><fullName>n</fullName>",
           "<must>x</must><list> A </list><minutes>0</minutes><size>4096</size>",
           "<must>x</must><day>2027-01-19</day>",
           "<must>x</must><day>2027-01-19T00:00:00.000Z</day>",
           "<must>x</must><norm>12345</norm><short>123</short>",
           "<must>x</must><flag xsi:nil='true'/>",
           "<must>x</must><flag> 1 </flag><loud>b-C</loud>",
           "<must>x</must><one><name>n</name><other>o</other></one><loose><a/><b/></loose>",
           "<must>x</must><many><key>a</key></many><flag>false</flag><many><key>b</key></many>",
       }) {
    const auto problems = problems_in(xsd, content);
    EXPECT_TRUE(problems.empty()) << content << "\n" << problems.front();
  }
}

TEST(SchemaXsd, RefusesWhatItDoesNot) {
  const std::string xsd = xsd_of(kClosedType);
  for (const std::string_view content : {
           "",
           "<must>x</must><must>x</must>",
           "<must xsi:nil='true'/>",
           "<must>x</must><unknown/>",
           "<must>x</must>text",
           "<must>x</must><flag>true</flag><flag>false</flag>",
           "<must>x</must><flag>yes</flag>",
           "<must>x</must><list>a</list>",
           "<must>x</must><loud>c</loud>",
           "<must>x</must><minutes>721</minutes>",
           "<must>x</must><size>1024</size>",
           "<must>x</must><day>soon</day>",
           "<must>x</must><short>1234</short>",
           "<must>x</must><one/>",
           "<must>x</must><one><name>n</name><name>n</name></one>",
           "<must>x</must><one><name>n</name></one><one><name>m</name></one>",
           "<must>x</must><loose><a/></loose><loose><a/></loose>",
           "<must>x</must><many><key>a</key></many><many><key>a</key></many>",
       }) {
    EXPECT_FALSE(problems_in(xsd, content).empty()) << content;
  }
}

TEST(SchemaXsd, JudgesOnlyTheListedElementsOfAnOpenType) {
  const std::string xsd = xsd_of(kOpenType);
  EXPECT_TRUE(problems_in(xsd, "<label>l</label><other><deep/></other><other/>").empty());
  EXPECT_TRUE(problems_in(xsd,
                          "<label>l</label><anything><x/></anything><access><enabled>true"
                          "</enabled></access><access><enabled>false</enabled></access>")
                  .empty());
  EXPECT_FALSE(problems_in(xsd, "<other/>").empty());
  EXPECT_FALSE(problems_in(xsd, "<label>l</label><label>l</label>").empty());
  EXPECT_FALSE(problems_in(xsd, "<label>l</label><access/>").empty());
  EXPECT_FALSE(
      problems_in(xsd, "<label>l</label><access><enabled>maybe</enabled></access>").empty());
}

TEST(SchemaXsd, CompilesForEveryType) {
  for (const TypeSchema& type : SchemaSet::embedded()->types()) {
    // A document of another namespace is refused for that reason alone, if the schema is sound.
    const auto problems = xsd_problems(schema_xsd(type), "<nothing/>");
    ASSERT_EQ(problems.size(), 1U) << type.name << "\n" << problems.front();
    EXPECT_NE(problems.front().find("No matching global declaration"), std::string::npos)
        << problems.front();
  }
}

}  // namespace
}  // namespace ecac
