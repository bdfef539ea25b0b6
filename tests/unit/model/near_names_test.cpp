#include "compiler/model/near_names.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac::test {
namespace {

TEST(NearNames, AnswersAnewWhenNamesChange) {
  NearNames names;
  names.add("Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").distance, 1U);

  names.add("Harbours_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "");  // two are equally near
  names.remove("Harbor_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "Harbours_Portal");
  names.remove("Harbours_Portal");
  EXPECT_EQ(names.nearest("Harbour_Portal").name, "");
}

TEST(NearNames, TellsOfSeveralOtherCasesTheFirstByName) {
  for (const bool forward : {true, false}) {
    NearNames names;
    names.add(forward ? "HARBOR" : "harbor");
    names.add(forward ? "harbor" : "HARBOR");
    EXPECT_EQ(names.other_case("Harbor"), "HARBOR");
  }
}

/// What NearNames promises, by comparing with each.
NearNames::Match nearest_of_all(const std::vector<std::string>& names, const std::string& word) {
  const std::string folded = ascii::in_small_letters(word);
  const std::size_t allowed = std::min<std::size_t>(NearNames::kLimit, word.size() / 3);
  for (std::size_t distance = 0; distance <= allowed; ++distance) {
    std::vector<std::string> found;
    for (const std::string& name : names) {
      const std::string other = ascii::in_small_letters(name);
      if (name != word && edit_distance(folded, other, distance) == distance) found.push_back(name);
    }
    if (found.size() == 1) return {found.front(), distance};
    if (!found.empty()) return {};
  }
  return {};
}

/// Few letters, so that many names are near each other.
std::string random_name(std::mt19937& random, std::size_t longest) {
  std::string name(1 + random() % longest, 'a');
  for (char& c : name) c = "abAB_"[random() % 5];
  return name;
}

TEST(NearNames, AnswersAsIfItComparedWithEach) {
  std::mt19937 random(20);
  for (int round = 0; round < 60; ++round) {
    const std::size_t longest = 3 + random() % 12;
    NearNames names;
    std::vector<std::string> all;
    for (int step = 0; step < 120; ++step) {
      std::string name = random_name(random, longest);
      const auto known = std::find(all.begin(), all.end(), name);
      if (known == all.end()) {
        names.add(name);
        all.push_back(std::move(name));
      } else if (random() % 2 == 0) {
        names.remove(name);
        all.erase(known);
      }
      if (step % 3 != 0) continue;
      const std::string word = random_name(random, longest + 2);
      const NearNames::Match expected = nearest_of_all(all, word);
      const NearNames::Match found = names.nearest(word);
      ASSERT_EQ(found.name, expected.name) << word;
      ASSERT_EQ(found.distance, expected.distance) << word;
    }
  }
}

}  // namespace
}  // namespace ecac::test
