#include "compiler/model/keyed_elements.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "compiler/support/hash/xxhash64.h"

namespace ecac {

namespace {

bool is_listed(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct KeyedElement {
  const FieldFact* fact = nullptr;
  const FieldFact* shown = nullptr;
  const std::vector<std::string_view>* fields = nullptr;
  std::uint64_t hash = 0;  ///< of its key
};

/// Reads the key of one element after the other.
class KeyReader {
 public:
  explicit KeyReader(const FileFacts& facts) : facts_(facts) {}

  /// The list, the element around it and the values of the key's fields, of the element that was
  /// read last; two elements of a file have the same key where this is the same.
  const std::string& key() const { return key_; }

  /// Nothing where the key is not known, or may be shared.
  std::optional<KeyedElement> read(const FieldSchema& list, const FieldFact& element) {
    KeyedElement found{&element};
    found.fields = fields_of(list, element);
    if (found.fields == nullptr) return std::nullopt;
    key_.clear();
    append_number(static_cast<std::uint32_t>(list.id));
    append_number(static_cast<std::uint32_t>(element.parent));
    bool shows_value_of_list = false;
    for (const std::string_view name : *found.fields) {
      const FieldSchema* part = list.record->find(name);
      if (part == nullptr) return std::nullopt;
      const FieldFact* fact = facts_.find(part->id, element);
      if (fact != nullptr && (fact->tainted || !fact->intact())) return std::nullopt;
      std::string_view text = fact == nullptr ? std::string_view() : facts_.text(*fact);
      if (is_listed(part->absent_words, text)) text = {};
      append_number(static_cast<std::uint32_t>(part->id));
      append_number(static_cast<std::uint32_t>(text.size()));
      key_ += text;
      if (fact == nullptr || fact->state != ValueState::set) continue;
      const bool better = shows_value_of_list && part->values == nullptr;
      if (found.shown != nullptr && !better) continue;
      found.shown = fact;
      shows_value_of_list = part->values != nullptr;
    }
    if (found.shown == nullptr) return std::nullopt;
    found.hash = xxhash64(key_);
    return found;
  }

 private:
  void append_number(std::uint32_t number) {
    key_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }

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
  std::string key_ = {};  ///< never shown; its memory serves all elements
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

using WithKey = std::pair<std::string, KeyedElement>;

/// Each twin but the first repeats that one.
void add_twins(const SchemaSet& schema, const FileFacts& facts, std::span<const WithKey> twins,
               std::vector<RepeatedElement>& found) {
  if (twins.size() < 2) return;
  const KeyedElement& first = twins.front().second;
  // Compared by their sorted values: whoever has another number of them differs at once.
  const Contents before = contents_of(schema, facts, *first.fact);
  for (const WithKey& twin : twins.subspan(1)) {
    const KeyedElement& again = twin.second;
    const Contents contents = contents_of(schema, facts, *again.fact);
    const bool same = before.judged && contents.judged && before.values == contents.values;
    const bool identical = before.all_judged && contents.all_judged && before.all == contents.all;
    found.push_back({first.fact, again.fact, first.shown, again.shown, *again.fields, twins.size(),
                     same, identical});
  }
}

/// Elements of one hash, with their keys; those of one key stand together, in the order of the
/// file.
std::vector<WithKey> with_keys(const SchemaSet& schema, KeyReader& reader,
                               std::span<const KeyedElement> elements) {
  std::vector<WithKey> keyed;
  keyed.reserve(elements.size());
  for (const KeyedElement& element : elements) {
    reader.read(schema.field(element.fact->field), *element.fact);
    keyed.emplace_back(reader.key(), element);
  }
  std::stable_sort(keyed.begin(), keyed.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  return keyed;
}

}  // namespace

std::vector<RepeatedElement> repeated_elements(const SchemaSet& schema, const FileFacts& facts) {
  std::vector<KeyedElement> elements;
  KeyReader reader(facts);
  for (const FieldFact& fact : facts.fields()) {
    const FieldSchema& list = schema.field(fact.field);
    if (list.key.empty() || list.key_repeats || list.record == nullptr) continue;
    if (fact.state != ValueState::set || !fact.intact()) continue;
    if (auto element = reader.read(list, fact)) elements.push_back(*element);
  }
  std::sort(elements.begin(), elements.end(), [](const KeyedElement& a, const KeyedElement& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.fact < b.fact;
  });
  std::vector<RepeatedElement> found;
  for (std::size_t begin = 0, end = 0; begin < elements.size(); begin = end) {
    end = begin + 1;
    while (end < elements.size() && elements[end].hash == elements[begin].hash) ++end;
    if (end - begin == 1) continue;
    const auto keyed = with_keys(schema, reader, std::span(elements).subspan(begin, end - begin));
    for (std::size_t first = 0, behind = 0; first < keyed.size(); first = behind) {
      behind = first + 1;
      while (behind < keyed.size() && keyed[behind].first == keyed[first].first) ++behind;
      add_twins(schema, facts, std::span(keyed).subspan(first, behind - first), found);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const RepeatedElement& a, const RepeatedElement& b) { return a.again < b.again; });
  return found;
}

}  // namespace ecac
