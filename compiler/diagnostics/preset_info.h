#pragma once

#include <span>
#include <string_view>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

/// A case whose severity a preset sets, in every mode.
struct PresetSeverity {
  CaseId rule_case;
  Severity severity;
};

/// A named set of severities. Comes from its page in docs/presets.
struct PresetInfo {
  std::string_view name;
  std::string_view summary;
  std::string_view page;  ///< the whole page, Markdown
  std::span<const PresetSeverity> severities;
};

/// All presets, sorted by name.
std::span<const PresetInfo> all_presets();

/// Null if there is none of that name.
const PresetInfo* find_preset(std::string_view name);

}  // namespace ecac
