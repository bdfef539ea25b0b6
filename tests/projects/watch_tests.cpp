// `ecac check --watch` as a process on real files.

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/sanitized.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace watch_tests {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::HasSubstr;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kPatience{20};

/// The program while it runs in a folder, with what it has written so far.
class RunningProgram {
 public:
  RunningProgram(const std::string& arguments, const std::string& directory,
                 const std::string& before) {
    const std::string command = "cd '" + directory + "' && " + before +
                                " exec '" ECAC_PROGRAM "' " + arguments + " >'" + said_.at("out") +
                                "' 2>'" + said_.at("err") + "'";
    std::array<char*, 4> words = {const_cast<char*>("sh"), const_cast<char*>("-c"),
                                  const_cast<char*>(command.c_str()), nullptr};
    EXPECT_EQ(::posix_spawn(&process_, "/bin/sh", nullptr, nullptr, words.data(), environ), 0);
  }
  ~RunningProgram() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
  }
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  std::string out() const { return read("out"); }
  std::string err() const { return read("err"); }

  /// Waits until it has written that, behind what it had written at the last call.
  bool says(const std::string& what, const std::string& stream = "out") {
    const auto until = Clock::now() + kPatience;
    std::size_t& seen = stream == "out" ? out_seen_ : err_seen_;
    while (Clock::now() < until) {
      const std::string text = read(stream);
      const std::size_t at = text.find(what, seen);
      if (at != std::string::npos) {
        seen = at + what.size();
        return true;
      }
      std::this_thread::sleep_for(milliseconds(10));
    }
    ADD_FAILURE() << "never said: " << what << "\n" << out() << err();
    return false;
  }
  /// Its exit code after Ctrl-C; -1 if it did not end by itself.
  int interrupted() {
    ::kill(process_, SIGINT);
    int status = 0;
    EXPECT_EQ(::waitpid(process_, &status, 0), process_);
    process_ = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }
  /// Processor time that it has used so far.
  milliseconds used() const {
    std::ifstream file("/proc/" + std::to_string(process_) + "/stat");
    std::string word;
    std::getline(file, word, ')');  // a number, and a name with anything in it
    std::vector<std::string> words;
    while (file >> word) words.push_back(word);
    if (words.size() < 13) return milliseconds(-1);
    return milliseconds((std::stol(words[11]) + std::stol(words[12])) * 1000 /
                        ::sysconf(_SC_CLK_TCK));
  }

 private:
  std::string read(const std::string& stream) const {
    std::ifstream file(said_.at(stream), std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }

  TemporaryDirectory said_;
  pid_t process_ = 0;
  std::size_t out_seen_ = 0;
  std::size_t err_seen_ = 0;
};

std::string app(const std::string& name, const std::string& state) {
  return metadata_text("ExternalClientApplication",
                       "    <contactEmail>harbor@example.com</contactEmail>\n"
                       "    <distributionState>" +
                           state + "</distributionState>\n    <label>" + name + "</label>\n");
}

class WatchTest : public testing::TestWithParam<std::string> {
 protected:
  WatchTest() {
    folder_.write("p/sfdx-project.json",
                  R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.0"})");
    write("externalClientApps/Harbor.eca-meta.xml", app("Harbor", "Local"));
  }
  void write(const std::string& name, const std::string& text) const {
    folder_.write("p/force-app/main/default/" + name, text);
  }
  std::string project() const { return folder_.at("p"); }

  TemporaryDirectory folder_;
};

TEST_P(WatchTest, SeesEditsNewFoldersAndWhatGoes) {
  RunningProgram program("check --watch --ignore REF003", project(), GetParam());
  ASSERT_TRUE(program.says("no findings"));
  write("externalClientApps/Harbor.eca-meta.xml", app("Harbor", "Localy"));
  ASSERT_TRUE(program.says("`Localy` is not a value"));
  write("externalClientApps/Harbor.eca-meta.xml", app("Harbor", "Local"));
  ASSERT_TRUE(program.says("no findings"));
  // A folder that was not there when the program began, and one in it.
  folder_.write("p/force-app/pier/deep/externalClientApps/Pier.eca-meta.xml",
                app("Pier", "Packagd"));
  ASSERT_TRUE(program.says("`Packagd` is not a value"));
  // Some editors write beside a file and rename.
  folder_.write("p/force-app/pier/deep/externalClientApps/Pier.tmp", app("Pier", "Packag"));
  fs::rename(folder_.at("p/force-app/pier/deep/externalClientApps/Pier.tmp"),
             folder_.at("p/force-app/pier/deep/externalClientApps/Pier.eca-meta.xml"));
  ASSERT_TRUE(program.says("`Packag` is not a value"));
  fs::remove_all(folder_.at("p/force-app/pier"));
  ASSERT_TRUE(program.says("no findings"));
  // Settings that cannot be used, and that can again.
  folder_.write("p/ecac.json", "{\"rulez\": 1}");
  ASSERT_TRUE(program.says("rulez", "err"));
  fs::remove(folder_.at("p/ecac.json"));
  ASSERT_TRUE(program.says("no findings"));
  // All of it goes, and comes back.
  fs::rename(folder_.at("p/force-app"), folder_.at("elsewhere"));
  ASSERT_TRUE(program.says("there is no folder"));
  fs::rename(folder_.at("elsewhere"), folder_.at("p/force-app"));
  write("externalClientApps/Harbor.eca-meta.xml", app("Harbor", "Locals"));
  ASSERT_TRUE(program.says("`Locals` is not a value"));
  EXPECT_EQ(program.interrupted(), 1);
}

TEST_P(WatchTest, WaitsWithoutWork) {
  RunningProgram program("check --watch --ignore REF003", project(), GetParam());
  ASSERT_TRUE(program.says("no findings"));
  std::this_thread::sleep_for(milliseconds(300));
  const milliseconds before = program.used();
  ASSERT_GE(before.count(), 0);
  std::this_thread::sleep_for(milliseconds(1000));
  // Who waits by asking again and again would use all of it; a sanitizer still tidies up after the
  // check.
  EXPECT_LE((program.used() - before).count(), 200);
  EXPECT_EQ(program.interrupted(), 0);
  EXPECT_EQ(program.err(), "");
}

INSTANTIATE_TEST_SUITE_P(By, WatchTest, testing::Values("", "ECAC_WATCH=poll"),
                         [](const auto& each) {
                           return each.param.empty() ? "notices" : "looking";
                         });

}  // namespace
}  // namespace watch_tests
}  // namespace ecac::test
