#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/world.h"
#include "compiler/report/report.h"

namespace ecac {

/// A line on standard error that begins with `ecac:`. Nothing in the text can steer a terminal or
/// make a line of its own, so names and values may stand in it as they are. All that is said there
/// goes this way, but for what people are shown while they wait and for reports.
void tell(const World& world, std::string_view text);
/// Each in a line of its own; whether there are any.
bool tell_all(const World& world, const std::vector<std::string>& texts);
/// What made a run fail, in the same way; whether it is anything beside a mistake of ours, which
/// leaves most of what the run says.
bool tell_failures(const World& world, const Report& report);

}  // namespace ecac
