#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/bench/stack_files.h"

namespace ecac::bench {

/// A defect that one stack has, and the one finding that it must cause.
struct PlantedDefect {
  std::string path = {};
  std::string code = {};
  std::string kind = {};  ///< name of the defect, for people
};

std::size_t defect_kind_count();

/// Gives a clean stack the n-th kind of defect. Each causes exactly one finding.
PlantedDefect plant_defect(std::size_t kind, Stack& stack);

}  // namespace ecac::bench
