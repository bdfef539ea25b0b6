#include "compiler/support/text/decimal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>

namespace ecac::decimal_test {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct NumberCase {
  std::string_view text;
  double number;
};

constexpr NumberCase kNumbers[] = {
    {"0", 0},
    {"00012", 12},
    {"-7.25", -7.25},
    {"1.", 1},
    {".5", 0.5},
    {"-.5", -0.5},
    {"1e5", 100000},
    {"1E+2", 100},
    {"25e-1", 2.5},
    {"0e-999", 0},
    {"4e-324", 4e-324},
    {"1e-310", 1e-310},
    {"1.7976931348623157e308", 1.7976931348623157e308},
    {"inf", kInfinity},
    {"-Infinity", -kInfinity},
};

constexpr std::string_view kOthers[] = {
    "",
    "-",
    ".",
    "-.",
    " 1",
    "1 ",
    "+1",
    "--1",
    "-+1",
    "- 1",
    "1e",
    "1e+",
    "e5",
    "0x10",
    "-0X1p",
    "0x",
    "1,5",
    "1_000",
    "1e400",
    "-1e400",
    "1e-400",
    "2e-324",
    "infin",
    "1inf",
    "\t1",
    "1\n",
    "one",
    "-one",
    std::string_view("1\0", 2),
    std::string_view("1\0002", 3),
    "1e99999999999",
    "1.2.3",
    "nan(",
};

TEST(Decimal, NumbersAreRead) {
  for (const NumberCase& wanted : kNumbers) {
    EXPECT_EQ(decimal_number(wanted.text), wanted.number) << wanted.text;
    EXPECT_EQ(decimal_number_by_c(wanted.text), wanted.number) << wanted.text;
  }
  for (const std::string_view text : {"nan", "NaN", "-nan", "nan(a1)"}) {
    EXPECT_TRUE(std::isnan(decimal_number(text).value_or(0))) << text;
    EXPECT_TRUE(std::isnan(decimal_number_by_c(text).value_or(0))) << text;
  }
}

TEST(Decimal, OtherTextsAreNone) {
  for (const std::string_view text : kOthers) {
    EXPECT_EQ(decimal_number(text), std::nullopt) << text;
    EXPECT_EQ(decimal_number_by_c(text), std::nullopt) << text;
  }
}

TEST(Decimal, BothReadersAgree) {
  constexpr std::string_view kLetters = "0123456789..--+eEx infa()\t";
  std::mt19937 random(20260101);
  std::uniform_int_distribution<std::size_t> letter(0, kLetters.size() - 1);
  std::uniform_int_distribution<std::size_t> length(1, 7);
  int numbers = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::string text(length(random), ' ');
    for (char& c : text) c = kLetters[letter(random)];
    const std::optional<double> number = decimal_number(text);
    const std::optional<double> by_c = decimal_number_by_c(text);
    ASSERT_EQ(number.has_value(), by_c.has_value()) << text;
    if (!number) continue;
    ++numbers;
    ASSERT_TRUE(*number == *by_c || (std::isnan(*number) && std::isnan(*by_c))) << text;
  }
  EXPECT_GT(numbers, 10'000);
}

}  // namespace
}  // namespace ecac::decimal_test
