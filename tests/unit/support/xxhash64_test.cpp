#include "compiler/support/hash/xxhash64.h"

#include <gtest/gtest.h>

#include <string>

namespace ecac {
namespace {

/// The values that the reference implementation gives for seed 0.
TEST(XxHash64, IsTheOneThatOthersCompute) {
  EXPECT_EQ(xxhash64(""), 0xef46db3751d8e999u);
  EXPECT_EQ(xxhash64("a"), 0xd24ec4f1a98c6e5bu);
  EXPECT_EQ(xxhash64("abc"), 0x44bc2cf5ad770999u);
  EXPECT_EQ(xxhash64("Nobody inspects the spammish repetition"), 0xfbcea83c8a378bf1u);
}

TEST(XxHash64, HeedsEveryByte) {
  for (std::size_t size = 1; size < 80; ++size) {
    std::string text(size, 'x');
    const std::uint64_t whole = xxhash64(text);
    for (char& c : text) {
      c = 'y';
      EXPECT_NE(xxhash64(text), whole) << size;
      c = 'x';
    }
  }
}

}  // namespace
}  // namespace ecac
