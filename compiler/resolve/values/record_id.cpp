#include "compiler/resolve/values/record_id.h"

#include <algorithm>

#include "compiler/support/text/ascii.h"

namespace ecac {

bool is_record_id(std::string_view text) {
  if (text.size() != 15 && text.size() != 18) return false;
  if (!ascii::is_digit(text[0])) return false;
  return std::all_of(text.begin(), text.end(), ascii::is_letter_or_digit);
}

bool is_record_id(const SchemaSet& schema, std::string_view prefixes, std::string_view text) {
  constexpr std::size_t kPrefixLength = 3;
  if (!is_record_id(text)) return false;
  const EnumSchema* known = schema.find_enum(prefixes);
  return known != nullptr && known->find(text.substr(0, kPrefixLength)) != nullptr;
}

}  // namespace ecac
