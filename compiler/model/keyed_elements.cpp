#include "compiler/model/keyed_elements.h"

#include <algorithm>
#include <optional>
#include <string>

namespace ecac {

namespace {

bool is_listed(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct KeyedElement {
  const FieldFact* fact = nullptr;
  const FieldFact* shown = nullptr;
  const std::vector<std::string_view>* fields = nullptr;
  std::string key = {};
};

/// Reads the key of one element.
class KeyReader {
 public:
  explicit KeyReader(const FileFacts& facts) : facts_(facts) {}

  /// Nothing where it is not known, or may be shared.
  std::optional<KeyedElement> read(const FieldSchema& list, const FieldFact& element) const {
    KeyedElement found{&element};
    found.fields = fields_of(list, element);
    if (found.fields == nullptr) return std::nullopt;
    found.key =
        std::to_string(static_cast<std::size_t>(list.id)) + ' ' + std::to_string(element.parent);
    bool shows_value_of_list = false;
    for (const std::string_view name : *found.fields) {
      const FieldSchema* part = list.record->find(name);
      if (part == nullptr) return std::nullopt;
      const FieldFact* fact = facts_.find(part->id, element);
      if (fact != nullptr && (fact->tainted || !fact->intact())) return std::nullopt;
      std::string_view text = fact == nullptr ? std::string_view() : facts_.text(*fact);
      if (is_listed(part->absent_words, text)) text = {};
      found.key += '\n';
      found.key += name;
      found.key += '\n';
      found.key += text;
      if (fact == nullptr || fact->state != ValueState::set) continue;
      const bool better = shows_value_of_list && part->values == nullptr;
      if (found.shown != nullptr && !better) continue;
      found.shown = fact;
      shows_value_of_list = part->values != nullptr;
    }
    if (found.shown == nullptr) return std::nullopt;
    return found;
  }

 private:
  /// The fields that make its key; null where a key may repeat.
  const std::vector<std::string_view>* fields_of(const FieldSchema& list,
                                                 const FieldFact& element) const {
    for (const std::string_view name : list.key) {
      const FieldSchema* part = list.record->find(name);
      if (part == nullptr || part->values == nullptr) continue;
      const FieldFact* fact = facts_.judgeable(part->id, element);
      if (fact == nullptr) return nullptr;
      const EnumValue* value = part->values->find(facts_.text(*fact));
      if (value == nullptr || value->repeats) return nullptr;
      if (!value->key.empty()) return &value->key;
    }
    return &list.key;
  }

  const FileFacts& facts_;
};

/// Free text, which tells nothing but people anything.
constexpr std::string_view kDescription = "description";

struct Comparison {
  bool same = true;
  bool identical = true;
};

/// Whether both hold the same fields with the same values, in whatever order.
Comparison compare(const SchemaSet& schema, const FileFacts& facts, const FieldFact& a,
                   const FieldFact& b) {
  const auto judged = [](const FieldFact* fact) {
    return fact != nullptr && fact->state != ValueState::nil && fact->intact();
  };
  Comparison found;
  const auto compare_all = [&](const FieldFact& mine, const FieldFact& other) {
    for (FactIndex i = facts.index_of(mine) + 1; i < mine.subtree_end; ++i) {
      const FieldFact& part = facts.fields()[i];
      const FactIndex opposite = facts.index_of(other) + (i - facts.index_of(mine));
      const FieldFact* twin = opposite < other.subtree_end ? &facts.fields()[opposite] : nullptr;
      if (twin == nullptr || twin->field != part.field) twin = facts.find(part.field, other);
      const bool equal = judged(&part) && judged(twin) && facts.text(part) == facts.text(*twin);
      if (equal) continue;
      found.identical = false;
      found.same = found.same && schema.field(part.field).name == kDescription;
    }
  };
  compare_all(a, b);
  compare_all(b, a);
  return found;
}

}  // namespace

std::vector<RepeatedElement> repeated_elements(const SchemaSet& schema, const FileFacts& facts) {
  std::vector<KeyedElement> elements;
  const KeyReader reader(facts);
  for (const FieldFact& fact : facts.fields()) {
    const FieldSchema& list = schema.field(fact.field);
    if (list.key.empty() || list.key_repeats || list.record == nullptr) continue;
    if (fact.state != ValueState::set || !fact.intact()) continue;
    if (auto element = reader.read(list, fact)) elements.push_back(std::move(*element));
  }
  std::stable_sort(elements.begin(), elements.end(),
                   [](const KeyedElement& a, const KeyedElement& b) { return a.key < b.key; });
  std::vector<RepeatedElement> found;
  for (std::size_t begin = 0; begin < elements.size();) {
    std::size_t end = begin + 1;
    while (end < elements.size() && elements[end].key == elements[begin].key) ++end;
    const KeyedElement& first = elements[begin];
    for (std::size_t i = begin + 1; i < end; ++i) {
      const KeyedElement& again = elements[i];
      const Comparison compared = compare(schema, facts, *first.fact, *again.fact);
      found.push_back({first.fact, again.fact, first.shown, again.shown, *again.fields, end - begin,
                       compared.same, compared.identical});
    }
    begin = end;
  }
  std::sort(found.begin(), found.end(),
            [](const RepeatedElement& a, const RepeatedElement& b) { return a.again < b.again; });
  return found;
}

}  // namespace ecac
