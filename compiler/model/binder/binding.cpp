#include "compiler/model/binder/binding.h"

#include <utility>

namespace ecac {

void Binding::clear() {
  facts.clear();
  uses.clear();
  segments.clear();
  filled.clear();
  markers = {};
  values.clear();
  if (!notes.empty() || notes.omitted_breaks != 0) notes = {};
  placeholders = 0;
  full_name_element = {};
  full_name_range = {};
  full_name_begin = 0;
  full_name_size = 0;
  too_many_pieces = false;
}

TextRange Binding::range_in_value(const FieldFact& fact, std::size_t begin, std::size_t end) const {
  return source_of_value(fact.value, std::span(segments).subspan(fact.map_begin, fact.map_size),
                         begin, end);
}

bool Binding::has_placeholder(const FieldFact& fact, std::size_t begin, std::size_t end) const {
  const std::size_t start = fact.text_begin + begin;
  return ecac::has_placeholder(value_of(fact).substr(begin, end - begin)) ||
         !parts_in(filled, start, fact.text_begin + end).empty();
}

}  // namespace ecac
