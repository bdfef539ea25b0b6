#include "compiler/workspace/config_setting.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/workspace/config_document.h"

namespace ecac::config_setting_test {
namespace {

std::string dump(const JsonValue& value) {
  std::string text;
  switch (value.kind) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return value.boolean ? "true" : "false";
    case JsonKind::number: return value.text;
    case JsonKind::string: return "'" + value.text + "'";
    case JsonKind::array:
      for (const JsonValue& item : value.items) text += (text.empty() ? "" : ",") + dump(item);
      return "[" + text + "]";
    case JsonKind::object:
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        text += (text.empty() ? "" : ",") + value.keys[i].text + ":" + dump(value.items[i]);
      }
      return "{" + text + "}";
  }
  return text;
}

struct SettingCase {
  const char* setting;
  const char* means;
};

constexpr SettingCase kSettings[] = {
    {"deploy.target=new-org", "{deploy:{target:'new-org'}}"},
    {"rules.SEC002/off=error", "{rules:{SEC002/off:'error'}}"},
    {"rules.ALL=\"off\"", "{rules:{ALL:'off'}}"},
    {"credentials.Tools.mcp=true", "{credentials:{Tools:{mcp:true}}}"},
    {"waiverPolicy.maxDays=30", "{waiverPolicy:{maxDays:30}}"},
    {"known=[\"PermissionSet:A\", \"B\"]", "{known:['PermissionSet:A','B']}"},
    {"apps={\"A\": {\"site\": null}}", "{apps:{A:{site:null}}}"},
    {"apps.A.site=https://a.example.com/?x=1&y=2",
     "{apps:{A:{site:'https://a.example.com/?x=1&y=2'}}}"},
    {"environments.\"eu.uat\"=[\"a\"]", "{environments:{eu.uat:['a']}}"},
    {R"(apps."a\"=b".site=)", "{apps:{a\"=b:{site:''}}}"},
    {"apps.A.site=[oops", "{apps:{A:{site:'[oops'}}}"},
};

TEST(ConfigSetting, IsADocumentOfOneMember) {
  for (const SettingCase& c : kSettings) {
    EXPECT_TRUE(is_config_setting(c.setting)) << c.setting;
    const Result<JsonValue> value = parse_config_setting(c.setting, 0);
    ASSERT_TRUE(value) << c.setting;
    EXPECT_EQ(dump(*value), c.means);
  }
  for (const std::string text :
       {"", "=", "ecac.json", "a.=b", ".a=b", "a..b=c", "\"a=b", "\"a\"b=c"}) {
    EXPECT_FALSE(is_config_setting(text)) << text;
    EXPECT_FALSE(parse_config_setting(text, 0)) << text;
  }
}

TEST(ConfigSetting, KnowsItsPlaces) {
  const std::string text = "first=1\ndeploy.target=\"new-org\"\nrules.ALL=off\n";
  const Result<JsonValue> quoted = parse_config_setting("deploy.target=\"new-org\"", 8);
  ASSERT_TRUE(quoted);
  const JsonValue& deploy = quoted->items.at(0);
  EXPECT_EQ(quoted->keys.at(0).range.in(text), "deploy");
  EXPECT_EQ(deploy.keys.at(0).range.in(text), "target");
  EXPECT_EQ(deploy.items.at(0).inner_range().in(text), "new-org");
  const Result<JsonValue> plain = parse_config_setting("rules.ALL=off", 32);
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->items.at(0).keys.at(0).range.in(text), "ALL");
  EXPECT_EQ(plain->items.at(0).items.at(0).inner_range().in(text), "off");
}

JsonValue parsed(const std::string& text) {
  JsonValue value;
  JsonBreak broken;
  EXPECT_TRUE(parse_json(text, JsonComments::allowed, value, broken)) << broken.message;
  return value;
}

TEST(ConfigDocument, IsJoinedByKeysAndLists) {
  JsonValue document;
  join_configuration(document, parsed(R"({"$schema": "x", "extends": "y",
    "rules": {"SEC": "off", "SCH": "info"}, "exclude": ["a"],
    "apps": {"A": {"site": "s", "clientType": "public"}, "B": {}},
    "environments": {"uat": ["x", "y"], "dev": ["d"]}, "deploy": {"target": "new-org"}})"));
  join_configuration(document, parsed(R"({"extends": [],
    "rules": {"SEC": "error"}, "exclude": ["b"], "apps": {"A": {"site": "t"}},
    "environments": {"uat": ["z"]}, "known": ["k"]})"));
  // The later severity stands behind the earlier ones, for the later line wins.
  EXPECT_EQ(dump(document),
            "{deploy:{target:'new-org'},rules:{SCH:'info',SEC:'error'},exclude:['a','b'],"
            "apps:{B:{},A:{clientType:'public',site:'t'}},"
            "environments:{dev:['d'],uat:['z']},known:['k']}");
}

}  // namespace
}  // namespace ecac::config_setting_test
