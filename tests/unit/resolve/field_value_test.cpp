#include "compiler/resolve/values/field_value.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace ecac {
namespace {

/// A set with one type T and a list E that is closed, and G that grows.
class FieldValue : public testing::Test {
 protected:
  FieldValue() {
    const SchemaFile files[] = {
        {"enums/E.xml", "<enum name='E'><value name='Days'/></enum>"},
        {"enums/G.xml", "<enum name='G' grows='true'><value name='Apple'/></enum>"},
        {"types/T.xml",
         "<type name='T'>"
         "<field name='since' kind='boolean' default='true' defaultStanding='observed'"
         " defaultSince='65'/>"
         "<field name='guess' kind='string' default='x' defaultStanding='inferred'/>"
         "<field name='open' kind='string' defaultStanding='unconfirmed'/>"
         "<field name='switch' kind='boolean'/>"
         "<field name='unit' kind='enum' values='E' valuesCase='ignore'/>"
         "<field name='vendor' kind='enum' values='G'/>"
         "<field name='minutes' kind='int' min='1' max='720' tolerated='0' minutes='2'/>"
         "<field name='least' kind='int' min='1'/>"
         "<field name='steps' kind='int' allowed='1 5 60'><allowedSince "
         "version='65'>60</allowedSince>"
         "</field>"
         "</type>"}};
    set_ = *SchemaSet::load(files);
  }

  FieldId id(std::string_view field) const { return set_->find_type("T")->root.find(field)->id; }
  Resolved<std::string_view> absent(std::string_view field, ApiVersion version) const {
    return value_of_absent(*set_, version, id(field));
  }
  std::optional<std::string_view> listed(std::string_view field, std::string_view text) const {
    return value_of_list(*set_, id(field), {text, {}}).value;
  }

  std::shared_ptr<const SchemaSet> set_;
};

TEST_F(FieldValue, DefaultHoldsFromItsVersionOn) {
  EXPECT_FALSE(absent("since", 64).known());
  EXPECT_TRUE(absent("since", 65).is("true"));
  EXPECT_TRUE(absent("since", 0).is("true"));
  EXPECT_EQ(absent("since", 65).origin.standing, Standing::observed);
}

TEST_F(FieldValue, WhatMayBeLeftOutIsEmptyByTheDocuments) {
  EXPECT_TRUE(absent("guess", 66).is(""));
  EXPECT_EQ(absent("guess", 66).origin.standing, Standing::documented);
  EXPECT_FALSE(absent("open", 66).known());
  EXPECT_FALSE(absent("switch", 66).known());
  EXPECT_EQ(absent("switch", 66).origin.decided_by(), "`{field}`, whose default nobody documents");
}

TEST_F(FieldValue, ClosedListsHaveTheirOwnSpellingAndNothingElse) {
  EXPECT_EQ(listed("unit", "days"), "Days");
  EXPECT_EQ(listed("unit", "Weeks"), std::nullopt);
  EXPECT_EQ(listed("unit", ""), "");
  EXPECT_EQ(listed("vendor", "Apple"), "Apple");
  EXPECT_EQ(listed("vendor", "Pear"), "Pear");
  EXPECT_EQ(listed("guess", "Weeks"), "Weeks");
}

TEST_F(FieldValue, NumbersAndSwitchesAreReadAsXmlSchemaWritesThem) {
  const auto number = [&](std::string_view text) {
    return as_number(id("guess"), {text, {}}).value;
  };
  EXPECT_EQ(number("+5"), 5);
  EXPECT_EQ(number("-5"), -5);
  EXPECT_EQ(number("+-5"), std::nullopt);
  EXPECT_EQ(number("5 days"), std::nullopt);
  EXPECT_EQ(number(""), std::nullopt);
  const auto flag = [&](std::string_view text) {
    return as_boolean(id("switch"), {text, {}}).value;
  };
  EXPECT_EQ(flag("1"), true);
  EXPECT_EQ(flag("false"), false);
  EXPECT_EQ(flag("TRUE"), std::nullopt);
}

TEST_F(FieldValue, ANumberBeyondTheLimitsIsNoValue) {
  const auto within = [&](std::string_view field, ApiVersion version, long long number) {
    return within_limits(set_->field(id(field)), version, {number, {}});
  };
  EXPECT_TRUE(within("minutes", 65, 1).is(1));
  EXPECT_TRUE(within("minutes", 65, 720).is(720));
  EXPECT_EQ(within("minutes", 65, 721).origin.decided_by(), "a value of `minutes` from 1 to 720");
  EXPECT_FALSE(within("minutes", 65, 0).known());
  EXPECT_EQ(set_->field(id("minutes")).minutes, 2);
  EXPECT_EQ(within("least", 65, 0).origin.decided_by(), "a value of `least` from 1 on");
  EXPECT_TRUE(within("steps", 65, 60).is(60));
  EXPECT_EQ(within("steps", 64, 60).origin.decided_by(), "a `steps` that API 64.0 allows: 1, 5");
  EXPECT_TRUE(within("unit", 64, 60).is(60));
}

TEST_F(FieldValue, EachPlaceholderDecidesOnce) {
  EXPECT_EQ(unknown_placeholder("${HOST}:${PORT}/${HOST}", FieldId::none).origin.decided_by(),
            "the value of `${HOST}` and `${PORT}`");
}

}  // namespace
}  // namespace ecac
