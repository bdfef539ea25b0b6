#include "compiler/emit/schema/schema_text.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace ecac {
namespace {

void expect_narrow(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    // A row of long names may reach a little beyond the page; prose may not.
    EXPECT_LE(line.size(), 104U) << line;
    EXPECT_FALSE(line.ends_with(' ')) << line;
  }
}

TEST(SchemaText, FitsAPage) {
  const SchemaSet& set = *SchemaSet::embedded();
  expect_narrow(schema_text(set));
  for (const TypeSchema& type : set.types()) expect_narrow(schema_text(set, &type));
}

TEST(SchemaText, ShowsOneTypeForAPerson) {
  const SchemaFile files[] = {
      {"enums/E.xml", "<enum name='E'><value name='One'/><value name='Two' until='60'/></enum>"},
      {"types/T.xml",
       "<type name='T' suffix='t' directory='ts' since='58' documentedSince='59' owner='admin'>"
       "<description>Some type</description>"
       "<permission for='deploy' name='Customize'/>"
       "<field name='r' kind='complex' record='R' repeated='true'>"
       "<description>Parts</description></field>"
       "<field name='e' kind='enum' values='E' required='schema' since='59' default='One' "
       "defaultStanding='observed'><description>Which one</description></field>"
       "<record name='R'><field name='x' kind='string' list='comma' since='60' "
       "sinceStanding='unconfirmed'><description>Items</description></field></record>"
       "<together rule='SCH014' fields='r e'/></type>"}};
  const auto set = SchemaSet::load(files);
  ASSERT_TRUE(set) << set.error().message;
  EXPECT_EQ(schema_text(**set, (*set)->find_type("T")), R"(T
  Some type

  File          ts/<name>.t-meta.xml
  Versions      API 58.0, documented from 59.0
  Edited by     admin
  To deploy     Customize

  FIELD  KIND                REQUIRED  DEFAULT         SINCE
  r      complex, repeated
      Parts
    x    string, comma list                            60.0?
        Items
  e      enum                required  One (observed)  59.0
      Which one
      Values: One, Two (until 60.0)

  CONSTRAINTS
  all or none of r, e (SCH014)
)");
}

}  // namespace
}  // namespace ecac
