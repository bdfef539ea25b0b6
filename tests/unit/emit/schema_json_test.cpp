#include "compiler/emit/schema/schema_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace ecac {
namespace {

constexpr std::string_view kDescribedType =
    R"(<type name="T" suffix="t" directory="ts" since="58" owner="admin">
  <description>A "type"</description>
  <field name="e" kind="enum" values="E" required="schema" since="59" default="One"/>
  <field name="r" kind="complex" record="R" repeated="true"/>
  <field name="s" kind="string" secret="true" reference="T" until="60" required="advised"/>
  <record name="R"><field name="x" kind="int"/></record>
  <needs rule="SCH014" case="custom-subject" when="e" is="One" fields="r"/>
</type>)";

TEST(SchemaJson, HasKeysOnlyForWhatIsKnown) {
  const SchemaFile files[] = {{"enums/E.xml", "<enum name='E'><value name='One'/></enum>"},
                              {"types/T.xml", kDescribedType}};
  const auto set = SchemaSet::load(files);
  ASSERT_TRUE(set) << set.error().message;
  const auto expected = nlohmann::json::parse(R"({"types": [{
    "name": "T", "suffix": "t", "directory": "ts", "since": 58, "description": "A \"type\"",
    "fields": [
      {"name": "e", "kind": "enum", "required": true, "since": 59, "default": "One",
       "values": ["One"], "owner": "admin"},
      {"name": "r", "kind": "complex", "repeated": true, "owner": "admin",
       "fields": [{"name": "x", "kind": "int", "owner": "admin"}]},
      {"name": "s", "kind": "string", "until": 60, "reference": "T", "secret": true,
       "owner": "admin"}
    ],
    "constraints": [{"kind": "needs", "rule": "SCH014", "case": "custom-subject", "when": "e",
                     "is": ["One"], "fields": ["r"]}]
  }]})");
  EXPECT_EQ(nlohmann::json::parse(schema_json(**set)), expected);
}

TEST(SchemaJson, ShowsOneTypeOrAll) {
  const SchemaSet& set = *SchemaSet::embedded();
  const auto all = nlohmann::json::parse(schema_json(set));
  EXPECT_EQ(all["types"].size(), set.types().size());
  const auto one = nlohmann::json::parse(schema_json(set, set.find_type("Certificate")));
  ASSERT_EQ(one["types"].size(), 1U);
  EXPECT_EQ(one["types"][0]["name"], "Certificate");
}

}  // namespace
}  // namespace ecac
