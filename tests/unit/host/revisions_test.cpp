#include "compiler/host/revisions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "compiler/host/git/git_file_tree.h"
#include "tests/support/git_repository.h"
#include "tests/unit/support/seen_tree.h"

namespace ecac::revision_process_test {
namespace {

namespace fs = std::filesystem;
using seen_tree::dump;
using seen_tree::kNoLimit;
using testing::HasSubstr;

class RevisionProcessTest : public testing::Test {
 protected:
  RevisionProcessTest() {
    repository_.write("a.txt", "first");
    repository_.write("d/b.txt", "text of b");
    fs::create_symlink("a.txt", repository_.at("link"));
    repository_.commit("first");
  }
  std::vector<fs::path> objects() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::recursive_directory_iterator(repository_.at(".git/objects"))) {
      if (entry.is_regular_file()) found.push_back(entry.path());
    }
    return found;
  }
  std::unique_ptr<FileTree> open(std::string& refusal) const {
    auto opened = open_revision(repository_.path(), "HEAD", std::chrono::seconds(2));
    if (opened) return std::move(*opened);
    refusal = opened.error().message;
    return nullptr;
  }
  /// What is said where the objects are not what they should be; "" if nothing is.
  std::string complaint() const {
    std::string said;
    const std::unique_ptr<FileTree> tree = open(said);
    if (tree == nullptr) return said;
    dump(*tree, repository_.path());
    dump(*tree, repository_.at("d"));
    std::string text;
    for (const std::string_view name : {"a.txt", "link", "d/b.txt"}) {
      (void)tree->read(repository_.at(name), text, kNoLimit);
    }
    const std::optional<Error> failure = tree->failure();
    return failure ? failure->message : std::string();
  }
  GitRepository repository_;
};

/// Bytes as zlib packs them without making them smaller.
std::string packed(std::string_view bytes) {
  std::string result = "\x78\x01\x01";
  const auto size = static_cast<std::uint16_t>(bytes.size());
  for (const std::uint16_t number : {size, static_cast<std::uint16_t>(~size)}) {
    result += static_cast<char>(number & 0xFF);
    result += static_cast<char>(number >> 8);
  }
  result += bytes;
  std::uint32_t a = 1;
  std::uint32_t b = 0;
  for (const char c : bytes) {
    a = (a + static_cast<unsigned char>(c)) % 65521;
    b = (b + a) % 65521;
  }
  for (const std::uint32_t number : {b >> 8, b, a >> 8, a}) {
    result += static_cast<char>(number & 0xFF);
  }
  return result;
}

void rewrite(const fs::path& path, const std::string& bytes) {
  fs::remove(path);
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST_F(RevisionProcessTest, AnswersAsTheTreeItselfDoes) {
  const auto own = GitFileTree::open(repository_.path(), "HEAD");
  const auto other = open_revision(repository_.path(), "HEAD");
  ASSERT_TRUE(own && other);
  EXPECT_EQ(dump(**other, repository_.path()), dump(**own, repository_.path()));
  for (const std::string& path : {repository_.at("a.txt"), repository_.at("link"),
                                  repository_.at("d"), repository_.at("none"), std::string("/")}) {
    EXPECT_EQ((*other)->kind(path), (*own)->kind(path));
    EXPECT_EQ((*other)->resolve(path), (*own)->resolve(path));
    EXPECT_EQ((*other)->identity(path), (*own)->identity(path));
  }
  std::string text;
  EXPECT_EQ((*other)->read(repository_.at("a.txt"), text, 2).error().kind, ErrorKind::too_large);
  EXPECT_EQ((*other)->read(repository_.at("none"), text, kNoLimit).error().kind,
            ErrorKind::not_found);
  EXPECT_FALSE((*other)->failure());
  EXPECT_EQ(open_revision(repository_.path(), "none").error().message,
            GitFileTree::open(repository_.path(), "none").error().message);
}

TEST_F(RevisionProcessTest, AnswersSeveralThreads) {
  const auto tree = open_revision(repository_.path(), "HEAD");
  ASSERT_TRUE(tree);
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        std::string text;
        EXPECT_TRUE((*tree)->read(repository_.at("d/b.txt"), text, kNoLimit));
        EXPECT_EQ(text, "text of b");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST_F(RevisionProcessTest, SurvivesObjectsThatAreLargerThanTheySay) {
  for (const std::string_view kind : {"blob", "tree", "commit"}) {
    for (const fs::path& object : objects()) {
      std::ifstream file(object, std::ios::binary);
      const std::string before{std::istreambuf_iterator<char>(file), {}};
      rewrite(object, packed(std::string(kind) + " 1" + '\0' + std::string(5000, 'x')));
      EXPECT_NE(complaint(), "") << kind << " at " << object;
      rewrite(object, before);
    }
  }
  EXPECT_EQ(complaint(), "");
}

TEST_F(RevisionProcessTest, ComesBackFromObjectsThatAreCut) {
  for (const fs::path& object : objects()) {
    std::ifstream file(object, std::ios::binary);
    const std::string before{std::istreambuf_iterator<char>(file), {}};
    for (const std::string& bytes : {before.substr(0, before.size() / 2), std::string()}) {
      rewrite(object, bytes);
      EXPECT_NE(complaint(), "") << object;
    }
    fs::remove(object);
    EXPECT_NE(complaint(), "") << object;
    rewrite(object, before);
  }
}

TEST_F(RevisionProcessTest, WaitsForNoPipe) {
  for (const fs::path& object : objects()) {
    fs::remove(object);
    ASSERT_EQ(std::system(("mkfifo '" + object.string() + "'").c_str()), 0);
  }
  EXPECT_NE(complaint(), "");
}

}  // namespace
}  // namespace ecac::revision_process_test
