#include "compiler/workspace/config.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac::config_test {
namespace {

std::string dump_errors(std::string_view text) {
  std::string dump;
  for (const ConfigError& error : parse_config(FileId{0}, "/p/ecac.json", text).errors) {
    EXPECT_EQ(error.path, "/p/ecac.json");
    dump += std::to_string(error.line) + ":" + std::to_string(error.column) + " " + error.message +
            "\n";
  }
  return dump;
}

TEST(Config, KeepsValuesAndTheirPlaces) {
  const std::string_view text = R"({
    // comments are allowed
    "rules": {"SEC008": "off", "naming": /* here too */ "warning"},
    "exclude": ["vendor/"],
    "known": ["NamedCredential:Partner", "org/package.xml"],
    "complete": ["ProfileSessionSetting"],
    "apps": {
      "Portal": {"clientType": "public", "site": "https://login.example.com"},
      "Store": {"clientType": "confidential", "guestProfile": "Store Profile"}
    }
  })";
  const ConfigResult result = parse_config(FileId{0}, "/p/ecac.json", text);
  EXPECT_TRUE(result.errors.empty());
  const Config& config = result.config;
  EXPECT_EQ(config.path, "/p/ecac.json");
  ASSERT_EQ(config.rules.size(), 2u);
  EXPECT_EQ(config.rules[0].selector.value, "SEC008");
  EXPECT_EQ(config.rules[0].selector.place.range.in(text), "SEC008");
  EXPECT_EQ(config.rules[0].severity.value, Severity::off);
  EXPECT_EQ(config.rules[1].severity.value, Severity::warning);
  EXPECT_EQ(config.rules[1].severity.place.range.in(text), "warning");
  EXPECT_EQ(config.exclude[0].value, "vendor/");
  EXPECT_EQ(config.known[1].place.range.in(text), "org/package.xml");
  ASSERT_EQ(config.complete.size(), 1u);
  EXPECT_EQ(config.complete[0].value, "ProfileSessionSetting");
  ASSERT_EQ(config.apps.size(), 2u);
  const AppConfiguration& portal = config.apps[0];
  EXPECT_EQ(portal.name, "Portal");
  EXPECT_EQ(portal.client_type->value, ClientType::public_client);
  EXPECT_EQ(portal.client_type->place.file, FileId{0});
  EXPECT_EQ(portal.client_type->place.range.in(text), "public");
  EXPECT_EQ(portal.site->value, "https://login.example.com");
  EXPECT_FALSE(portal.guest_profile);
  EXPECT_EQ(config.apps[1].guest_profile->value, "Store Profile");
}

TEST(Config, TellsOfCredentialsTheDeployAndWhatIsSuppressed) {
  const std::string_view text = R"({
    "apps": {"Portal": {"suppress": {"FLW027": "off until the launch"}}},
    "credentials": {"Tools": {"mcp": true, "resource": "https://tools.example.com/mcp"}},
    "deploy": {"target": "other-org", "sourceOrg": "dev-hub", "noOverwrite": ["keep.xml"]},
    "replacedElsewhere": ["SF_*"]
  })";
  const ConfigResult result = parse_config(FileId{0}, "/p/ecac.json", text);
  ASSERT_TRUE(result.errors.empty()) << result.errors[0].message;
  const Config& config = result.config;
  ASSERT_EQ(config.suppressed.size(), 1u);
  EXPECT_EQ(config.suppressed[0].name, "Portal");
  ASSERT_EQ(config.suppressed[0].rules.size(), 1u);
  EXPECT_EQ(config.suppressed[0].rules[0].selector.value, "FLW027");
  EXPECT_EQ(config.suppressed[0].rules[0].reason.place.range.in(text), "off until the launch");
  ASSERT_EQ(config.credentials.size(), 1u);
  EXPECT_TRUE(config.credentials[0].mcp->value);
  EXPECT_EQ(config.credentials[0].resource->value, "https://tools.example.com/mcp");
  EXPECT_EQ(config.deploy.target, DeployTarget::other_org);
  EXPECT_EQ(config.deploy.source_org, SourceOrg::dev_hub);
  EXPECT_EQ(config.deploy.no_overwrite[0].value, "keep.xml");
  EXPECT_EQ(config.replaced_elsewhere[0].place.range.in(text), "SF_*");
}

struct ErrorCase {
  const char* text;
  const char* errors;
};

