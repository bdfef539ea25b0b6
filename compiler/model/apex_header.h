#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// What the top-level class of an Apex source extends, as written (`Auth.AuthProviderPluginClass`);
/// "" if nothing. Comments and literals are skipped; nothing else of Apex is understood.
std::string apex_base_class(std::string_view source);

}  // namespace ecac
