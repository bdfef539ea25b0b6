#include "compiler/model/keyed_elements.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

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

/// What an element holds, in whatever order.
struct Contents {
  using Values = std::vector<std::pair<FieldId, std::string_view>>;
  Values values = {};  ///< without descriptions
  Values all = {};
  bool judged = true;  ///< but for descriptions, each value can be compared
  bool all_judged = true;
};

Contents contents_of(const SchemaSet& schema, const FileFacts& facts, const FieldFact& element) {
  Contents contents;
  for (FactIndex i = facts.index_of(element) + 1; i < element.subtree_end; ++i) {
    const FieldFact& part = facts.fields()[i];
    const bool judged = part.state != ValueState::nil && part.intact();
    contents.all_judged = contents.all_judged && judged;
    contents.all.emplace_back(part.field, facts.text(part));
    if (schema.field(part.field).name == kDescription) continue;
    contents.judged = contents.judged && judged;
    contents.values.push_back(contents.all.back());
  }
  std::sort(contents.values.begin(), contents.values.end());
  std::sort(contents.all.begin(), contents.all.end());
  return contents;
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
    // Compared by their sorted values: whoever has another number of them differs at once.
    const Contents before = end - begin > 1 ? contents_of(schema, facts, *first.fact) : Contents();
    for (std::size_t i = begin + 1; i < end; ++i) {
      const KeyedElement& again = elements[i];
      const Contents contents = contents_of(schema, facts, *again.fact);
      const bool same = before.judged && contents.judged && before.values == contents.values;
      const bool identical = before.all_judged && contents.all_judged && before.all == contents.all;
      found.push_back({first.fact, again.fact, first.shown, again.shown, *again.fields, end - begin,
                       same, identical});
    }
    begin = end;
  }
  std::sort(found.begin(), found.end(),
            [](const RepeatedElement& a, const RepeatedElement& b) { return a.again < b.again; });
  return found;
}

}  // namespace ecac
