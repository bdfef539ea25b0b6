#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/golden.h"

namespace ecac::test {
namespace {

namespace fs = std::filesystem;

constexpr char kHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr char kOpen[] =
    "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n";
constexpr char kBody[] =
    "    <contactEmail>team@example.com</contactEmail>\n"
    "    <label>App</label>\n";
constexpr char kClose[] = "</ExternalClientApplication>\n";

/// A folder of its own for each test, with one good app beside what is bad.
class BadInput : public testing::Test {
 protected:
  void SetUp() override {
    const auto* info = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::temp_directory_path() /
              ("ecac_bad_" + std::string(info->name()) + "_" + std::to_string(::getpid()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    write("Good.eca-meta.xml", std::string(kHead) + kOpen + kBody + kClose);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  /// Under a time limit that only something quadratic would reach.
  ProgramResult check(
      const std::string& arguments = "check --level info --output-format concise .") {
    return run_program(arguments, folder_.string(), "timeout 60");
  }
  static bool says(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  /// The rest of the run goes on: the good app is counted too.
  void expect_finding(const ProgramResult& result, const std::string& file, const std::string& code,
                      int exit_code = 1) {
    EXPECT_EQ(result.exit_code, exit_code) << result.output.substr(0, 2000) << result.errors;
    EXPECT_TRUE(says(result.output, file)) << result.output.substr(0, 2000);
    EXPECT_TRUE(says(result.output, "[" + code + "]")) << result.output.substr(0, 2000);
    EXPECT_LT(result.output.size(), 200'000u);
  }

  fs::path folder_;
};

TEST_F(BadInput, MissingPath) {
  const ProgramResult result = check("check nowhere");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "nowhere")) << result.errors;
}

TEST_F(BadInput, EmptyFile) {
  write("Empty.eca-meta.xml", "");
  expect_finding(check(), "Empty.eca-meta.xml:1:1", "XML001");
}

TEST_F(BadInput, FolderNamedLikeAFile) {
  fs::create_directories(folder_ / "Folder.eca-meta.xml");
  expect_finding(check(), "Folder.eca-meta.xml", "PRJ001", 0);
}

TEST_F(BadInput, UnreadableFile) {
  // A link that leads nowhere cannot be read even by those who may read everything.
  fs::create_symlink("/nowhere/at/all", folder_ / "Gone.eca-meta.xml");
  expect_finding(check(), "Gone.eca-meta.xml", "PRJ001");
}

TEST_F(BadInput, TwoHundredMegabytes) {
  {
    std::ofstream file(folder_ / "Huge.eca-meta.xml", std::ios::binary);
    const std::string block(1 << 20, ' ');
    for (int i = 0; i < 200; ++i) file << block;
  }
  expect_finding(check(), "Huge.eca-meta.xml", "PRJ003", 0);
}

TEST_F(BadInput, MillionNestedElements) {
  std::string text = std::string(kHead) + kOpen;
  for (int i = 0; i < 1'000'000; ++i) text += "<a>";
  write("Deep.eca-meta.xml", text);
  expect_finding(check(), "Deep.eca-meta.xml", "PRJ003", 0);
}

TEST_F(BadInput, MillionElements) {
  std::string text = std::string(kHead) + kOpen;
  for (int i = 0; i < 1'000'001; ++i) text += "<a/>";
  write("Wide.eca-meta.xml", text + kClose);
  expect_finding(check(), "Wide.eca-meta.xml", "PRJ003", 0);
}

TEST_F(BadInput, HundredThousandAttributes) {
  std::string tag = "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
  for (int i = 0; i < 100'000; ++i) tag += " a" + std::to_string(i) + "=\"1\"";
  write("Many.eca-meta.xml", std::string(kHead) + tag + ">\n" + kBody + kClose);
  const ProgramResult result = check();
  EXPECT_EQ(result.exit_code, 0) << result.output.substr(0, 2000);
}

TEST_F(BadInput, InvalidUtf8) {
  write("Latin.eca-meta.xml",
        std::string(kHead) + kOpen + kBody + "    <description>caf\xE9</description>\n" + kClose);
  expect_finding(check(), "Latin.eca-meta.xml:5:21", "XML001");
}

TEST_F(BadInput, InvalidUtf8IsNotEdited) {
  write("Latin.eca-meta.xml", std::string(kHead) + kOpen + kBody +
                                  "    <description>caf\xE9</description>\n"
                                  "    <distributionState>local</distributionState>\n" +
                                  kClose);
  EXPECT_TRUE(says(check().output, "SCH004"));
  const ProgramResult result = check("check --diff .");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_EQ(result.errors, "nothing to fix\n");
}

TEST_F(BadInput, NulBytes) {
  std::string text = std::string(kHead) + kOpen + kBody + "    <description>a";
  text += '\0';
  write("Nul.eca-meta.xml", text + "b</description>\n" + kClose);
  expect_finding(check(), "Nul.eca-meta.xml", "XML001");
}

TEST_F(BadInput, DoctypeWithEntities) {
  write("Bomb.eca-meta.xml",
        std::string(kHead) +
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n" +
            kOpen + kBody + "    <description>&b;&b;&b;</description>\n" + kClose);
  const ProgramResult result = check();
  expect_finding(result, "Bomb.eca-meta.xml:2:1", "XML001");
  EXPECT_EQ(result.output.find("[XML001]"), result.output.rfind("[XML001]")) << result.output;
}

TEST_F(BadInput, LoopOfLinks) {
  fs::create_directories(folder_ / "a/b");
  fs::create_directory_symlink(folder_, folder_ / "a/b/loop");
  const ProgramResult result = check();
  EXPECT_EQ(result.exit_code, 0) << result.output << result.errors;
  EXPECT_TRUE(says(result.output, "1 file")) << result.output;
}

TEST_F(BadInput, BrokenProjectFile) {
  write("sfdx-project.json", "{ \"packageDirectories\": [ { \"path\": \"force-app\" \n}");
  expect_finding(check(), "sfdx-project.json", "PRJ004");
}

TEST_F(BadInput, BrokenConfiguration) {
  write("ecac.json", "{ \"rules\": ");
  const ProgramResult result = check();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "ecac.json:1:")) << result.errors;
}

TEST_F(BadInput, UnknownKeyInConfiguration) {
  write("ecac.json", "// settings\n{ \"rulez\": {} }\n");
  const ProgramResult result = check();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "ecac.json:2:4")) << result.errors;
  EXPECT_TRUE(says(result.errors, "`rules`")) << result.errors;
}

TEST_F(BadInput, UnknownRuleInConfiguration) {
  write("ecac.json", "{ \"rules\": { \"unknown-elment\": \"off\" } }\n");
  const ProgramResult result = check();
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "did you mean `unknown-element`")) << result.errors;
}

