#pragma once

#include <cstdint>
#include <string>

namespace ecac {

/// A place as a person finds it. `variable` names what was put there before the project was read.
struct ShownPlace {
  std::string file = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string variable = {};
};

}  // namespace ecac
