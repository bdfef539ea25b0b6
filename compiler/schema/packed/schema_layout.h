#pragma once

#include <boost/pfr/core.hpp>
#include <type_traits>
#include <vector>

#include "compiler/schema/type_schema.h"

/// What a schema set consists of, for the writer and the reader of its packed form: each structure
/// is its members in their order, so that a new one is packed without a word about it.
namespace ecac::packed {

template <typename Archive, typename Value>
void describe(Archive& archive, Value& value) {
  if constexpr (std::is_same_v<std::remove_const_t<Value>, TypeSchema>) {
    // Fields point to the records of their type, which must not move any more.
    archive.records_of_type(value.records);
  }
  boost::pfr::for_each_field(value, [&](auto& member) {
    using Member = std::remove_cvref_t<decltype(member)>;
    if constexpr (std::is_same_v<Member, std::vector<RecordSchema>>) {
      for (auto& record : member) archive(record);
    } else if constexpr (!std::is_same_v<Member, NameIndex>) {
      archive(member);
    }
  });
  if constexpr (std::is_same_v<std::remove_const_t<Value>, RecordSchema>) {
    archive.names_of(value.fields, value.by_name);
  }
}

}  // namespace ecac::packed
