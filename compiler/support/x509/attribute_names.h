#pragma once

#include <string_view>

namespace ecac::x509 {

/// The short name that people know an attribute of a name by, from its dotted identifier: `CN` of
/// `2.5.4.3`. "" if we know none.
std::string_view attribute_name(std::string_view identifier);

}  // namespace ecac::x509
