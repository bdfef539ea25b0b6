// Secrets and values from outside that no output repeats, wherever what it tells comes from.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

constexpr std::string_view kValue = "Zq8Wm3Rt5Xy7Lk2Vb9";

/// All that a run of `check` writes, in every format and on the screen.
std::string all_outputs(CliRun& run, const std::vector<std::string>& arguments) {
  std::vector<std::string> formats = arguments;
  std::string all;
  for (const ReportFormat& format : kReportFormats) {
    const std::string name(format.name);
    if (format.for_people) {
      std::vector<std::string> screen = arguments;
      screen.insert(screen.end(), {"--output-format", name, "--level", "info"});
      run(screen);
      all += run.out + run.err;
    } else {
      formats.insert(formats.end(), {"--output-format", name, "-o", "reports/" + name});
    }
  }
  EXPECT_NE(run(formats), 2) << run.err;
  for (const ReportFormat& format : kReportFormats) {
    if (format.for_people) continue;
    std::string report;
    EXPECT_TRUE(run.files.read("/work/reports/" + std::string(format.name), report, 100'000'000));
    all += report;
  }
  return all;
}

/// Four characters may stay.
void expect_silent(const std::string& output, std::string_view secret, std::string_view where) {
  const std::size_t at = output.find(secret.substr(0, 5));
  if (at == std::string::npos) return;
  ADD_FAILURE() << where << " tells " << secret << " in\n"
                << output.substr(at - std::min<std::size_t>(at, 200), 400);
}

std::string endpoint(std::string_view url, std::string_view more = {}) {
  return test::metadata_text(
      "NamedCredential",
      fmt::format("<label>Dock</label><namedCredentialParameters><parameterName>Url</parameterName>"
                  "<parameterType>Url</parameterType><parameterValue>{}</parameterValue>"
                  "</namedCredentialParameters><namedCredentialType>SecuredEndpoint</"
                  "namedCredentialType>{}",
                  url, more));
}

std::string app_with(std::string_view value) {
  return test::metadata_text(
      "ExternalClientApplication",
      fmt::format("<contactEmail>a@example.com</contactEmail><description>{0}</description>"
                  "<distributionState>{0}</distributionState><label>Harbor</label>",
                  value));
}

constexpr const char* kApp = "/work/p/externalClientApps/Harbor.eca-meta.xml";
constexpr const char* kDock = "/work/p/namedCredentials/Dock.namedCredential-meta.xml";

/// What looks like a secret, and what is a word of six characters.
TEST(RepeatedSecrets, NoReportTellsWhatWasPutIn) {
  for (const std::string_view value : {kValue, std::string_view("zyxwvu")}) {
    CliRun run;
    run.files.add("/work/env", fmt::format("HOST={}\n", value));
    run.files.add(kDock, endpoint("http://${HOST}.example/a"));
    run.files.add(kApp, app_with(value));
    const std::string all = all_outputs(run, {"check", "p", "--env-file", "env"});
    expect_silent(all, value, "a report");
    EXPECT_NE(all.find("distributionState"), std::string::npos);
    // A document is what such values are put in for.
    run({"compile", "p", "--env-file", "env", "--emit-partial"});
    EXPECT_NE(run.out.find(fmt::format("http://{}.example/a", value)), std::string::npos)
        << run.out << run.err;
  }
}

TEST(RepeatedSecrets, NoOutputTellsOneThatAnAddressHasBehindItsHash) {
  CliRun run;
  const std::string token = "kT9vQx2LmZ4pRw7YbN3cHs8D";
  run.files.add(kApp, test::app_text("Harbor"));
  run.files.add(
      "/work/p/extlClntAppGlobalOauthSets/Harbor_g.ecaGlblOauth-meta.xml",
      test::metadata_text("ExtlClntAppGlobalOauthSettings",
                          fmt::format("<callbackUrl>https://app.example.com/cb#access_token={}</"
                                      "callbackUrl><externalClientApplication>Harbor</"
                                      "externalClientApplication><label>Harbor</label>",
                                      token)));
  expect_silent(all_outputs(run, {"check", "p"}), token, "a report");
  for (const char* format : {"resolved", "oauth-client-metadata"}) {
    run({"compile", "p", "--emit-partial", "--output-format", format});
    expect_silent(run.out + run.err, token, format);
    EXPECT_NE(run.out.find("https://app.example.com/cb#access_token="), std::string::npos)
        << run.out;
  }
  run({"explain", "--app", "Harbor", "p"});
  expect_silent(run.out, token, "explain");
}

