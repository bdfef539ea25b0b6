#include "compiler/support/file_tree.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "compiler/host/disk_file_tree.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "tests/unit/support/seen_tree.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::file_tree_test {
namespace {

using seen_tree::dump;
using seen_tree::kNoLimit;
using seen_tree::read;

/// While it lives, the process has no more rights than anybody.
class OrdinaryUser {
 public:
  OrdinaryUser() {
    constexpr uid_t kNobody = 65534;
    if (was_root_) {
      EXPECT_EQ(::seteuid(kNobody), 0);
    }
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  ~OrdinaryUser() {
    if (was_root_) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

 private:
  bool was_root_ = ::geteuid() == 0;
};

/// The same files on disk and in memory.
class FileTreeTest : public testing::Test {
 protected:
  FileTreeTest() {
    for (const char* name : {"a.txt", "d/b.txt", "empty"}) {
      const std::string text = name == std::string("empty") ? "" : std::string("text of ") + name;
      disk_.write(name, text);
      memory_.add("/t/" + std::string(name), text);
    }
    for (const auto& [name, target] :
         std::vector<std::pair<std::string, std::string>>{{"file_link", "a.txt"},
                                                          {"folder_link", "d"},
                                                          {"dangling", "nowhere"},
                                                          {"loop", "loop"}}) {
      EXPECT_EQ(::symlink(target.c_str(), disk_.at(name).c_str()), 0);
      memory_.add_link("/t/" + name, target);
    }
  }

  template <class Check>
  void both(Check&& check) {
    check(static_cast<const FileTree&>(DiskFileTree()), disk_.path());
    check(static_cast<const FileTree&>(memory_), std::string("/t"));
  }

  TemporaryDirectory disk_;
  MemoryFileTree memory_;
};

TEST_F(FileTreeTest, ListsFoldersWithLinksFollowed) {
  both([](const FileTree& tree, const std::string& root) {
    EXPECT_EQ(dump(tree, root),
              "a.txt:file d:directory dangling@:missing empty:file file_link@:file "
              "folder_link@:directory loop@:missing ");
    EXPECT_EQ(dump(tree, root + "/folder_link"), "b.txt:file ");
    EXPECT_EQ(dump(tree, root + "/nothing"), "error: no such file or folder");
    EXPECT_EQ(dump(tree, root + "/a.txt"), "error: not a folder");
  });
}

TEST_F(FileTreeTest, ReadsFiles) {
  both([](const FileTree& tree, const std::string& root) {
    EXPECT_EQ(read(tree, root + "/a.txt"), "text of a.txt");
    EXPECT_EQ(read(tree, root + "/folder_link/b.txt"), "text of d/b.txt");
    EXPECT_EQ(read(tree, root + "/file_link"), "text of a.txt");
    EXPECT_EQ(read(tree, root + "/empty"), "");
    EXPECT_EQ(read(tree, root + "/d"), "error: is a folder");
    EXPECT_EQ(read(tree, root + "/dangling"), "error: no such file or folder");
    EXPECT_EQ(read(tree, root + "/a.txt", 13), "text of a.txt");
    EXPECT_EQ(read(tree, root + "/a.txt", 12), "error: 13 bytes, more than the limit of 12");
  });
}

TEST_F(FileTreeTest, ReadsFolderByFolder) {
  both([](const FileTree& tree, const std::string& root) {
    const auto reader = tree.make_reader();
    std::string text;
    for (int round = 0; round < 2; ++round) {
      ASSERT_TRUE(reader->read(root, "a.txt", text, kNoLimit));
      EXPECT_EQ(text, "text of a.txt");
      ASSERT_TRUE(
          reader->read(root + "/d", std::string_view("b.txtx").substr(0, 5), text, kNoLimit));
      EXPECT_EQ(text, "text of d/b.txt");
      EXPECT_EQ(reader->read(root + "/d", "c", text, kNoLimit).error().kind, ErrorKind::not_found);
      EXPECT_TRUE(text.empty());
      EXPECT_EQ(reader->read(root + "/x", "c", text, kNoLimit).error().kind, ErrorKind::not_found);
      EXPECT_EQ(reader->read(root, "a.txt", text, 3).error().kind, ErrorKind::too_large);
      EXPECT_EQ(reader->read(root, "d", text, 3).error().kind, ErrorKind::is_directory);
    }
  });
}

TEST_F(FileTreeTest, KnowsKindsAndIdentities) {
  both([](const FileTree& tree, const std::string& root) {
    EXPECT_EQ(tree.kind(root + "/folder_link"), EntryKind::directory);
    EXPECT_EQ(tree.kind(root + "/a.txt"), EntryKind::file);
    EXPECT_EQ(tree.kind(root + "/loop"), EntryKind::missing);
    EXPECT_EQ(tree.identity(root + "/folder_link"), tree.identity(root + "/d"));
    EXPECT_NE(tree.identity(root), tree.identity(root + "/d"));
    EXPECT_EQ(tree.resolve(root + "/folder_link/b.txt"), root + "/d/b.txt");
    EXPECT_EQ(tree.resolve(root + "/dangling"), std::nullopt);
    DirectoryListing listing;
    ASSERT_TRUE(tree.list(root + "/folder_link", listing));
    EXPECT_EQ(listing.identity, tree.identity(root + "/d"));
  });
}

TEST_F(FileTreeTest, DoesNotWaitForWhatIsNoFile) {
  ASSERT_EQ(::mkfifo(disk_.at("fifo").c_str(), 0600), 0);
  EXPECT_EQ(read(DiskFileTree(), disk_.at("fifo")), "error: not a regular file");
  EXPECT_EQ(read(DiskFileTree(), "/dev/null"), "error: not a regular file");
}

TEST_F(FileTreeTest, ReadsFilesThatDoNotTellTheirSize) {
  const std::string text = read(DiskFileTree(), "/proc/self/stat");
  EXPECT_FALSE(text.empty());
  EXPECT_EQ(text.find('\0'), std::string::npos);
  EXPECT_TRUE(read(DiskFileTree(), "/proc/self/stat", 3).starts_with("error: "));
}

TEST_F(FileTreeTest, DeniesWhatIsLocked) {
  memory_.deny("/t/a.txt");
  memory_.deny("/t/d");
  EXPECT_EQ(read(memory_, "/t/a.txt"), "error: permission denied");
  EXPECT_EQ(dump(memory_, "/t/d"), "error: permission denied");
  ASSERT_EQ(::chmod(disk_.path().c_str(), 0755), 0);
  ASSERT_EQ(::chmod(disk_.at("a.txt").c_str(), 0), 0);
  ASSERT_EQ(::chmod(disk_.at("d").c_str(), 0), 0);
  {
    // Nothing is locked for root.
    const OrdinaryUser user;
    EXPECT_EQ(read(DiskFileTree(), disk_.at("a.txt")), "error: permission denied");
    EXPECT_EQ(dump(DiskFileTree(), disk_.at("d")), "error: permission denied");
  }
  ASSERT_EQ(::chmod(disk_.at("d").c_str(), 0700), 0);
}

TEST_F(FileTreeTest, ShowsBuffersInFrontOfFiles) {
  OverlayFileTree overlay(memory_);
  overlay.set("/t/a.txt", "edited");
  overlay.set("/t/d/new.txt", "new");
  overlay.set("/elsewhere/x", "alone");
  EXPECT_EQ(read(overlay, "/t/a.txt"), "edited");
  EXPECT_EQ(read(overlay, "/t/d/b.txt"), "text of d/b.txt");
  EXPECT_EQ(dump(overlay, "/t/d"), "b.txt:file new.txt:file ");
  EXPECT_EQ(dump(overlay, "/elsewhere"), "x:file ");
  EXPECT_EQ(overlay.kind("/elsewhere"), EntryKind::directory);
  EXPECT_EQ(overlay.kind("/t/d/new.txt"), EntryKind::file);
  EXPECT_EQ(overlay.kind("/t/nothing"), EntryKind::missing);
  const auto reader = overlay.make_reader();
  std::string text;
  for (const auto& [folder, name, expected] :
       std::vector<std::array<std::string, 3>>{{"/t", "a.txt", "edited"},
                                               {"/t/d", "new.txt", "new"},
                                               {"/t/d", "b.txt", "text of d/b.txt"},
                                               {"/elsewhere", "x", "alone"},
                                               {"/t", "a.txt", "edited"}}) {
    ASSERT_TRUE(reader->read(folder, name, text, kNoLimit)) << folder << ' ' << name;
    EXPECT_EQ(text, expected);
  }
  EXPECT_EQ(overlay.added(), (std::vector<std::string>{"/elsewhere/x", "/t/d/new.txt"}));
  EXPECT_EQ(overlay.changed(), std::vector<std::string>{"/t/a.txt"});
  EXPECT_TRUE(overlay.removed().empty());
  overlay.remove("/t/a.txt");
  EXPECT_EQ(read(overlay, "/t/a.txt"), "text of a.txt");
}

TEST_F(FileTreeTest, HidesFilesThatGoAway) {
  OverlayFileTree overlay(memory_);
  overlay.hide("/t/d/b.txt");
  overlay.hide("/t/nothing");
  EXPECT_EQ(dump(overlay, "/t/d"), "");
  EXPECT_EQ(read(overlay, "/t/d/b.txt"), "error: no such file or folder");
  EXPECT_EQ(overlay.kind("/t/d/b.txt"), EntryKind::missing);
  EXPECT_EQ(overlay.identity("/t/d/b.txt"), std::nullopt);
  EXPECT_EQ(overlay.resolve("/t/d/b.txt"), std::nullopt);
  EXPECT_EQ(overlay.removed(), std::vector<std::string>{"/t/d/b.txt"});
  const auto reader = overlay.make_reader();
  std::string text;
  EXPECT_EQ(reader->read("/t/d", "b.txt", text, kNoLimit).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(reader->read("/t", "a.txt", text, kNoLimit));

  overlay.set("/t/d/b.txt", "back");
  EXPECT_EQ(dump(overlay, "/t/d"), "b.txt:file ");
  EXPECT_TRUE(overlay.removed().empty());
  EXPECT_TRUE(overlay.added().empty());
  overlay.hide("/t/d/b.txt");
  EXPECT_EQ(dump(overlay, "/t/d"), "");
  overlay.remove("/t/d/b.txt");
  EXPECT_EQ(read(overlay, "/t/d/b.txt"), "text of d/b.txt");

  overlay.set("/t/d/new.txt", "new");
  overlay.hide("/t/d/new.txt");
  EXPECT_EQ(dump(overlay, "/t/d"), "b.txt:file ");
  EXPECT_TRUE(overlay.added().empty());
}

}  // namespace
}  // namespace ecac::file_tree_test
