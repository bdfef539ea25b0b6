#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// What a plain copy of a secret may look like: the secret as it is written, as a reader of XML
/// sees it, without the tags or the white space in it, and each of its parts between markup,
/// references, placeholders and white space that could be no other word. Parts have eight
/// characters or more; together the readings are a few times as long as what was written.
std::vector<std::string> secret_readings(std::string_view written);

/// The names of the tags that a reader of XML takes a `<` in a secret for: they are parts of it, or
/// of the file. In the order of the text, of no less than `shortest` bytes.
std::vector<std::string_view> names_in_secret(std::string_view written, std::size_t shortest);

}  // namespace ecac
