#pragma once

#include <string_view>

namespace ecac {

/// A comment in the package.xml of a stage of a deploy plan. It says that the folder is one step of
/// a deploy of something else, which has all that the stages before it bring.
inline constexpr std::string_view kPlanStageMark =
    "<!-- A stage of `ecac plan`: the org has what the stages before it bring. -->";

}  // namespace ecac
