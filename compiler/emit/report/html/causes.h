#pragma once

#include <cstddef>
#include <vector>

#include "compiler/report/report.h"

namespace ecac::html {

/// Numbers from 0 on, one for each finding: those of one cause have one number. Findings have one
/// cause if they stand at one place, or if one of them points at the place of the other.
std::vector<std::size_t> causes_of(const std::vector<const ReportFinding*>& findings);

}  // namespace ecac::html
