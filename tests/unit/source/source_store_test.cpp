#include "compiler/source/source_store.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "compiler/support/files/memory_file_tree.h"

namespace ecac {
namespace {

/// A tree that counts how often each file is opened.
class CountedTree final : public FileTree {
 public:
  void add(const std::string& path, std::string text) { files_.add(path, std::move(text)); }
  int opened(const std::string& path) const { return opened_[path]; }

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override {
    return files_.list(directory, listing);
  }
  Result<void> read(const std::string& path, std::string& buffer,
                    std::size_t limit) const override {
    ++opened_[path];
    return files_.read(path, buffer, limit);
  }
  EntryKind kind(const std::string& path) const override { return files_.kind(path); }
  std::optional<FileIdentity> identity(const std::string& path) const override {
    return files_.identity(path);
  }
  std::optional<std::string> resolve(const std::string& path) const override {
    return files_.resolve(path);
  }

 private:
  MemoryFileTree files_;
  mutable std::map<std::string, int> opened_;
};

TEST(SourceStore, OnePathHasOneNumber) {
  const MemoryFileTree tree;
  SourceStore store(tree);
  const FileId first = store.id_of("/p/a.xml");
  const SourceStore::Folder& folder = store.add_directory("/p");
  EXPECT_EQ(store.add(folder, "a.xml"), first);
  const FileId second = store.add(folder, "b.xml");
  EXPECT_NE(second, first);
  EXPECT_EQ(store.id_of("/p/b.xml"), second);
  EXPECT_EQ(store.find("/p/c.xml"), FileId::none);
  EXPECT_EQ(store.path(second), "/p/b.xml");
  EXPECT_EQ(store.name(second), "b.xml");
  EXPECT_EQ(store.directory(second), "/p");
  EXPECT_EQ(store.path(store.id_of("/top.xml")), "/top.xml");
}

TEST(SourceStore, AListedFolderIsFoundByPathLater) {
  MemoryFileTree tree;
  tree.add("/p/a.xml", "text");
  SourceStore store(tree);
  const FileId elsewhere = store.id_of("/q/a.xml");
  const SourceStore::Folder& folder = store.add_directory("/p");
  const FileId a = store.add(folder, "a.xml");
  const FileId b = store.add(folder, "b.xml");
  EXPECT_NE(a, elsewhere);
  std::string bytes;
  ASSERT_TRUE(store.read("/p/a.xml", bytes, 100));
  EXPECT_EQ(store.id_of("/p/a.xml"), a);
  EXPECT_EQ(store.find("/p/b.xml"), b);
  EXPECT_EQ(store.find("/p/c.xml"), FileId::none);
  const FileId c = store.id_of("/p/c.xml");
  const SourceStore::Folder& again = store.add_directory("/p");
  EXPECT_EQ(&again, &folder);
  EXPECT_EQ(store.add(again, "b.xml"), b);
  EXPECT_EQ(store.add(again, "c.xml"), c);
}

TEST(SourceStore, AFolderListedTwiceKeepsItsNumbers) {
  const MemoryFileTree tree;
  SourceStore store(tree);
  const FileId first = store.add(store.add_directory("/p"), "a.xml");
  EXPECT_EQ(store.add(store.add_directory("/p"), "a.xml"), first);
  EXPECT_EQ(store.find("/p/a.xml"), first);
}

TEST(SourceStore, ManyNumbersStayFound) {
  const MemoryFileTree tree;
  SourceStore store(tree);
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(store.id_of("/p/" + std::to_string(i)), FileId{static_cast<std::uint32_t>(i)});
  }
  for (int i = 0; i < 5000; ++i) {
    EXPECT_EQ(store.find("/p/" + std::to_string(i)), FileId{static_cast<std::uint32_t>(i)});
  }
}

TEST(SourceStore, PathsAreOrderedByteForByte) {
  const MemoryFileTree tree;
  SourceStore store(tree);
  const char* const paths[] = {"/a!/b", "/a", "/a/b", "/a/b/c", "/a/bc", "/ab/a", "/b"};
  for (const char* one : paths) {
    for (const char* two : paths) {
      EXPECT_EQ(store.path_before(store.id_of(one), store.id_of(two)),
                std::string(one) < std::string(two))
          << one << " " << two;
    }
  }
}

TEST(SourceStore, AFileIsOpenedOnce) {
  CountedTree tree;
  tree.add("/p/a.xml", "<a>\n</a>");
  SourceStore store(tree);
  std::string bytes;
  ASSERT_TRUE(store.make_reader()->read("/p", "a.xml", bytes, 100));
  ASSERT_TRUE(store.read("/p/a.xml", bytes, 100));
  const auto text = store.get(store.id_of("/p/a.xml"));
  ASSERT_NE(text, nullptr);
  EXPECT_EQ(text->text(), "<a>\n</a>");
  EXPECT_EQ(text->lines().line_count(), 2U);
  ASSERT_TRUE(store.make_reader()->read("/p", "a.xml", bytes, 100));
  EXPECT_EQ(bytes, "<a>\n</a>");
  EXPECT_EQ(tree.opened("/p/a.xml"), 1);
  EXPECT_FALSE(store.read("/p/a.xml", bytes, 3));
}

TEST(SourceStore, KeepsNoMoreThanItsBudget) {
  CountedTree tree;
  tree.add("/p/a.xml", "0123456789");
  tree.add("/p/b.xml", "0123456789");
  SourceStore store(tree, 15);
  const FileId a = store.id_of("/p/a.xml");
  const FileId b = store.id_of("/p/b.xml");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(store.get(a)->text(), "0123456789");
    EXPECT_EQ(store.get(b)->text(), "0123456789");
  }
  EXPECT_EQ(tree.opened("/p/a.xml"), 1);
  EXPECT_EQ(tree.opened("/p/b.xml"), 1);
  std::string bytes;
  ASSERT_TRUE(store.read("/p/a.xml", bytes, 100));
  ASSERT_TRUE(store.read("/p/b.xml", bytes, 100));
  EXPECT_EQ(tree.opened("/p/a.xml"), 1);
  EXPECT_EQ(tree.opened("/p/b.xml"), 2);
}

