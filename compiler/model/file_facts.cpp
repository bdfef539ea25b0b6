#include "compiler/model/file_facts.h"

#include <algorithm>

namespace ecac {

const FileNotes FileFacts::kNoNotes;

TextRange source_of_value(TextRange value, std::span<const ValueSegment> map, std::size_t begin,
                          std::size_t end) {
  const auto first = static_cast<std::uint32_t>(begin);
  const auto last = static_cast<std::uint32_t>(end);
  if (map.empty()) return {value.begin + first, value.begin + last};
  const auto segment_at = [&](std::uint32_t offset) -> const ValueSegment& {
    const auto after = std::upper_bound(
        map.begin(), map.end(), offset,
        [](std::uint32_t at, const ValueSegment& segment) { return at < segment.begin; });
    return after == map.begin() ? map.front() : *(after - 1);
  };
  const std::uint32_t start = segment_at(first).source_of(first).begin;
  if (first == last) return {start, start};
  return {start, std::max(start, segment_at(last - 1).source_of(last - 1).end)};
}

TextRange FileFacts::range_in_value(const FieldFact& fact, std::size_t begin,
                                    std::size_t end) const {
  return source_of_value(fact.value, segments_.subspan(fact.map_begin, fact.map_size), begin, end);
}

std::vector<Placeholder> FileFacts::placeholders_in(const FieldFact& fact, std::size_t begin,
                                                    std::size_t end) const {
  if (!fact.tainted) return {};
  return ecac::placeholders_in(text(fact).substr(begin, end - begin), fact.text_begin + begin,
                               filled());
}

bool FileFacts::has_placeholder(const FieldFact& fact, std::size_t begin, std::size_t end) const {
  return fact.tainted &&
         (!parts_in(filled(), fact.text_begin + begin, fact.text_begin + end).empty() ||
          ecac::has_placeholder(text(fact).substr(begin, end - begin)));
}

std::vector<std::uint32_t> FileFacts::replacements_in(const FieldFact& fact, std::size_t begin,
                                                      std::size_t end) const {
  std::vector<std::uint32_t> all;
  for (const FilledPart& part :
       parts_in(filled(), fact.text_begin + begin, fact.text_begin + end)) {
    all.insert(all.end(), part.replacements.begin(), part.replacements.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

TextRange FileFacts::name_range(const FieldFact& fact, std::string_view name) const {
  const std::uint32_t begin = fact.element.begin + 1;  // behind `<`
  const auto size = static_cast<std::uint32_t>(name.size());
  return {begin, std::min(begin + size, fact.start_tag().end)};
}

const FieldFact* FileFacts::find(FieldId field) const {
  for (const FieldFact& fact : fields_) {
    if (fact.field == field && fact.state != ValueState::nil) return &fact;
  }
  return nullptr;
}

const FieldFact* FileFacts::find(FieldId field, const FieldFact& inside) const {
  for (FactIndex i = index_of(inside) + 1; i < inside.subtree_end; ++i) {
    if (fields_[i].field == field && fields_[i].state != ValueState::nil) return &fields_[i];
  }
  return nullptr;
}

const FieldFact* FileFacts::innermost(TextRange range) const {
  const FieldFact* found = nullptr;
  for (FactIndex i = 0; i < fields_.size();) {
    const FieldFact& fact = fields_[i];
    if (fact.element.contains(range)) {
      found = &fact;
      ++i;  // what is inside follows
    } else {
      i = fact.subtree_end;
    }
  }
  return found;
}

}  // namespace ecac
