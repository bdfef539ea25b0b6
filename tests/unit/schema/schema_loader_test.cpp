#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema_set.h"

namespace ecac {
namespace {

/// Loads one type named T, beside a type Other with field `name` and a list of values E.
Result<std::shared_ptr<const SchemaSet>> load_type(std::string_view text,
                                                   std::vector<SchemaFile> more = {}) {
  more.push_back({"types/T.xml", text});
  more.push_back(
      {"types/Other.xml",
       R"(<type name="Other" suffix="other"><field name="name" kind="string"/></type>)"});
  more.push_back({"enums/E.xml",
                  R"(<enum name="E"><value name="One"/><value name="Two" since="61"/>)"
                  R"(<mistake written="Uno" means="One"/></enum>)"});
  return SchemaSet::load(more);
}

std::string error_of(std::string_view text, std::vector<SchemaFile> more = {}) {
  const auto loaded = load_type(text, std::move(more));
  return loaded ? "" : loaded.error().message;
}

struct BadType {
  std::string_view text;
  std::string_view error;
};

constexpr BadType kBadTypes[] = {
    {"<type", "types/T.xml:1: "},
    {"<kind/>", "types/T.xml:1: expected <type>"},
    {"<type/>", "types/T.xml:1: <type> needs a name"},
    {"<type name='U'/>", "types/T.xml:1: 'U' must be in a file of that name"},
    {"<type name='T' colour='red'/>", "types/T.xml:1: <type> has no attribute 'colour'"},
    {"<type name='T' since='58.0'/>",
     "types/T.xml:1: since=\"58.0\" on <type>: expected a whole API version such as 66"},
    {"<type name='T' open='yes'/>",
     "types/T.xml:1: open=\"yes\" on <type>: expected true or false"},
    {"<type name='T' suffix='other'/>", "types/T.xml:1: another type has the suffix 'other' too"},
    {"<type name='T'>\n  <colour/></type>", "types/T.xml:2: <type> cannot hold <colour>"},
    {"<type name='T'>\n<field kind='string'/></type>", "types/T.xml:2: field '' needs a name"},
    {"<type name='T'>\n<field name='f'/></type>", "types/T.xml:2: field 'f' needs a kind"},
    {"<type name='T'>\n\n<field name='f' kind='text'/></type>",
     "types/T.xml:3: kind=\"text\" on <field>: expected string, boolean, int, double, date, enum, "
     "complex"},
    {"<type name='T'><field name='f' kind='string'/>\n<field name='f' kind='int'/></type>",
     "types/T.xml:2: field 'f' is listed twice"},
    {"<type name='T'>\n<field name='f' kind='boolean' tokenScope='Api'/></type>",
     "types/T.xml:2: field 'f' needs a <source> for the scope of its token"},
    {"<type name='T'>\n<field name='f' kind='enum' values='F'/></type>",
     "types/T.xml:2: there is no list of values 'F'"},
    {"<type name='T'>\n<field name='f' kind='enum' values='E' default='Six'/></type>",
     "types/T.xml:2: field 'f' has a default that is not among its values"},
    {"<type name='T'>\n<field name='f' kind='complex' record='R'/></type>",
     "types/T.xml:2: there is no record 'R' in this file"},
    {"<type name='T'>\n<field name='f' kind='complex'/></type>",
     "types/T.xml:2: field 'f' is complex and needs a record"},
    {"<type name='T'>\n<record name='R'/></type>", "types/T.xml:2: no field has the record 'R'"},
    {"<type name='T'>\n<field name='f' kind='complex' record='R'/><record name='R'>"
     "<field name='g' kind='complex' record='R'/></record></type>",
     "types/T.xml:2: record 'R' contains itself"},
    {"<type name='T'>\n<field name='f' kind='string' reference='Nothing'/></type>",
     "types/T.xml:2: there is no type 'Nothing' to refer to"},
    {"<type name='T'>\n<field name='f' kind='string' movedTo='Other.nothing'/></type>",
     "types/T.xml:2: there is no field 'Other.nothing' to move to"},
    {"<type name='T'>\n<oneOf rule='SCH999' fields='f'/></type>",
     "types/T.xml:2: there is no rule 'SCH999'"},
    {"<type name='T'>\n<oneOf rule='SCH013' case='nothing' fields='f'/></type>",
     "types/T.xml:2: rule SCH013 has no case 'nothing'"},
    {"<type name='T'>\n<oneOf rule='SCH013' fields='f'/></type>",
     "types/T.xml:2: 'T' has no field 'f'"},
    {"<type name='T'>\n<needs rule='SCH013' fields='f'/></type>",
     "types/T.xml:2: <needs> needs 'when' and 'is'"},
    {"<type name='T'><field name='f' kind='enum' values='E'/>\n"
     "<needs rule='SCH013' when='f' is='Six' fields='f'/></type>",
     "types/T.xml:2: 'Six' is no value of 'f'"},
    {"<type name='T'><field name='f' kind='enum' values='E'/>\n"
     "<needs rule='SCH013' when='f' is='One' fields='f' offer='remove'/></type>",
     "types/T.xml:2: <needs> cannot offer 'remove'"},
    {"<type name='T'><field name='f' kind='string'/>\n"
     "<matches rule='SCH013' when='f' is='*' fields='f'/></type>",
     "types/T.xml:2: <matches> needs a pattern"},
    {"<type name='T'><field name='f' kind='string'/>\n"
     "<needs rule='SCH013' when='f' is='*' fields='f' pattern='a'/></type>",
     "types/T.xml:2: <needs> has no pattern"},
    {"<type name='T'><field name='f' kind='enum' values='E'/>\n"
     "<needs rule='SCH013' when='f' is='One' fields='f'>\n<also when='f' is='Six'/></needs></type>",
     "types/T.xml:3: 'Six' is no value of 'f'"},
    {"<type name='T'><field name='f' kind='enum' values='E'/>\n"
     "<excludes rule='SCH013' when='f' is='One' fields='f' offer='rename'/></type>",
     "types/T.xml:2: <excludes> cannot offer 'rename'"},
};

TEST(SchemaLoader, NamesFileAndLineOfWhatIsWrong) {
  for (const BadType& bad : kBadTypes) {
    const std::string error = error_of(bad.text);
    EXPECT_EQ(error.substr(0, bad.error.size()), bad.error) << bad.text << "\n" << error;
  }
}

TEST(SchemaLoader, RefusesBadListsOfValues) {
  const auto error = [](std::string_view text) {
    return error_of("<type name='T'/>", {{"enums/F.xml", text}});
  };
  EXPECT_EQ(error("<enum name='F'><value name='A'/>\n<value name='A'/></enum>"),
            "enums/F.xml:2: value 'A' is listed twice");
  EXPECT_EQ(error("<enum name='F'><mistake written='a' means='A'/></enum>"),
            "enums/F.xml:1: 'a' means 'A', which is no value");
  EXPECT_EQ(error("<enum name='E'/>"), "enums/F.xml:1: 'E' must be in a file of that name");
  EXPECT_EQ(error("<enum name='F' of='T.f'/>"), "enums/F.xml:1: there is no field 'T.f'");
}

TEST(SchemaLoader, RefusesWordsThatMeanNothing) {
  const auto error = [](std::string_view text) {
    return error_of("<type name='T'><field name='f' kind='enum' values='E'/></type>",
                    {{"vocabulary.xml", text}});
  };
  EXPECT_EQ(error("<vocabulary><element written='w' in='T' means='f' family='template'/>"
                  "<value written='w' of='T.f' means='One' family='template'/></vocabulary>"),
            "");
  EXPECT_EQ(
      error("<vocabulary><element written='w' in='U' means='f' family='template'/></vocabulary>"),
      "vocabulary.xml:1: there is no type 'U'");
  EXPECT_EQ(
      error("<vocabulary><element written='w' in='T' means='g' family='template'/></vocabulary>"),
      "vocabulary.xml:1: 'T' has no field 'g'");
  EXPECT_EQ(
      error("<vocabulary><value written='w' of='T.f' means='Six' family='template'/></vocabulary>"),
      "vocabulary.xml:1: 'Six' is no value of 'T.f'");
}

TEST(SchemaLoader, RefusesAuthorizationServersThatSayNothing) {
  const auto error = [](std::string_view text) {
    return error_of("<type name='T'/>", {{"authorization-servers.xml", text}});
  };
  const std::string needs =
      "authorization-servers.xml:1: <server> needs 'name', 'audience', 'hosts' or 'path', and a "
      "<source>";
  EXPECT_EQ(error("<authorizationServers><server name='A' audience='scope' path='/a/'>"
                  "<source>s</source></server></authorizationServers>"),
            "");
  EXPECT_EQ(error("<authorizationServers><server name='A' audience='scope' path='/a/'/>"
                  "</authorizationServers>"),
            needs);
  EXPECT_EQ(error("<authorizationServers><server name='A' audience='scope'><source>s</source>"
                  "</server></authorizationServers>"),
            needs);
  EXPECT_EQ(error("<authorizationServers><host/></authorizationServers>"),
            "authorization-servers.xml:1: <authorizationServers> cannot hold <host>");
}

TEST(SchemaLoader, RefusesABaselineOfOtherWords) {
  const auto error = [](std::string_view text) {
    return error_of("<type name='T'/>", {{"baseline.xml", text}});
  };
  EXPECT_EQ(error("<baseline><limits scopes='10'/><scheme name='s' use='vendor'/>"
                  "<host name='h' use='echo' paths='/a /b'/></baseline>"),
            "");
  EXPECT_NE(error("<baseline><scheme name='s' use='friendly'/></baseline>"), "");
  EXPECT_NE(error("<baseline><limits scopes='few'/></baseline>"), "");
  EXPECT_EQ(error("<baseline><port/></baseline>"), "baseline.xml:1: <baseline> cannot hold <port>");
}

TEST(SchemaLoader, ReadsHowAnOrgWritesFiles) {
  const RetrievedForm& form = SchemaSet::embedded()->retrieved_form();
  EXPECT_TRUE(form.known());
  EXPECT_EQ(form.declaration, R"(<?xml version="1.0" encoding="UTF-8"?>)");
  EXPECT_EQ(form.indentation, 4);
  EXPECT_EQ(form.escapes.size(), 5U);
  EXPECT_EQ(form.first, std::vector<std::string_view>{"fullName"});
  EXPECT_NE(form.document_standing, Standing::none);
  EXPECT_NE(form.order_standing, Standing::none);
  for (const RetrievedEscape& escape : form.escapes) EXPECT_NE(escape.standing, Standing::none);
}

TEST(SchemaLoader, RefusesAFormOfOtherWords) {
  const auto error = [](std::string_view text) {
    return error_of("<type name='T'/>", {{"retrieved-form.xml", text}});
  };
  constexpr std::string_view kNeeds =
      "retrieved-form.xml:1: <document> needs a 'declaration' and an 'indentation'";
  EXPECT_EQ(error("<retrievedForm><document declaration='&lt;?xml ?>' indentation='2' "
                  "standing='observed'/></retrievedForm>"),
            "");
  EXPECT_EQ(error("<retrievedForm><document indentation='2'/></retrievedForm>"), kNeeds);
  EXPECT_EQ(error("<retrievedForm><document declaration='&lt;?xml ?>'/></retrievedForm>"), kNeeds);
  EXPECT_NE(error("<retrievedForm><escape character='ab' as='&amp;x;'/></retrievedForm>"), "");
  EXPECT_NE(error("<retrievedForm><escape character='a' as='x'/></retrievedForm>"), "");
  EXPECT_NE(error("<retrievedForm><escape character='é' as='&amp;x;'/></retrievedForm>"), "");
  EXPECT_EQ(error("<retrievedForm><tabs/></retrievedForm>"),
            "retrieved-form.xml:1: <retrievedForm> cannot hold <tabs>");
}

TEST(SchemaLoader, CollapsesWhiteSpaceInTexts) {
  const auto set =
      load_type("<type name='T'><description>\n  one\n  two &amp; three </description></type>");
  ASSERT_TRUE(set);
  EXPECT_EQ((*set)->find_type("T")->description, "one two & three");
}

TEST(SchemaLoader, GivesTheFieldsOfARecordAnIdForEachUse) {
  const auto set = load_type(
      "<type name='T' owner='admin'><field name='a' kind='complex' record='R'/>"
      "<field name='b' kind='complex' record='R'/>"
      "<record name='R'><field name='x' kind='string' owner='org'/></record></type>");
  ASSERT_TRUE(set);
  const TypeSchema& type = *(*set)->find_type("T");
  const FieldSchema& first = *type.root.find("a")->record->find("x");
  const FieldSchema& second = *type.root.find("b")->record->find("x");
  EXPECT_NE(first.id, second.id);
  EXPECT_EQ(&(*set)->field(first.id), &first);
  EXPECT_EQ((*set)->type_of(second.id), type.id);
  EXPECT_EQ(first.owner, Owner::org);
  EXPECT_EQ(type.root.find("a")->owner, Owner::admin);
}

TEST(SchemaLoader, LetsRecordsOfOpenTypesBeOpenUnlessTheySayNo) {
  const auto set = load_type(
      "<type name='T' open='true'><field name='a' kind='complex' record='R'/>"
      "<field name='b' kind='complex' record='S'/><field name='c' kind='complex'/>"
      "<record name='R'/><record name='S' open='false'/></type>");
  ASSERT_TRUE(set);
  const RecordSchema& root = (*set)->find_type("T")->root;
  EXPECT_TRUE(root.open);
  EXPECT_TRUE(root.find("a")->record->open);
  EXPECT_FALSE(root.find("b")->record->open);
  EXPECT_EQ(root.find("c")->record, nullptr);
}

TEST(SchemaLoader, ReadsFromWhichVersionANumberIsAllowed) {
  const auto set = load_type(
      "<type name='T'><field name='a' kind='int' allowed='1 5 60'>"
      "<allowedSince version='65'>60</allowedSince></field></type>");
  ASSERT_TRUE(set);
  const FieldSchema& field = *(*set)->find_type("T")->root.find("a");
  ASSERT_EQ(field.allowed.size(), 3U);
  EXPECT_EQ(field.allowed[1].since, 0);
  EXPECT_EQ(field.allowed[2].since, 65);
}

TEST(SchemaLoader, ReadsWhatAFlowDropsAndWhoSaysSo) {
  const auto error_of_list = [](std::string_view text) -> std::string {
    const SchemaFile file = {"enums/L.xml", text};
    const auto set = SchemaSet::load(std::span(&file, 1));
    if (!set) return set.error().message;
    const EnumSchema& list = *(*set)->find_enum("L");
    EXPECT_TRUE(list.is_dropped("device", "A"));
    EXPECT_FALSE(list.is_dropped("device", "B"));
    EXPECT_FALSE(list.is_dropped("saml", "A"));
    return "";
  };
  EXPECT_EQ(error_of_list("<enum name='L'><value name='A'/><value name='B'/>"
                          "<drops flow='device' values='A'><source>s</source></drops></enum>"),
            "");
  EXPECT_EQ(error_of_list("<enum name='L'><value name='A'/>\n"
                          "<drops flow='device' values='A'/></enum>"),
            "enums/L.xml:2: <drops> needs 'flow', 'values' and a <source>");
  EXPECT_EQ(error_of_list("<enum name='L'><value name='A'/>\n"
                          "<drops flow='device' values='C'><source>s</source></drops></enum>"),
            "enums/L.xml:2: 'C' is no value listed before");
  EXPECT_EQ(error_of_list("<enum name='L' apart='true'><value name='A'/></enum>"),
            "enums/L.xml:1: a list that no field has needs a <source>");
}

TEST(SchemaLoader, CollectsTheScopesOfTokens) {
  const auto set = load_type(
      "<type name='T'><field name='a' kind='boolean' tokenScope='Api'><source>s</source></field>"
      "<field name='b' kind='boolean'/></type>");
  ASSERT_TRUE(set);
  ASSERT_EQ((*set)->token_scopes().size(), 1U);
  EXPECT_EQ((*set)->token_scopes()[0], "Api");
}

TEST(SchemaLoader, TakesAnEmptyFolder) {
  const auto set = SchemaSet::load({});
  ASSERT_TRUE(set);
  EXPECT_TRUE((*set)->types().empty());
  EXPECT_EQ((*set)->find_type("T"), nullptr);
  EXPECT_EQ((*set)->find_by_suffix("eca", "Portal"), nullptr);
  EXPECT_TRUE((*set)->type(TypeId{0}).name.empty());
  EXPECT_TRUE((*set)->field(FieldId{0}).name.empty());
}

}  // namespace
}  // namespace ecac
