#include "compiler/schema/request_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema_set.h"

namespace ecac {
namespace {

constexpr std::string_view kParts =
    R"(<requests><source>s</source><part name="both"><header name="H" value="1" when="pkce"/></part>)"
    R"(</requests>)";

Result<std::shared_ptr<const SchemaSet>> load_requests(std::string_view text) {
  const std::vector<SchemaFile> files = {{"requests/a.xml", text}, {"requests/parts.xml", kParts}};
  return SchemaSet::load(files);
}

std::string request(const std::string& inside) {
  return R"(<requests of="webServer"><source>s</source>
<request step="token" method="POST" host="site" path="/token" body="form">)" +
         inside + "</request></requests>";
}

std::string problem_in(std::string_view text) {
  const auto loaded = load_requests(text);
  return loaded ? "" : loaded.error().message;
}

TEST(RequestReader, PutsPartsWhereTheyAreUsed) {
  const auto loaded = load_requests(request(
      R"(<parameter name="a" value="[a]"/><use part="both" unless="dpop"/><note when="dpop">n</note>)"));
  ASSERT_TRUE(loaded) << loaded.error().message;
  const RequestSet* set = (*loaded)->find_requests("webServer");
  ASSERT_NE(set, nullptr);
  ASSERT_EQ(set->requests.size(), 1U);
  const std::vector<RequestItem>& items = set->requests[0].items;
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[1].name, "H");
  EXPECT_EQ(items[1].condition.when, std::vector{RequestFact::pkce});
  EXPECT_EQ(items[1].condition.unless, std::vector{RequestFact::dpop});
  EXPECT_EQ(items[2].value, "n");
  EXPECT_EQ((*loaded)->find_requests("guest"), nullptr);
}

TEST(RequestReader, KnowsWhereARequestGoesAndWhatItRestsOn) {
  const auto loaded = load_requests(
      R"(<requests of="aws_sts" grantType="g" responseType="r"><source>s</source>
<request step="a" method="GET" address="https://x.example" path="/y" standing="inferred"/>
<request step="b" method="POST" host="tokenUrl" body="form" perScope="true" sent="false" since="60">
<source>t</source><configured what="claims" when="pkce"/></request></requests>)");
  ASSERT_TRUE(loaded) << loaded.error().message;
  const RequestSet* set = (*loaded)->find_requests("aws_sts");
  ASSERT_NE(set, nullptr);
  EXPECT_EQ(set->grant_type, "g");
  EXPECT_EQ(set->response_type, "r");
  const RequestSchema& first = set->requests.at(0);
  EXPECT_EQ(first.host, RequestHost::described);
  EXPECT_EQ(first.address, "https://x.example");
  EXPECT_EQ(first.source, "s");
  EXPECT_EQ(first.standing, Standing::inferred);
  const RequestSchema& second = set->requests.at(1);
  EXPECT_EQ(second.source, "t");
  EXPECT_EQ(second.standing, Standing::documented);
  EXPECT_EQ(second.since, 60);
  EXPECT_TRUE(second.per_scope);
  EXPECT_FALSE(second.sent);
  EXPECT_EQ(second.items.at(0).configured, ConfiguredItems::claims);
}

TEST(RequestReader, SaysWhatIsWrong) {
  const std::pair<std::string, std::string> wrong[] = {
      {"<requests of='a'/>", "requests/a.xml:1: <requests> needs a <source>"},
      {"<requests><source>s</source><request step='a' method='GET' path='/'/></requests>",
       "requests/a.xml:1: <requests> needs 'of', the flow that they belong to"},
      {"<requests of='a'><source>s</source>\n<colour/></requests>",
       "requests/a.xml:2: <requests> cannot hold <colour>"},
      {"<requests of='a'><source>s</source>\n<request method='GET' path='/'/></requests>",
       "requests/a.xml:2: <request> needs 'step', 'method' and 'path'"},
      {"<requests of='a'><source>s</source>\n<request step='a' method='GET' path='b'/></requests>",
       "requests/a.xml:2: a path begins with '/'"},
      {"<requests of='a'><source>s</source>\n<request step='a' method='PUT' path='/'/></requests>",
       "requests/a.xml:2: method=\"PUT\" on <request>: expected GET, POST, any"},
      {"<requests of='a'><source>s</source>\n<request step='a' method='POST' path='/'/></requests>",
       "requests/a.xml:2: 'body' tells the form of what a POST sends, and of nothing else"},
      {request("<colour/>"), "requests/a.xml:2: <request> cannot hold <colour>"},
      {request("<parameter value='1'/>"), "requests/a.xml:2: <parameter> needs a name"},
      {request("<header name='H'/>"), "requests/a.xml:2: <header> needs a value"},
      {request("<note/>"), "requests/a.xml:2: <note> needs a text"},
      {request("<answer>good</answer>"), "requests/a.xml:2: <answer> needs a status"},
      {request("<header name='H' value='{colour}'/>"),
       "requests/a.xml:2: no app has a word '{colour}'"},
      {request("<header name='H' value='1' when='pkce red'/>"),
       "requests/a.xml:2: when=\"pkce red\" on <header>: expected facts that an app has, such as "
       "pkce"},
      {request("<note when='pkce'>{decidedBy}</note>"),
       "requests/a.xml:2: no app has a word '{decidedBy}'"},
      {request("<configured what='all'/>"),
       "requests/a.xml:2: what=\"all\" on <configured>: expected parameters, headers, claims"},
      {request("<use part='none'/>"), "requests/a.xml:2: there is no part 'none'"},
      {"<requests><source>s</source>\n<part name='both'/></requests>",
       "requests/parts.xml:1: there is another part 'both'"},
      {"<requests><source>s</source>\n<part name='a'><use part='both'/></part></requests>",
       "requests/a.xml:2: a part cannot use another part"},
  };
  for (const auto& [text, error] : wrong) EXPECT_EQ(problem_in(text), error) << text;
}

}  // namespace
}  // namespace ecac
