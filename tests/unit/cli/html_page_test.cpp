// The page of a project: what it makes stands there as `explain` and `plan` say it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;
using testing::Not;

void add_app(CliRun& run, const std::string& folder, const std::string& name) {
  run.files.add(folder + "/externalClientApps/" + name + ".eca-meta.xml", test::app_text(name));
  run.files.add(folder + "/extlClntAppOauthSettings/" + name + "_oauth.ecaOauth-meta.xml",
                test::metadata_text("ExtlClntAppOauthSettings",
                                    "<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>"
                                    "<externalClientApplication>" +
                                        name +
                                        "</externalClientApplication>"
                                        "<label>x</label>"));
}

/// A part of the page by the id of its section.
std::string section(const std::string& page, const std::string& id) {
  const std::size_t begin = page.find("<section id=\"" + id + "\"");
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find("</section>", begin) - begin);
}

std::string page_of(CliRun& run, std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "check");
  arguments.insert(arguments.end(), {"-o", "page.html"});
  run(arguments);
  std::string page;
  EXPECT_TRUE(run.files.read("/work/page.html", page, 10'000'000));
  return page;
}

TEST(HtmlPage, ShowsWhatAProjectMakes) {
  CliRun run;
  run.files.add("/work/p/sfdx-project.json", R"({"packageDirectories":[{"path":"f"}]})");
  add_app(run, "/work/p/f", "Harbor");
  const std::string page = page_of(run, {"p"});
  const std::string apps = section(page, "apps");
  EXPECT_THAT(apps, HasSubstr("Harbor</a>"));
  EXPECT_THAT(apps, HasSubstr("p/f/externalClientApps/Harbor.eca-meta.xml"));
  run({"explain", "--app", "Harbor", "p"});
  const std::string who = run.out.substr(run.out.find("client of unknown type"));
  EXPECT_THAT(apps, HasSubstr(who.substr(0, who.find('('))));
  EXPECT_THAT(section(page, "map"), HasSubstr("OAuth settings"));
  EXPECT_THAT(section(page, "map"), Not(HasSubstr("Broken links")));
  run({"plan", "--emit-partial", "p"});
  EXPECT_THAT(section(page, "deploy"), HasSubstr(run.out.substr(0, run.out.find('\n'))));
  EXPECT_EQ(section(page, "credentials"), "");
  EXPECT_EQ(page, page_of(run, {"p"}));
}

TEST(HtmlPage, ALinkToNothingIsRed) {
  CliRun run;
  run.files.add("/work/p/sfdx-project.json", R"({"packageDirectories":[{"path":"f"}]})");
  add_app(run, "/work/p/f", "Harbor");
  run.files.add("/work/p/f/extlClntAppOauthSettings/Other_oauth.ecaOauth-meta.xml",
                test::metadata_text("ExtlClntAppOauthSettings",
                                    "<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>"
                                    "<externalClientApplication>Harbour</externalClientApplication>"
                                    "<label>x</label>"));
  const std::string map = section(page_of(run, {"p"}), "map");
  EXPECT_THAT(map, HasSubstr("Broken links"));
  EXPECT_THAT(map, HasSubstr("<path class=\"lk n\""));
  EXPECT_THAT(map, HasSubstr("app · not there"));
  // The list says who names whom.
  EXPECT_THAT(map, HasSubstr("<b>Other_oauth</b> names app <b>Harbour</b>"));
}

TEST(HtmlPage, AnAppThatIsOnlyNamedDoesNotCount) {
  CliRun run;
  add_app(run, "/work/p", "Harbor");
  run.files.add("/work/p/extlClntAppOauthSettings/Other_oauth.ecaOauth-meta.xml",
                test::metadata_text("ExtlClntAppOauthSettings",
                                    "<commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>"
                                    "<externalClientApplication>Quay</externalClientApplication>"
                                    "<label>x</label>"));
  const std::string apps = section(page_of(run, {"p"}), "apps");
  EXPECT_THAT(apps, HasSubstr("Apps <span class=\"ct\">1 and 1 only named</span>"));
  EXPECT_THAT(apps, HasSubstr("Quay</a><br><small>only named</small>"));
  EXPECT_THAT(apps, HasSubstr("only named, not defined here"));
}

TEST(HtmlPage, AppsOfOneNameAreToldApartByTheirProjects) {
  CliRun run;
  for (const char* name : {"one", "two"}) {
    const std::string root = std::string("/work/") + name;
    run.files.add(root + "/sfdx-project.json", R"({"packageDirectories":[{"path":"f"}]})");
    add_app(run, root + "/f", "Harbor");
    run.files.add(root + "/f/externalClientApps/Harbor.eca-meta.xml", "<a/>");
    add_app(run, root + "/f", "Quay_" + std::string(name));
    run.files.add(root + "/f/externalClientApps/Quay_" + std::string(name) + ".eca-meta.xml",
                  "<a/>");
  }
  const std::string findings = section(page_of(run, {"one", "two"}), "findings");
  EXPECT_THAT(findings, HasSubstr("Harbor (one)"));
  EXPECT_THAT(findings, HasSubstr("Harbor (two)"));
  EXPECT_THAT(findings, HasSubstr("Quay_one"));
  EXPECT_THAT(findings, Not(HasSubstr("Quay_one (one)")));
}

TEST(HtmlPage, EachProjectHasItsHeading) {
  CliRun run;
  for (const char* name : {"one", "two"}) {
    const std::string root = std::string("/work/") + name;
    run.files.add(root + "/sfdx-project.json", R"({"packageDirectories":[{"path":"f"}]})");
    add_app(run, root + "/f", std::string("Harbor_") + name);
  }
  const std::string apps = section(page_of(run, {"one", "two"}), "apps");
  EXPECT_THAT(apps, HasSubstr("<h3 class=\"pj\">one</h3>"));
  EXPECT_THAT(apps, HasSubstr("<h3 class=\"pj\">two</h3>"));
  EXPECT_LT(apps.find("Harbor_one"), apps.find("Harbor_two"));
}

TEST(HtmlPage, ABrokenConfigurationIsNoCleanPage) {
  CliRun run;
  run.files.add("/work/p/ecac.json", R"({"rulez":1})");
  add_app(run, "/work/p", "Harbor");
  const std::string page = page_of(run, {"p"});
  EXPECT_THAT(page, HasSubstr("The run failed: nothing was checked"));
  EXPECT_THAT(page, Not(HasSubstr("<section")));
}

/// Whoever accepts an error has not made an org take it.
TEST(HtmlPage, SaysNothingOfADeployWhereErrorsAreAccepted) {
  CliRun run;
  run.files.add("/work/p/externalClientApps/Harbor.eca-meta.xml", "<a/>");
  run.files.add("/work/p/ecac.json", R"({"waivers": [{"rule": "ALL", "reason": "made up"}]})");
  const std::string page = page_of(run, {"p", "--mode", "predeploy"});
  EXPECT_THAT(page, HasSubstr("No errors, apart from what is accepted or turned off"));
  EXPECT_THAT(page, Not(HasSubstr("Nothing is known for which a deploy would be refused")));
}

}  // namespace
}  // namespace ecac
