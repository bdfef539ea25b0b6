#include "compiler/host/disk_file_writer.h"

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

class DiskFileWriterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "ecac-writer-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// What went wrong; empty if nothing did.
  static std::string write(const std::string& path, std::string_view bytes) {
    const Result<void> done = DiskFileWriter().write(path, bytes);
    return done ? "" : done.error().message;
  }
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

TEST_F(DiskFileWriterTest, MakesParentFoldersAndLeavesNothingBehind) {
  EXPECT_EQ(write(path("a/b/c.json"), "text"), "");
  EXPECT_EQ(text(path("a/b/c.json")), "text");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(DiskFileWriterTest, KeepsTheMode) {
  std::ofstream(path("f")) << "old";
  ASSERT_EQ(::chmod(path("f").c_str(), 0640), 0);
  EXPECT_EQ(write(path("f"), "new"), "");
  struct stat status {};
  ASSERT_EQ(::stat(path("f").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0640u);
  EXPECT_EQ(text(path("f")), "new");
}

TEST_F(DiskFileWriterTest, ReplacesTheTargetOfALink) {
  fs::create_directory(folder_ / "real");
  fs::create_symlink("real/f", folder_ / "link");
  EXPECT_EQ(write(path("link"), "one"), "");  // the target does not exist yet
  EXPECT_EQ(write(path("link"), "two"), "");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(text(path("real/f")), "two");
}

TEST_F(DiskFileWriterTest, WritesIntoWhatIsNoRegularFile) {
  EXPECT_EQ(write("/dev/null", "text"), "");
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  std::string received;
  std::thread reader([&] { received = text(path("fifo")); });
  EXPECT_EQ(write(path("fifo"), "through"), "");
  reader.join();
  EXPECT_EQ(received, "through");
  EXPECT_TRUE(fs::is_fifo(folder_ / "fifo"));
}

TEST_F(DiskFileWriterTest, ASignalLeavesNoPartialFile) {
  for (int number : {SIGINT, SIGTERM, SIGPIPE}) {
    pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::signal(number, SIG_DFL);  // whoever started the test may ignore it
      remove_partial_files_on_signal();
      const std::string bytes(std::size_t{8} << 20, 'x');
      while (true) write(path("report"), bytes);
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

TEST_F(DiskFileWriterTest, RenamesAndRemoves) {
  std::ofstream(path("f")) << "text";
  ASSERT_EQ(::chmod(path("f").c_str(), 0604), 0);
  DiskFileWriter writer;
  EXPECT_TRUE(writer.rename(path("f"), path("x/y/g")));
  EXPECT_EQ(text(path("x/y/g")), "text");
  EXPECT_FALSE(fs::exists(path("f")));
  struct stat status {};
  ASSERT_EQ(::stat(path("x/y/g").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0604U);
  EXPECT_TRUE(writer.remove(path("x/y/g")));
  EXPECT_FALSE(fs::exists(path("x/y/g")));
  EXPECT_EQ(writer.remove(path("x/y/g")).error().message,
            "cannot delete `" + path("x/y/g") + "`: No such file or directory");
  EXPECT_EQ(writer.rename(path("f"), path("g")).error().message,
            "cannot rename `" + path("f") + "`: No such file or directory");
}

TEST_F(DiskFileWriterTest, SaysWhyItFails) {
  EXPECT_NE(write("/dev/full", "text").find("No space left"), std::string::npos);
  EXPECT_NE(write(folder_.string(), "text").find("it is a folder"), std::string::npos);
  std::ofstream(path("file")) << "x";
  EXPECT_NE(write(path("file/below"), "text"), "");
  EXPECT_EQ(entries(), 1u);
}

}  // namespace
}  // namespace ecac