/// A reader of XML takes the rest of it for a tag.
TEST(RepeatedSecrets, NoOutputNamesAnElementThatIsPartOfOne) {
  const std::string rest = "Xy7Lk2Vb9";
  for (const std::string& value :
       {"Zq8Wm3Rt5<" + rest, "Zq8Wm3Rt5</" + rest + ">", "Zq8Wm3Rt5<" + rest + "/>x",
        "Zq8Wm3Rt5<" + rest + ">x</" + rest + ">"}) {
    CliRun run;
    run.files.add(kApp, test::app_text("Harbor"));
    run.files.add("/work/p/extlClntAppGlobalOauthSets/Harbor_g.ecaGlblOauth-meta.xml",
                  test::metadata_text("ExtlClntAppGlobalOauthSettings",
                                      fmt::format("<consumerSecret>{}</consumerSecret>"
                                                  "<externalClientApplication>Harbor</"
                                                  "externalClientApplication><label>Harbor</label>",
                                                  value)));
    expect_silent(all_outputs(run, {"check", "p"}), rest, value);
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"compile", "p", "--emit-partial"},
             {"plan", "p"},
             {"explain", "--app", "Harbor", "p"},
             {"check", "p", "--baseline", "base.json", "--update-baseline"}}) {
      run(arguments);
      expect_silent(run.out + run.err, rest, value + " " + arguments.front());
    }
    std::string baseline;
    ASSERT_TRUE(run.files.read("/work/base.json", baseline, 1'000'000));
    expect_silent(baseline, rest, value + " in the baseline");
  }
}

/// Only one file is checked, and repeats what only another one tells to be a secret.
TEST(RepeatedSecrets, NoReportOfAPartTellsThoseOfTheRest) {
  const std::string words = "vexing-harpsichord-battery";
  for (const std::string& secret : {std::string(kValue), words}) {
    CliRun run;
    run.files.add("/work/p/sfdx-project.json", R"({"packageDirectories": [{"path": "."}]})");
    run.files.add(kDock, endpoint("https://api.example.com/a?api_key=" + secret));
    run.files.add(kApp, app_with(secret));
    expect_silent(all_outputs(run, {"check", "p"}), secret, "a whole run");
    const std::string all = all_outputs(run, {"check", kApp});
    expect_silent(all, secret, "a run of one file");
    EXPECT_NE(all.find("distributionState"), std::string::npos);
  }
}

/// As it stands in JSON: its lines end with a backslash and a letter.
TEST(RepeatedSecrets, NoOutputTellsALineOfAKeyThatWasWrittenInJson) {
  const std::string line = "MadeUpL1neAbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefGHIJKLMNOPQR";
  for (const char* end : {"\\n", "\\r\\n", "\\\\n"}) {
    CliRun run;
    run.files.add(kDock, endpoint("https://api.example.com/a",
                                  fmt::format("<description>-----BEGIN PRIVATE KEY-----{0}First"
                                              "L1neAbCdEfGhIjKlMnOpQrStUvWxYz0123456789{0}{1}{0}"
                                              "-----END PRIVATE KEY-----</description>",
                                              end, line)));
    run.files.add(kApp, app_with(line));
    expect_silent(all_outputs(run, {"check", "p"}), line, end);
  }
}

TEST(RepeatedSecrets, NothingSaidOfAConfigurationTellsOne) {
  CliRun run;
  run.files.add(kDock, endpoint("https://api.example.com/a?api_key=" + std::string(kValue)));
  run.files.add("/work/p/ecac.json",
                fmt::format(R"({{"waivers": [{{"rule": "SCH003", "reason": "no", )"
                            R"("component": "NamedCredential:{0}"}}], )"
                            R"("apps": {{"{0}": {{"clientType": "public"}}}}}})",
                            kValue));
  const std::string all = all_outputs(run, {"check", "p"});
  EXPECT_NE(all.find("CFG00"), std::string::npos);
  expect_silent(all, kValue, "a report");
  for (const char* format : {"full", "json"}) {
    run({"check", "p", "--show-settings", "--output-format", format});
    expect_silent(run.out + run.err, kValue, format);
    EXPECT_NE(run.out.find("waivers"), std::string::npos) << run.out << run.err;
  }
}

}  // namespace
}  // namespace ecac
