#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/query/completion/completion.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// Whether an API version has something that came with one version and went with another; 0 is
/// never.
constexpr bool is_in(ApiVersion version, ApiVersion since, ApiVersion until) {
  return (since == 0 || since <= version) && (until == 0 || version <= until);
}

/// A place in the order of a list: groups before each other, and within one by number.
std::string sort_key(unsigned group, std::size_t number);

/// Gives an item a snippet, and the same without its stops; one without stops is plain.
void set_snippet(CompletionItem& item, std::string snippet);

/// A stop for a text, or for a choice of texts as they are to stand in XML.
std::string stop(unsigned number, std::string_view text = {});
std::string choice(unsigned number, std::span<const std::string_view> texts);

/// The values of a list that an API version has, without those that are nobody's to write.
std::vector<const EnumValue*> values_of(const EnumSchema& list, ApiVersion version);

}  // namespace ecac
