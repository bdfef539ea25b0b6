#include <gtest/gtest.h>

#include <string>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

constexpr char kPem[] = "-----BEGIN PRIVATE KEY-----\nMadeUpMaterial\n-----END PRIVATE KEY-----\n";

class KeyFiles : public testing::Test {
 protected:
  void SetUp() override {
    run_.files = test::ProjectFiles()
                     .package("force-app")
                     .file("force-app/main/Good.eca-meta.xml", test::app_text("Good"))
                     .tree("/work");
  }
  void add(const std::string& path, const std::string& bytes) {
    run_.files.add("/work/" + path, bytes);
  }
  bool reports(const std::string& path) {
    return run_.out.find(path + ":1:1: error[SCT003]") != std::string::npos ||
           run_.out.find(path + ": error[SCT003]") != std::string::npos;
  }
  void check(const std::string& path = "") {
    std::vector<std::string> arguments = {"check", "--output-format", "concise"};
    if (!path.empty()) arguments.push_back(path);
    run_(arguments);
  }

  CliRun run_;
};

TEST_F(KeyFiles, AreFoundWhereverTheyLieInTheProject) {
  add("certs/server.key", kPem);
  add("force-app/main/jwt.pem", kPem);
  add("SERVER.KEY", kPem);
  add("force-app/ignored/other.key", kPem);
  add(".forceignore", "force-app/ignored\n");
  check();
  EXPECT_TRUE(reports("certs/server.key")) << run_.out << run_.err;
  EXPECT_TRUE(reports("force-app/main/jwt.pem")) << run_.out;
  EXPECT_TRUE(reports("SERVER.KEY")) << run_.out;
  EXPECT_TRUE(reports("force-app/ignored/other.key")) << run_.out;
}

TEST_F(KeyFiles, AreLeftAloneWhereTheRepositoryDoesNotHaveThem) {
  add(".gitignore", "*.key\n");
  add("server.key", kPem);
  add("node_modules/x/test.pem", kPem);
  check();
  EXPECT_EQ(run_.out.find("SCT003"), std::string::npos) << run_.out;
}

TEST_F(KeyFiles, AreOfNoInterestToACheckOfOneOtherFile) {
  add("force-app/main/server.key", kPem);
  check("force-app/main/Good.eca-meta.xml");
  EXPECT_EQ(run_.out.find("SCT003"), std::string::npos) << run_.out;
  check("force-app/main/server.key");
  EXPECT_TRUE(reports("force-app/main/server.key")) << run_.out << run_.err;
}

TEST_F(KeyFiles, AreJudgedByTheirFirstLineOrBytes) {
  add("a/store.p12", std::string("\x30\x82\x01\x00", 4));
  add("a/base64.pfx", "MIIKPAIBAzCCCfIG\n");
  add("a/java.jks", std::string("\xFE\xED\xFE\xED\x00\x00", 6));
  add("a/der.key", std::string("\x30\x82\x01\x00", 4));
  add("a/large.p12", std::string(300'000, '\x01'));
  add("b/slides.key", std::string("PK\x03\x04\x00", 5));
  add("b/certificate.pem", "-----BEGIN CERTIFICATE-----\nMadeUp\n");
  add("b/chain.pem", std::string("Bag Attributes\n") + kPem);
  add("b/public.key", "-----BEGIN PUBLIC KEY-----\nMadeUp\n");
  add("b/notes.key", "0 is the first key\n");
  add("b/pointer.p12", "version https://git-lfs.github.com/spec/v1\n");
  add("b/empty.key", "");
  add("b/large.key", std::string(300'000, '\x01'));
  add("b/Harbor.key-meta.xml", kPem);
  check();
  for (const char* name : {"store.p12", "base64.pfx", "java.jks", "der.key", "large.p12"}) {
    EXPECT_TRUE(reports("a/" + std::string(name))) << name << "\n" << run_.out << run_.err;
  }
  EXPECT_EQ(run_.out.find("b/"), std::string::npos) << run_.out;
}

TEST_F(KeyFiles, NothingOfAStoreIsShown) {
  add("a/store.pfx", "MIIKPAIBAzCCCfIGMadeUpMaterial\n");
  add("a/text.pem", kPem);
  run_({"check", "--level", "info"});
  EXPECT_EQ(run_.out.find("MIIKP"), std::string::npos) << run_.out;
  EXPECT_EQ(run_.out.find("MadeUp"), std::string::npos) << run_.out;
}

TEST_F(KeyFiles, NothingButTheRuleIsNeededToTurnItOff) {
  add("server.key", kPem);
  run_({"check", "--ignore", "private-key-material"});
  EXPECT_EQ(run_.out.find("SCT003"), std::string::npos) << run_.out;
}

}  // namespace
}  // namespace ecac
