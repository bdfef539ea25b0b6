#include "compiler/source/line_hashes.h"

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/line_index.h"

namespace ecac {
namespace {

std::vector<std::string> hashes(const std::string& text,
                                const std::vector<TextRange>& secrets = {}) {
  LineHashes lines(text, secrets);
  std::vector<std::string> all;
  for (std::uint32_t line = 1; all.size() < 20; ++line) {
    std::string hash = lines.of(line);
    if (hash.empty() && secrets.empty()) break;
    all.push_back(std::move(hash));
  }
  return all;
}

using Hashes = std::vector<std::string>;

// The values are those that the tests of github/codeql-action expect (src/fingerprints.test.ts).
TEST(LineHashes, AreThoseOfGitHub) {
  EXPECT_EQ(hashes(""), (Hashes{"c129715d7a2bc9a3:1"}));
  EXPECT_EQ(hashes(" a\nb\n  \t\tc\n d"), (Hashes{"271789c17abda88f:1", "54703d4cd895b18:1",
                                                  "180aee12dab6264:1", "a23a3dc5e078b07b:1"}));
  EXPECT_EQ(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
            (Hashes{"8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1",
                    "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"}));
}

TEST(LineHashes, DoNotDependOnLineEnds) {
  const Hashes expected = {"e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1",
                           "e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1",
                           "c129715d7a2bc9a3:1"};
  EXPECT_EQ(hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n"), expected);
  EXPECT_EQ(hashes(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r"), expected);
  EXPECT_EQ(hashes(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n"), expected);
  EXPECT_EQ(hashes(" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n"), expected);
}

TEST(LineHashes, NumberEqualOnes) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "Lorem ipsum dolor sit amet.\n";
  EXPECT_EQ(hashes(text), (Hashes{"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3",
                                  "a7f2ff13bc495cf2:4", "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6",
                                  "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1",
                                  "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"}));
}

TEST(LineHashes, AreNotMadeOfSecrets) {
  const std::string filler(120, 'x');
  const std::string text = filler + "\nshort\nsecret\n" + filler + "\nend";
  const auto at = static_cast<std::uint32_t>(text.find("secret"));
  const Hashes plain = hashes(text);
  const Hashes covered = hashes(text, {{at, at + 6}});
  EXPECT_EQ(covered[0], plain[0]) << "its hundred units end before";
  EXPECT_EQ(covered[1], "");
  EXPECT_EQ(covered[2], "");
  EXPECT_EQ(covered[3], plain[3]);
  EXPECT_EQ(covered[4], plain[4]);
}

// One line of a text is read by itself, many are read in one pass.
TEST(LineHashes, AreTheSameForOneLineAsForAll) {
  static constexpr std::array<std::string_view, 9> kPieces = {
      "<a>", " ", "\t", "\n", "\r", "\r\n", "\U0001F600", "\xFF", "a long line of the same kind "};
  std::minstd_rand random(11);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (auto pieces = random() % 300; pieces > 0; --pieces)
      text += kPieces[random() % kPieces.size()];
    std::vector<TextRange> secrets;
    for (std::uint32_t at = 0; at + 20 < text.size(); at += 150)
      secrets.push_back({at + 3, at + 9});

    std::vector<std::string> one_by_one;
    const auto lines = LineIndex(text).line_count();
    for (std::uint32_t line = 1; line <= lines + 1; ++line) {
      one_by_one.push_back(LineHashes(text, secrets).of(line));
    }
    LineHashes all(text, secrets);
    for (int i = 0; i < 100; ++i) all.of(lines);
    for (std::uint32_t line = 1; line <= lines + 1; ++line) {
      EXPECT_EQ(all.of(line), one_by_one[line - 1]) << round << ", line " << line;
    }
    if (secrets.empty()) {
      EXPECT_NE(one_by_one.front(), "");
    }
    EXPECT_EQ(one_by_one.back(), "") << "no line";
  }
}

}  // namespace
}  // namespace ecac
