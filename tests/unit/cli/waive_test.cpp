#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;

class Waive : public testing::Test {
 protected:
  Waive() {
    run_.files.add("/work/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
    run_.files.add("/work/app/externalClientApps/Harbor.eca-meta.xml",
                   test::metadata_text("ExternalClientApplication",
                                       "    <distributionState>Localy</distributionState>\n"
                                       "    <label>Harbor</label>\n"));
  }

  std::string fingerprint() {
    run_({"check", "--output-format", "json", "--select", "SCH004"});
    return nlohmann::json::parse(run_.out)["diagnostics"].at(0)["fingerprint"];
  }
  std::string configuration() const {
    std::string text;
    const Result<void> read = run_.files.read("/work/ecac.json", text, 1 << 20);
    return read ? text : std::string();
  }

  CliRun run_;
};

TEST_F(Waive, MakesTheFile) {
  const std::string id = fingerprint();
  ASSERT_EQ(
      run_({"waive", id, "--reason", "the \"importer\" wants it so", "--until", "2026-03-31"}), 0)
      << run_.err;
  EXPECT_THAT(run_.out, HasSubstr("waived in ecac.json: SCH004"));
  const auto json = nlohmann::json::parse(configuration());
  EXPECT_EQ(json["waivers"][0]["fingerprint"], id);
  EXPECT_EQ(json["waivers"][0]["rule"], "SCH004");
  EXPECT_EQ(json["waivers"][0]["reason"], "the \"importer\" wants it so");
  EXPECT_EQ(json["waivers"][0]["until"], "2026-03-31");
  EXPECT_EQ(run_({"check", "--select", "SCH004"}), 0) << run_.out;
  EXPECT_THAT(run_.out, HasSubstr("1 waived finding (--show-suppressed lists them)"));
  EXPECT_EQ(run_({"check", "--select", "SCH004", "--show-suppressed"}), 0);
  EXPECT_THAT(run_.out, HasSubstr("the \"importer\" wants it so; until 2026-03-31"));
}

TEST_F(Waive, TakesOverWhatACommentAccepts) {
  const std::string id = fingerprint();
  run_.files.add("/work/app/externalClientApps/Harbor.eca-meta.xml",
                 test::metadata_text("ExternalClientApplication",
                                     "    <!-- ecac-ignore SCH004: the importer wants it so -->\n"
                                     "    <distributionState>Localy</distributionState>\n"
                                     "    <label>Harbor</label>\n"));
  EXPECT_EQ(run_({"check", "--select", "SCH004", "--show-suppressed"}), 0);
  EXPECT_THAT(run_.out, HasSubstr("Harbor.eca-meta.xml:3:5): the importer wants it so"));
  EXPECT_EQ(run_({"waive", id, "--reason", "the importer wants it so"}), 0) << run_.err;
  EXPECT_THAT(run_.out, HasSubstr("can go"));
  EXPECT_EQ(nlohmann::json::parse(configuration())["waivers"][0]["fingerprint"], id);
  EXPECT_EQ(run_({"waive", id, "--reason", "again"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("is waived already"));
}

TEST_F(Waive, KeepsCommentsAndForm) {
  run_.files.add("/work/ecac.json",
                 "{\n"
                 "  // ours\n"
                 "  \"waivers\": [\n"
                 "    { \"rule\": \"SCH001\", \"reason\": \"why\" } // theirs\n"
                 "  ]\n"
                 "}\n");
  const std::string id = fingerprint();
  ASSERT_EQ(run_({"waive", id, "--reason", "why not", "--owner", "me"}), 0) << run_.err;
  EXPECT_THAT(configuration(), HasSubstr("  // ours\n"));
  EXPECT_THAT(configuration(), HasSubstr("// theirs\n"));
  EXPECT_THAT(configuration(), HasSubstr("\"owner\": \"me\""));
  EXPECT_EQ(run_({"check", "--select", "SCH004"}), 0) << run_.out;
}

TEST_F(Waive, WritesNothingThatWouldNotHold) {
  const std::string id = fingerprint();
  EXPECT_EQ(run_({"waive", id}), 2);
  EXPECT_THAT(run_.err, HasSubstr("needs a reason"));
  EXPECT_EQ(run_({"waive", "--reason", "why"}), 2);
  EXPECT_EQ(run_({"waive", "0123456789abcdef", "--reason", "why"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("no finding has the fingerprint"));
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--until", "soon"}), 2);
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--until", "2026-01-30"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("ended on 2026-01-30"));
  EXPECT_EQ(configuration(), "");
  run_.files.add("/work/ecac.json", R"({"enforced": ["SCH"]})");
  EXPECT_EQ(run_({"waive", id, "--reason", "why"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("enforced"));
  EXPECT_EQ(configuration(), R"({"enforced": ["SCH"]})");
}

TEST_F(Waive, KeepsToThePolicy) {
  const std::string id = fingerprint();
  const std::string policy =
      R"({"waiverPolicy": {"untilRequired": ["SCH"], "ownerRequired": ["SCH004"], "maxDays": 30}})";
  run_.files.add("/work/ecac.json", policy);
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--owner", "me"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("nothing was written: the waiver of `SCH004` needs an end"));
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--until", "2026-02-10"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("needs an owner"));
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--owner", "me", "--until", "2026-12-31"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("`waiverPolicy` allows 30"));
  EXPECT_EQ(configuration(), policy);
  EXPECT_EQ(run_({"waive", id, "--reason", "why", "--owner", "me", "--until", "2026-02-10"}), 0)
      << run_.err;
}

TEST_F(Waive, WaivesNothingThatIsSaidOfWaivers) {
  run_.files.add("/work/ecac.json", R"({"waivers": [{"rule": "SCH001", "reason": "why"}]})");
  run_({"check", "--output-format", "json", "--select", "CFG002,SCH001"});
  const std::string id = nlohmann::json::parse(run_.out)["diagnostics"].at(0)["fingerprint"];
  EXPECT_EQ(run_({"waive", id, "--reason", "why"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("`CFG002` speaks of waivers, and no waiver covers that"));
}

TEST_F(Waive, TellsOfWhatIsWaivedAlready) {
  const std::string id = fingerprint();
  ASSERT_EQ(run_({"waive", id, "--reason", "why"}), 0);
  EXPECT_EQ(run_({"waive", id, "--reason", "why"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("waived already"));
}

}  // namespace
}  // namespace ecac