TEST_F(BadInput, UnknownOption) {
  const ProgramResult result = check("check --output-formt json .");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "--output-format")) << result.errors;
}

TEST_F(BadInput, UnknownRule) {
  const ProgramResult result = check("check --select unkown-element .");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(says(result.errors, "unknown-element")) << result.errors;
}

TEST_F(BadInput, FullDisk) {
  const ProgramResult result = check("check --output-format json . > /dev/full");
  EXPECT_EQ(result.exit_code, 2) << result.errors;
  EXPECT_FALSE(result.errors.empty());
}

TEST_F(BadInput, ClosedOutput) {
  const ProgramResult result = check("check --output-format json . >&-");
  EXPECT_EQ(result.exit_code, 2) << result.errors;
  EXPECT_FALSE(result.errors.empty());
}

TEST_F(BadInput, SecretOfABrokenFileIsNeverPrinted) {
  const std::string secret = "MADEUPSECRET0000000000000000000000000000000000000000";
  write("Leak.ecaGlblOauth-meta.xml",
        std::string(kHead) +
            "<ExtlClntAppGlobalOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
            "    <consumerSecret>" +
            secret +
            "\n"
            "    <externalClientApplication>Good</externalClientApplication>\n"
            "    <labl>x</labl>\n"
            "</ExtlClntAppGlobalOauthSettings>\n");
  for (const char* format : {"full", "concise", "json", "json-lines"}) {
    const ProgramResult result =
        check(std::string("check --level info --output-format ") + format + " .");
    EXPECT_EQ(result.exit_code, 1) << result.errors;
    EXPECT_FALSE(says(result.output + result.errors, secret.substr(0, 20))) << result.output;
  }
  const ProgramResult diff = check("check --diff .");
  EXPECT_FALSE(says(diff.output + diff.errors, secret.substr(0, 20))) << diff.output;
}

}  // namespace
}  // namespace ecac::test
