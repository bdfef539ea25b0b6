#pragma once

#include <string>
#include <string_view>

#include "compiler/report/known/finding_baseline.h"
#include "compiler/support/result.h"

namespace ecac {

/// Reads what `baseline_text` writes, in any order and with entries that stand twice. The error is
/// a sentence with the line. Keys that nobody knows are refused, for a later `ecac` may mean
/// something by them.
Result<FindingBaseline> parse_baseline(std::string_view text);

}  // namespace ecac
