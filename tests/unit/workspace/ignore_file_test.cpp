#include "compiler/workspace/discovery/ignore_file.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/support/temporary_directory.h"

namespace ecac::ignore_file_test {
namespace {

struct IgnoreCase {
  const char* patterns;
  const char* path;  ///< a folder ends in `/`
  bool ignored;
};

constexpr IgnoreCase kCases[] = {
    {"a.xml", "a.xml", true},
    {"a.xml", "d/a.xml", true},
    {"/a.xml", "d/a.xml", false},
    {"d/a.xml", "x/d/a.xml", false},
    {"**/d/a.xml", "x/d/a.xml", true},
    {"**/a.xml", "a.xml", true},
    {"d/", "d", false},
    {"d/", "d/", true},
    {"d/", "x/d/", true},
    {"d/", "d/a.xml", true},
    {"d", "d/e/a.xml", true},
    {"*.xml\n!a.xml", "a.xml", false},
    {"*.xml\n!a.xml", "b.xml", true},
    {"d\n!d/a.xml", "d/a.xml", true},
    {"d/*\n!d/a.xml", "d/a.xml", false},
    {"# comment\n", "# comment", false},
    {"\\# name", "# name", true},
    {"\\!a", "!a", true},
    {"a   ", "a", true},
    {"a\\ ", "a ", true},
    {"a\\ ", "a", false},
    {"a\r\nb\r\n", "a", true},
    {"\xEF\xBB\xBF"
     "a",
     "a", true},
    {"/", "a", false},
    {"", "a", false},
    {"!", "a", false},
    {"**", "d/a", true},
    {"foo/**", "foo/x/y", true},
};

TEST(IgnoreFile, ReadsPatternsAsGitDoes) {
  for (const IgnoreCase& c : kCases) {
    IgnoreFile file;
    file.add_text(c.patterns);
    std::string path = c.path;
    const bool is_directory = path.ends_with('/');
    if (is_directory) path.pop_back();
    EXPECT_EQ(file.ignores(path, is_directory), c.ignored) << c.patterns << " against " << c.path;
  }
}

TEST(IgnoreFile, KnowsNamesThatAreNeverSource) {
  EXPECT_TRUE(is_always_ignored(".hidden"));
  EXPECT_TRUE(is_always_ignored("Portal.eca-meta.xml.dup"));
  EXPECT_TRUE(is_always_ignored("package2-descriptor.json"));
  EXPECT_TRUE(is_always_ignored("package2-manifest.json"));
  EXPECT_FALSE(is_always_ignored("Portal.eca-meta.xml"));
}

/// Small alphabets, so that patterns hit.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string path() {
    std::string text = name();
    for (std::size_t more = below(4); more != 0; --more) text += "/" + name();
    return text;
  }

  std::string pattern() {
    std::string text;
    if (below(5) == 0) text += "!";
    if (below(4) == 0) text += "/";
    for (std::size_t parts = 1 + below(3); parts != 0; --parts) {
      text += below(5) == 0 ? "**" : part();
      if (parts != 1) text += "/";
    }
    if (below(4) == 0) text += "/";
    if (below(8) == 0) text += below(2) == 0 ? "  " : "\\ ";
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }
  std::string pick(const std::vector<std::string>& words) { return words[below(words.size())]; }
  std::string name() {
    return pick(
        {"a", "b", "ab", "abc", "b.c", ".a", "A", "a b", "c ", "a-b", "]", "#a", "!b", "*"});
  }
  std::string part() {
    std::string text;
    for (std::size_t atoms = 1 + below(3); atoms != 0; --atoms) {
      // A run of stars beside other characters is left out: git reads `a**/b` in a way of its own.
      const bool after_star = text.ends_with('*') && !text.ends_with("\\*");
      std::string atom = pick({"a",
                               "b",
                               "c",
                               ".",
                               "*",
                               "?",
                               "[ab]",
                               "[!a]",
                               "[^b]",
                               "[a-c]",
                               "[]]",
                               "[[:alpha:]]",
                               "[[:punct:]b]",
                               "\\a",
                               "\\*",
                               "[",
                               "-",
                               "[b",
                               "[a\\]]",
                               "[\\a-c]",
                               "#",
                               "\\#",
                               "\\!",
                               "[[:up:]]",
                               "[a-]"});
      if (after_star && atom == "*") atom = "b";
      text += atom;
    }
    return text;
  }

  std::mt19937 random_;
};

/// Zero-terminated paths in, the ignored ones out.
std::set<std::string> ignored_by_git(const TemporaryDirectory& repository,
                                     const std::string& paths) {
  repository.write(".git/paths", paths);
  // Nothing exists on disk, so every path is one of a file.
  const std::string command =
      "cd '" + repository.path() +
      "' && git -c core.excludesFile= check-ignore --no-index -z --stdin <.git/paths";
  std::set<std::string> ignored;
  FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return ignored;
  std::string current;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
    if (c == '\0') {
      ignored.insert(current);
      current.clear();
    } else {
      current += static_cast<char>(c);
    }
  }
  ::pclose(pipe);
  return ignored;
}

// git itself says what is ignored, for many generated lists, each in a folder of its own.
TEST(IgnoreFile, AgreesWithGit) {
  if (std::system("git --version >/dev/null 2>&1") != 0) {
    ASSERT_EQ(std::getenv("ECAC_REQUIRE_SHARED"), nullptr) << "git is not installed";
    GTEST_SKIP() << "git is not installed; it is the second opinion here";
  }
  constexpr std::size_t kLists = 400;
  TemporaryDirectory repository;
  ASSERT_EQ(std::system(("git init -q '" + repository.path() + "'").c_str()), 0);
  Generator generator(20240607);
  std::vector<std::string> lists(kLists);
  std::vector<std::set<std::string>> paths(kLists);
  std::string all_paths;
  for (std::size_t i = 0; i < kLists; ++i) {
    const std::string folder = "list" + std::to_string(i) + "/";
    for (int pattern = 0; pattern < 4; ++pattern) lists[i] += generator.pattern() + "\n";
    repository.write(folder + ".gitignore", lists[i]);
    for (int path = 0; path < 60; ++path) paths[i].insert(generator.path());
    for (const std::string& path : paths[i]) all_paths += folder + path + '\0';
  }

  const std::set<std::string> ignored = ignored_by_git(repository, all_paths);
  // A test that never ignores would prove nothing.
  EXPECT_GT(ignored.size(), 2000u);
  for (std::size_t i = 0; i < kLists; ++i) {
    IgnoreFile file;
    file.add_text(lists[i]);
    for (const std::string& path : paths[i]) {
      EXPECT_EQ(file.ignores(path, false),
                ignored.contains("list" + std::to_string(i) + "/" + path))
          << "path `" << path << "` and patterns\n"
          << lists[i];
    }
  }
}

}  // namespace
}  // namespace ecac::ignore_file_test
