#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/planted_defects.h"

namespace ecac::bench {

struct ProjectPlan {
  std::uint32_t stacks = 100;  ///< nine files each
  std::uint64_t seed = 1;
  std::uint32_t defects_percent = 0;  ///< of the stacks; a stack has one defect at most
  std::uint32_t package_directories = 1;
};

/// Takes one file, by its path from the project's folder.
using FileSink = std::function<void(const std::string& path, std::string_view text)>;

/// A project in source format, the same bytes for the same plan. A stack is the same whatever the
/// number of stacks. Returns what was planted.
std::vector<PlantedDefect> generate_project(const ProjectPlan& plan, const FileSink& sink);

}  // namespace ecac::bench
