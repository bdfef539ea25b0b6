#pragma once

#include <string>

#include "compiler/report/known/finding_baseline.h"

namespace ecac {

/// A baseline as a JSON text, one entry a line. The comma stands in front, so that no line changes
/// because another one is added or goes: git merges it line by line.
std::string baseline_text(const FindingBaseline& baseline);

}  // namespace ecac
