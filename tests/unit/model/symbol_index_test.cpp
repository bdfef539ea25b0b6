#include "compiler/model/symbol_index.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

namespace ecac::test {
namespace {

constexpr TypeId kType{3};

TEST(SymbolIndex, FindsWhatIsLeftWhenOthersAreForgotten) {
  SymbolIndex index;
  std::mt19937 random(7);
  std::set<std::string> names;
  for (int step = 0; step < 20000; ++step) {
    const std::string name = fmt::format("Name{}", random() % 3000);
    if (names.insert(name).second) {
      EXPECT_TRUE(index.intern(kType, name).second);
    } else {
      index.forget(index.find(kType, name));
      names.erase(name);
    }
  }
  for (int i = 0; i < 3000; ++i) {
    const std::string name = fmt::format("Name{}", i);
    const SymbolId symbol = index.find(kType, name);
    ASSERT_EQ(symbol != SymbolId::none, names.contains(name)) << name;
    if (symbol != SymbolId::none) {
      EXPECT_EQ(index.name(symbol), name);
    }
  }
}

TEST(SymbolIndex, UsesAgainWhatAForgottenNameTook) {
  SymbolIndex index;
  const SymbolId kept = index.intern(kType, "Kept").first;
  for (int i = 0; i < 300000; ++i) {
    index.forget(index.intern(kType, fmt::format("Typed_on_the_way_{}", i)).first);
  }
  EXPECT_EQ(index.size(), 2U);
  EXPECT_LT(index.text_bytes(), std::size_t{1} << 18);
  EXPECT_EQ(index.name(kept), "Kept");
}

}  // namespace
}  // namespace ecac::test
