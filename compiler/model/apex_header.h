#pragma once

#include <string>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// What the top-level class of an Apex source extends, as written (`Auth.AuthProviderPluginClass`);
/// "" if nothing. Comments and literals are skipped; nothing else of Apex is understood.
std::string apex_base_class(std::string_view source);

/// Where the name of that class, interface or enum stands; at the begin if there is none.
TextRange apex_class_name(std::string_view source);

}  // namespace ecac
