#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "compiler/edit/change_set.h"
#include "compiler/format/formatter.h"
#include "compiler/model/binder/facts_builder.h"
#include "tests/unit/format/random_metadata.h"

namespace ecac {
namespace {

constexpr unsigned kTextsOfAType = 25;

/// What a file says, in no order.
std::vector<std::string> said_by(FactsBuilder& builder, std::string_view text, TypeId type) {
  const FileFacts facts = builder.analyze(text, type);
  std::vector<std::string> said = {facts.usable() ? "usable" : "not usable"};
  for (const FieldFact& fact : facts.fields()) {
    std::string path;
    for (const FieldFact* at = &fact; true; at = &facts.fields()[at->parent]) {
      path += std::to_string(static_cast<unsigned>(at->field)) + " ";
      if (at->parent == kNoFact) break;
    }
    said.push_back(path + std::to_string(static_cast<unsigned>(fact.state)) + " " +
                   std::string(facts.text(fact)));
  }
  for (const NameUse& use : facts.uses()) said.push_back("uses " + std::string(facts.name(use)));
  std::ranges::sort(said);
  return said;
}

template <class Check>
void for_each_random_text(Check&& check) {
  const auto& schema = SchemaSet::embedded();
  Formatter formatter(*schema);
  std::size_t texts = 0;
  for (const TypeSchema& type : schema->types()) {
    if (!formatter.formats(type.id)) continue;
    for (unsigned seed = 0; seed < kTextsOfAType; ++seed) {
      const std::string text = test::RandomMetadata(type, seed).text();
      SCOPED_TRACE(std::string(type.name) + " " + std::to_string(seed) + "\n" + text);
      check(formatter, text, type.id);
      if (testing::Test::HasFailure()) return;
      ++texts;
    }
  }
  EXPECT_GT(texts, 1000U);
}

TEST(FormatterProperties, SaysTheSameInOneFormThatStays) {
  FactsBuilder builder(*SchemaSet::embedded());
  std::size_t formatted = 0;
  for_each_random_text([&](Formatter& formatter, const std::string& text, TypeId type) {
    const FormattedText once = formatter.format(text, type);
    if (once.refusal) {
      EXPECT_FALSE(once.refusal->internal) << once.refusal->why;
      return;
    }
    ++formatted;
    EXPECT_EQ(formatter.format(once.text, type).text, once.text);
    EXPECT_EQ(said_by(builder, once.text, type), said_by(builder, text, type));
    std::map<TextRange, std::string> edits;
    for (TextEdit& edit : line_edits(text, once.text)) {
      edits.emplace(edit.range, std::move(edit.text));
    }
    EXPECT_EQ(apply_edits(text, edits), once.text);
  });
  EXPECT_GT(formatted, 1000U);
}

TEST(FormatterProperties, RangesSayTheSame) {
  FactsBuilder builder(*SchemaSet::embedded());
  unsigned turn = 0;
  for_each_random_text([&](Formatter& formatter, const std::string& text, TypeId type) {
    const auto size = static_cast<unsigned>(text.size());
    for (int i = 0; i < 4; ++i) {
      turn = turn * 1103515245U + 12345U;
      const std::uint32_t begin = (turn >> 8U) % size;
      const std::uint32_t end = begin + (turn >> 4U) % (i == 0 ? size : 40U);
      const FormattedText part = formatter.format_range(text, type, {begin, end});
      if (part.refusal) {
        EXPECT_FALSE(part.refusal->internal) << part.refusal->why << " " << begin << " " << end;
        continue;
      }
      EXPECT_EQ(said_by(builder, part.text, type), said_by(builder, text, type));
    }
  });
}

TEST(FormatterProperties, AnyBytesAreTakenOrRefused) {
  std::mt19937 random(7);
  for_each_random_text([&](Formatter& formatter, std::string text, TypeId type) {
    for (int i = 0; i < 3; ++i) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = static_cast<char>(random()); break;
        case 1: text.erase(at, 1 + random() % 5); break;
        default: text.insert(at, text.substr(random() % text.size(), random() % 20)); break;
      }
    }
    const FormattedText result = formatter.format(text, type);
    if (result.refusal) {
      EXPECT_FALSE(result.refusal->internal) << result.refusal->why;
      EXPECT_LE(result.refusal->place.end, text.size());
    }
  });
}

}  // namespace
}  // namespace ecac
