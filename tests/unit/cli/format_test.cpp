#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kFormattedApp[] = "/work/app/externalClientApps/Harbor.eca-meta.xml";
constexpr char kFormattedSettings[] = "/work/app/extlClntAppOauthSettings/Harbor.ecaOauth-meta.xml";

std::string app_text(const std::string& elements) {
  return test::metadata_text("ExternalClientApplication", elements);
}

const std::string kTextInForm = app_text(
    "    <distributionState>Local</distributionState>\n"
    "    <label>Harbor</label>\n");
const std::string kTextOutOfForm = app_text(
    "  <label>Harbor</label>\n"
    "  <distributionState>Local</distributionState>\n");

class Format : public testing::Test {
 protected:
  Format() {
    run_.files.add("/work/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
    run_.files.add(kFormattedApp, kTextOutOfForm);
  }

  std::string text(const std::string& path) const {
    std::string text;
    const Result<void> read = run_.files.read(path, text, 1 << 20);
    return read ? text : std::string();
  }

  CliRun run_;
};

TEST_F(Format, WritesTheFilesAndCountsThem) {
  EXPECT_EQ(run_({"format"}), 0);
  EXPECT_EQ(run_.err, "1 file formatted\n");
  EXPECT_EQ(run_.out, "");
  EXPECT_EQ(text(kFormattedApp), kTextInForm);
  EXPECT_EQ(run_({"format"}), 0);
  EXPECT_EQ(run_.err, "1 file left unchanged\n");
}

TEST_F(Format, CheckListsWhatWouldChange) {
  run_.files.add("/work/app/externalClientApps/Fine.eca-meta.xml", kTextInForm);
  EXPECT_EQ(run_({"format", "--check"}), 1);
  EXPECT_EQ(run_.out, "app/externalClientApps/Harbor.eca-meta.xml\n");
  EXPECT_EQ(run_.err, "1 file would change, 1 in form already\n");
  EXPECT_EQ(text(kFormattedApp), kTextOutOfForm);
  EXPECT_EQ(run_({"format", "--check", "app/externalClientApps/Fine.eca-meta.xml"}), 0);
  EXPECT_EQ(run_.err, "1 file in form already\n");
  EXPECT_EQ(run_({"format", "--check", "-q"}), 1);
  EXPECT_EQ(run_.err, "");
}

TEST_F(Format, DiffShowsWhatWouldChange) {
  EXPECT_EQ(run_({"format", "--diff"}), 1);
  EXPECT_THAT(run_.out, HasSubstr("--- a/app/externalClientApps/Harbor.eca-meta.xml\n"));
  EXPECT_THAT(run_.out, HasSubstr("-  <label>Harbor</label>\n"));
  EXPECT_THAT(run_.out, HasSubstr("+    <label>Harbor</label>\n"));
  EXPECT_EQ(text(kFormattedApp), kTextOutOfForm);
}

TEST_F(Format, DiffCoversSecrets) {
  run_.files.add("/work/app/extlClntAppGlobalOauthSets/Harbor.ecaGlblOauth-meta.xml",
                 test::metadata_text("ExtlClntAppGlobalOauthSettings",
                                     "<label>H</label><consumerSecret>MADEUPSECRETMADEUP"
                                     "</consumerSecret>"));
  EXPECT_EQ(run_({"format", "--diff"}), 1);
  EXPECT_THAT(run_.out, HasSubstr("<consumerSecret>"));
  EXPECT_THAT(run_.out, Not(HasSubstr("MADEUPSECRETMADEUP")));
}

TEST_F(Format, RefusesWhatIsNoXmlAndFormatsTheRest) {
  run_.files.add(kFormattedSettings,
                 "<ExtlClntAppOauthSettings>\n  <label>x</lable>\n"
                 "</ExtlClntAppOauthSettings>\n");
  EXPECT_EQ(run_({"format"}), 2);
  EXPECT_THAT(run_.err,
              HasSubstr("ecac: app/extlClntAppOauthSettings/Harbor.ecaOauth-meta.xml:2:13: "
                        "not formatted, for it is no XML: `<label>` is closed by "
                        "`</lable>`\n"));
  EXPECT_THAT(run_.err, HasSubstr("1 file formatted, 1 refused\n"));
  EXPECT_EQ(text(kFormattedApp), kTextInForm);
}

TEST_F(Format, LeavesWhatIsIgnoredOrExcluded) {
  run_.files.add("/work/app/externalClientApps/Old.eca-meta.xml", kTextOutOfForm);
  run_.files.add("/work/.forceignore", "**/Old.*\n");
  run_.files.add("/work/outside/externalClientApps/Out.eca-meta.xml", kTextOutOfForm);
  EXPECT_EQ(run_({"format", "--check", "--exclude", "**/Harbor.*"}), 0);
  EXPECT_EQ(run_.out, "");
  run_.files.add("/work/ecac.json", R"({"exclude": ["app/externalClientApps/"]})");
  EXPECT_EQ(run_({"format", "--check"}), 0);
  EXPECT_THAT(run_.err, HasSubstr("nothing was formatted"));
  EXPECT_EQ(run_({"format", "--check", "--force-exclude", kFormattedApp}), 0);
  EXPECT_EQ(run_({"format", "--check", "--isolated"}), 1);
}

TEST_F(Format, TouchesNoFileOfOtherTypes) {
  run_.files.add("/work/app/flows/F.flow-meta.xml", "<Flow><b/><a/></Flow>");
  run_.files.add("/work/app/classes/C.cls", "public class C {}");
  run_.files.add("/work/app/classes/C.cls-meta.xml", "<ApexClass><b/></ApexClass>");
  run_.files.add("/work/app/objects/O.object-meta.xml", "<CustomObject><b/></CustomObject>");
  EXPECT_EQ(run_({"format", "--check"}), 1);
  EXPECT_EQ(run_.out, "app/externalClientApps/Harbor.eca-meta.xml\n");
  EXPECT_EQ(run_({"format", "app/flows/F.flow-meta.xml"}), 0);
  EXPECT_THAT(run_.err, HasSubstr("nothing was formatted"));
}

TEST_F(Format, FormatsStandardInput) {
  run_.input = kTextOutOfForm;
  EXPECT_EQ(run_({"format", "-", "--stdin-filename", "app/externalClientApps/New.eca-meta.xml"}),
            0);
  EXPECT_EQ(run_.out, kTextInForm);
  EXPECT_EQ(run_.err, "");
  EXPECT_EQ(text(kFormattedApp), kTextOutOfForm);
  run_.input = kTextInForm;
  EXPECT_EQ(run_({"format", "-", "--stdin-filename", "app/externalClientApps/New.eca-meta.xml"}),
            0);
  EXPECT_EQ(run_.out, kTextInForm);
  run_.input = "<broken";
  EXPECT_EQ(run_({"format", "-", "--stdin-filename", "app/externalClientApps/New.eca-meta.xml"}),
            2);
  EXPECT_EQ(run_.out, "");
  EXPECT_THAT(run_.err, HasSubstr("New.eca-meta.xml:1:2: not formatted"));
  run_.input = "not ours";
  EXPECT_EQ(run_({"format", "-", "--stdin-filename", "app/notes.txt"}), 0);
  EXPECT_EQ(run_.out, "not ours");
  EXPECT_THAT(run_.err, HasSubstr("stays as it is"));
  run_.input = kTextOutOfForm;
  EXPECT_EQ(run_({"format", "-", "--check", "--stdin-filename", kFormattedApp}), 1);
  EXPECT_EQ(run_.out, "app/externalClientApps/Harbor.eca-meta.xml\n");
}

TEST_F(Format, RefusesOptionsThatDoNotGoTogether) {
  EXPECT_EQ(run_({"format", "--check", "--diff"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("exclude each other"));
  EXPECT_EQ(run_({"format", "-", "app", "--stdin-filename", kFormattedApp}), 2);
  EXPECT_THAT(run_.err, HasSubstr("`-` is formatted alone"));
  EXPECT_EQ(run_({"format", "-"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("needs --stdin-filename"));
}

TEST_F(Format, DoesNothingWhereTheConfigurationIsBroken) {
  run_.files.add("/work/ecac.json", "{");
  EXPECT_EQ(run_({"format"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("ecac.json:1:"));
  EXPECT_EQ(text(kFormattedApp), kTextOutOfForm);
  EXPECT_EQ(run_({"format", "missing"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("cannot format missing"));
}

TEST_F(Format, KeepsWhatTheDeployReplaces) {
  run_.files.add("/work/sfdx-project.json",
                 R"({"packageDirectories": [{"path": "app"}],
                     "replacements": [{"glob": "**/*.xml", "stringToReplace": "\"X\"",
                                       "replaceWithEnv": "X"}]})");
  run_.files.add(kFormattedApp, app_text("<label>say \"X\"</label>"));
  EXPECT_EQ(run_({"format"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("would lose a place where the deploy replaces a text"));
}

}  // namespace
}  // namespace ecac
