#include "compiler/cli/output/color.h"

namespace ecac {

bool wants_color(const ParsedArguments& arguments, const World& world) {
  std::string when = arguments.last("color").value_or("auto");
  if (when != "auto") return when == "always";
  auto variable = [&](const char* name) {
    return world.environment ? world.environment(name) : std::string();
  };
  if (!variable("NO_COLOR").empty()) return false;
  std::string forced = variable("FORCE_COLOR");
  if (!forced.empty()) return forced != "0";
  return world.out_is_terminal && variable("TERM") != "dumb";
}

}  // namespace ecac
