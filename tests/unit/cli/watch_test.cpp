#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "compiler/support/changes/change_watch.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace watch_test {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kApp = "/work/externalClientApps/Harbor.eca-meta.xml";
constexpr std::string_view kClear = "\x1b[H\x1b[2J";

std::string app(const std::string& state) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
         "    <contactEmail>harbor@example.com</contactEmail>\n"
         "    <distributionState>" +
         state +
         "</distributionState>\n"
         "    <label>Harbor</label>\n"
         "</ExternalClientApplication>\n";
}

using Step = std::function<void()>;

/// Changes what the next step changes, and is interrupted after the last.
class ScriptedWatch final : public ChangeWatch {
 public:
  ScriptedWatch(std::vector<Step> steps, std::vector<AskedPaths>& followed)
      : steps_(std::move(steps)), followed_(followed) {}
  void begin() override {}
  void follow(const AskedPaths& paths) override { followed_.push_back(paths); }
  Event wait() override {
    if (next_ == steps_.size()) return Event::interrupted;
    steps_[next_++]();
    return Event::changed;
  }
  std::string remark() override { return next_ == 0 ? "told once" : ""; }

 private:
  std::vector<Step> steps_;
  std::size_t next_ = 0;
  std::vector<AskedPaths>& followed_;
};

class Watch : public testing::Test {
 protected:
  Watch() { run_.files.add(kApp, app("Local")); }

  int watch(std::vector<Step> steps, std::vector<std::string> options = {}) {
    run_.watch_changes = [this, steps] {
      return std::make_unique<ScriptedWatch>(steps, followed_);
    };
    options.insert(options.begin(), {"check", "--watch", "--ignore", "REF003"});
    return run_(options);
  }
  Step write(const std::string& path, const std::string& text) {
    return [this, path, text] { run_.files.add(path, text); };
  }
  static std::size_t count(const std::string& text, std::string_view what) {
    std::size_t number = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
      ++number;
    }
    return number;
  }

  CliRun run_;
  std::vector<AskedPaths> followed_;
};

TEST_F(Watch, ShowsWhatIsNewAndEndsWithTheLastCode) {
  EXPECT_EQ(watch({write(kApp, app("Localy"))}), 1);
  EXPECT_EQ(count(run_.out, "no findings"), 1U) << run_.out;
  EXPECT_EQ(count(run_.out, "`Localy` is not a value"), 1U);
  EXPECT_THAT(run_.out, Not(HasSubstr("\x1b")));
  EXPECT_THAT(run_.err, HasSubstr("something has changed"));
  EXPECT_EQ(watch({write(kApp, app("Local"))}), 0);
}

TEST_F(Watch, SaysNothingWhereTheReportReadsTheSame) {
  EXPECT_EQ(watch({write("/work/notes.txt", "n"), write(kApp, app("Local"))}), 0);
  EXPECT_EQ(count(run_.out, "no findings"), 1U);
  EXPECT_EQ(run_.err, "ecac: told once\n");
}

TEST_F(Watch, ClearsATerminalForANewReportOnly) {
  run_.terminal = true;
  run_.environment["TERM"] = "xterm";
  EXPECT_EQ(watch({write("/work/notes.txt", "n"), write(kApp, app("Localy"))}), 1);
  EXPECT_THAT(run_.out, Not(StartsWith(std::string(kClear))));
  EXPECT_EQ(count(run_.out, kClear), 1U);
  EXPECT_LT(run_.out.find("no findings"), run_.out.find(kClear));
}

TEST_F(Watch, FollowsWhatTheRunAskedFor) {
  watch({});
  ASSERT_EQ(followed_.size(), 1U);
  EXPECT_THAT(followed_[0].files, Contains(kApp));
  EXPECT_THAT(followed_[0].files, Contains("/work/ecac.json"));
  EXPECT_THAT(followed_[0].folders, Contains("/work/externalClientApps"));
}

TEST_F(Watch, LivesThroughBrokenSettings) {
  EXPECT_EQ(watch({write("/work/ecac.json", "{\"rulez\": 1}"), write("/work/ecac.json", "{}")}), 0);
  EXPECT_EQ(count(run_.err, "rulez"), 1U) << run_.err;
  EXPECT_EQ(count(run_.out, "no findings"), 2U);
  EXPECT_EQ(watch({write("/work/ecac.json", "{")}), 2);
}

TEST_F(Watch, GoesWithNothingThatWritesOrReadsOnce) {
  for (const std::vector<std::string>& options :
       std::vector<std::vector<std::string>>{{"--fix"},
                                             {"--staged"},
                                             {"--update-baseline"},
                                             {"--diff"},
                                             {"--show-files"},
                                             {"--show-settings"},
                                             {"-o", "report.txt"},
                                             {"--output-format", "json"},
                                             {"-"},
                                             {"--env-file", "none.env"}}) {
    EXPECT_EQ(watch({}, options), 2) << options.front();
    EXPECT_EQ(count(run_.err, "\n"), 1U) << run_.err;
    EXPECT_THAT(followed_, testing::IsEmpty());
  }
  run_.watch_changes = nullptr;
  EXPECT_EQ(run_({"check", "--watch"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("--watch does not work here"));
}

}  // namespace
}  // namespace watch_test
}  // namespace ecac
