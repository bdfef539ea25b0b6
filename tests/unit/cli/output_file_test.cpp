#include "compiler/cli/output/output_file.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

namespace ecac {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "ecac-output-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string path(std::string_view name) const { return (folder_ / name).string(); }
  static std::string text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  std::size_t entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(OutputFileTest, MakesParentFoldersAndLeavesNothingBehind) {
  EXPECT_EQ(write_output_file(path("a/b/c.json"), "text"), "");
  EXPECT_EQ(text(path("a/b/c.json")), "text");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(OutputFileTest, KeepsTheMode) {
  std::ofstream(path("f")) << "old";
  ASSERT_EQ(::chmod(path("f").c_str(), 0640), 0);
  EXPECT_EQ(write_output_file(path("f"), "new"), "");
  struct stat status {};
  ASSERT_EQ(::stat(path("f").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640u);
  EXPECT_EQ(text(path("f")), "new");
}

TEST_F(OutputFileTest, ReplacesTheTargetOfALink) {
  fs::create_directory(folder_ / "real");
  fs::create_symlink("real/f", folder_ / "link");
  EXPECT_EQ(write_output_file(path("link"), "one"), "");  // the target does not exist yet
  EXPECT_EQ(write_output_file(path("link"), "two"), "");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text(path("real/f")), "two");
}

TEST_F(OutputFileTest, WritesIntoWhatIsNoRegularFile) {
  EXPECT_EQ(write_output_file("/dev/null", "text"), "");
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = text(path("fifo")); });
  EXPECT_EQ(write_output_file(path("fifo"), "through"), "");
  reader.join();
  EXPECT_EQ(received, "through");
  EXPECT_TRUE(fs::is_fifo(folder_ / "fifo"));
}

TEST_F(OutputFileTest, ASignalLeavesNoPartialFile) {
  for (int number : {SIGINT, SIGTERM, SIGPIPE}) {
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::signal(number, SIG_DFL);  // whoever started the test may ignore it
      remove_partial_files_on_signal();
      const std::string bytes(std::size_t{8} << 20, 'x');
      while (true) write_output_file(path("report"), bytes);
    }
    auto is_partial = [](const fs::directory_entry& entry) {
      return entry.path().extension() == ".partial";
    };
    auto partial_files = [&] {
      return std::count_if(fs::directory_iterator(folder_), fs::directory_iterator(), is_partial);
    };
    for (int wait = 0; wait < 2000 && partial_files() == 0; ++wait) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(child, number);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), number);
    EXPECT_EQ(partial_files(), 0);
  }
}

TEST_F(OutputFileTest, SaysWhyItFails) {
  EXPECT_NE(write_output_file("/dev/full", "text").find("No space left"), std::string::npos);
  EXPECT_NE(write_output_file(folder_.string(), "text").find("it is a folder"), std::string::npos);
  std::ofstream(path("file")) << "x";
  EXPECT_NE(write_output_file(path("file/below"), "text"), "");
  EXPECT_EQ(entries(), 1u);
}

}  // namespace
}  // namespace ecac