TEST(SourceStore, AnOpenBufferStandsInFront) {
  CountedTree tree;
  tree.add("/p/a.xml", "on disk");
  SourceStore store(tree, 0);
  const FileId id = store.id_of("/p/a.xml");
  store.pin("/p/a.xml", "typed", 7);
  EXPECT_EQ(store.get(id)->text(), "typed");
  EXPECT_EQ(store.get(id)->version(), 7);
  std::string bytes;
  ASSERT_TRUE(store.read("/p/a.xml", bytes, 100));
  EXPECT_EQ(bytes, "typed");
  store.release("/p/a.xml");
  EXPECT_EQ(store.get(id)->text(), "on disk");
  EXPECT_EQ(store.get(id)->version(), 0);

  store.pin("/p/new.xml", "new", 1);
  DirectoryListing listing;
  ASSERT_TRUE(store.list("/p", listing));
  EXPECT_EQ(listing.entries().size(), 2U);
  EXPECT_EQ(store.kind("/p/new.xml"), EntryKind::file);
}

TEST(SourceStore, ForgetsWhatChanged) {
  CountedTree tree;
  tree.add("/p/a.xml", "before");
  SourceStore store(tree);
  const FileId id = store.id_of("/p/a.xml");
  const auto before = store.get(id);
  tree.add("/p/a.xml", "after");
  EXPECT_EQ(store.get(id), before);
  store.forget("/p/a.xml");
  EXPECT_EQ(store.get(id)->text(), "after");
  EXPECT_EQ(before->text(), "before");
}

TEST(SourceStore, OfAMissingFileThereIsNoText) {
  const MemoryFileTree tree;
  SourceStore store(tree);
  EXPECT_EQ(store.get(store.id_of("/p/a.xml")), nullptr);
  EXPECT_EQ(store.get(FileId::none), nullptr);
}

}  // namespace
}  // namespace ecac
