#pragma once

#include <string_view>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

/// `error`, `warning` or `note`.
constexpr std::string_view sarif_level(Severity severity) {
  switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "note";
    case Severity::off: return "none";
  }
  return "none";
}

}  // namespace ecac