constexpr ErrorCase kErrors[] = {
    {R"({"deploy": {"target": "other"}})",
     "1:24 `other` is no target; use `source-org`, `other-org` or `new-org`\n"},
    {R"({"deploy": {"sourceOrg": "moon"}})",
     "1:27 `moon` is no kind of org; use `production`, `dev-hub`, `sandbox` or `scratch-org`\n"},
    {R"({"deploy": {"targets": "other-org"}})",
     "1:14 unknown key `targets`; did you mean `target`?\n"},
    {R"({"credentials": {"A": {"mcp": "yes"}}})",
     "1:31 `mcp` must be true or false, not a string\n"},
    {R"({"apps": {"A": {"suppress": {"FLW027": ""}}}})",
     "1:40 the reason to suppress `FLW027` is empty\n"},
    {R"({"apps": {"A": {"suppress": ["FLW027"]}}})",
     "1:29 `suppress` must be an object, not an array\n"},
    {"{}", ""},
    {"{\n  \"rule\": {}\n}", "2:4 unknown key `rule`; did you mean `rules`?\n"},
    {R"({"something": 1})",
     "1:3 unknown key `something`; use `$schema`, `apiVersion`, `apps`, `baseline`, `complete`, "
     "`credentials`, `deploy`, "
     "`enforced`, `environments`, `exclude`, `extends`, `hosts`, `known`, `mode`, `overrides`, "
     "`preset`, `replacedElsewhere`, "
     "`rules`, `schemes`, "
     "`waiverPolicy` or `waivers`\n"},
    {R"({"apps": {"A": {"clienttype": "public"}}})",
     "1:18 unknown key `clienttype`; did you mean `clientType`?\n"},
    {R"({"apps": {"A": {"clientType": "pubic"}}})",
     "1:32 `pubic` is no client type; did you mean `public`?\n"},
    {R"({"rules": {"SEC008": "of"}})", "1:23 `of` is no severity; did you mean `off`?\n"},
    {R"({"rules": {"SEC008": false}})",
     "1:22 the severity of `SEC008` must be a string, not true or false\n"},
    {R"({"rules": []})", "1:11 `rules` must be an object, not an array\n"},
    {R"({"exclude": "x"})", "1:13 `exclude` must be an array, not a string\n"},
    {R"({"exclude": [1, ""]})",
     "1:14 an entry of `exclude` must be a string, not a number\n"
     "1:17 an entry of `exclude` is empty\n"},
    {R"({"known": [], "known": []})", "1:16 the key `known` is given twice\n"},
    {R"({"mode": "predeply"})", "1:11 `predeply` is no mode; did you mean `predeploy`?\n"},
    {R"({"preset": "strickt"})", "1:13 `strickt` is no preset; did you mean `strict`?\n"},
    {R"({"apiVersion": "66.1"})", "1:17 `66.1` is no API version; write it like 66.0\n"},
    {R"({"apiVersion": 66})",
     "1:16 `apiVersion` must be a string, not a number; write \"66\", on the command line --config "
     "'apiVersion=\"66\"'\n"},
    {R"({"hosts": ["https://a.example.com", "a.example.com"]})",
     "1:13 `https://a.example.com` is no host; write it alone, like login.example.com or "
     "*.example.com\n"},
    {R"({"schemes": ["com.example:", "cursor"]})",
     "1:15 `com.example:` is no scheme; write it alone, like com.example.portal\n"},
    {R"({"extends": 1})", "1:13 `extends` must be a path or an array of paths, not a number\n"},
    {R"({"extends": [""]})", "1:14 an entry of `extends` is empty\n"},
    {R"({"extends": ""})", "1:13 `extends` is empty\n"},
    {"[]", "1:1 the configuration must be an object, not an array\n"},
    {"{\"\xC3\xA9\": 1, \"appz\": {}}",
     "1:3 unknown key `\xC3\xA9`; use `$schema`, `apiVersion`, `apps`, `baseline`, `complete`, "
     "`credentials`, `deploy`, "
     "`enforced`, `environments`, `exclude`, `extends`, `hosts`, `known`, `mode`, `overrides`, "
     "`preset`, `replacedElsewhere`, "
     "`rules`, `schemes`, "
     "`waiverPolicy` or `waivers`\n"
     "1:11 unknown key `appz`; did you mean `apps`?\n"},
};

TEST(Config, SaysWhatIsWrongAndWhere) {
  for (const ErrorCase& c : kErrors) EXPECT_EQ(dump_errors(c.text), c.errors) << c.text;
  const std::string broken = dump_errors("{\n \"rules\": {,}\n}");
  EXPECT_TRUE(broken.starts_with("2:12 this is not valid JSON")) << broken;
  using namespace std::string_view_literals;
  EXPECT_EQ(dump_errors("{}\0\"rules\": {}"sv), "1:3 this is not valid JSON: a NUL stands here\n");
  EXPECT_EQ(dump_errors(R"({"waivers": [{"rule": "SEC008", "reason": " "}]})"),
            "1:14 a waiver needs a `reason`\n");
  EXPECT_EQ(dump_errors("{ // a\0\"rule\": {}\n}"sv),
            "1:7 this is not valid JSON: a NUL stands here\n");
}

TEST(Config, IsFoundUpward) {
  MemoryFileTree tree;
  tree.add("/a/ecac.json", "{}");
  tree.add_directory("/a/b/c");
  tree.add_directory("/x");
  EXPECT_EQ(find_config(tree, "/a/b/c", "/"), "/a/ecac.json");
  EXPECT_EQ(find_config(tree, "/a", "/"), "/a/ecac.json");
  EXPECT_EQ(find_config(tree, "/a/b/c", "/a/b"), "");
  EXPECT_EQ(find_config(tree, "/x", "/"), "");
}

TEST(Config, IsReadInOnePassHoweverManyKeysItHas) {
  std::string text = "{\"apps\": {";
  for (int i = 0; i < 200'000; ++i) text += fmt::format("\"App{}\": {{\"oops\": 1}}, ", i);
  text += "\"App7\": {}}}";
  const ConfigResult result = parse_config(FileId::none, "/p/ecac.json", text);
  EXPECT_EQ(result.errors.size(), 200'001U);
}

}  // namespace
}  // namespace ecac::config_test
