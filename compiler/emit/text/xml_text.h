#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Text of an element or value of an attribute in XML 1.0. What XML cannot hold, or nobody would
/// see, is replaced as `printable` does.
std::string xml_text(std::string_view text);

}  // namespace ecac
