#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

/// What a piece of terminal text is, so that one table decides how it looks.
enum class Role : std::uint8_t {
  error,
  warning,
  info,
  path,
  code,
  margin,
  caret,
  label,
  help,
  heading
};

Role role_of(Severity severity);

/// Wraps text in ANSI colours when colour was asked for; otherwise gives it back unchanged.
class Style {
 public:
  explicit Style(bool colored) : colored_(colored) {}
  std::string paint(Role role, std::string_view text) const;
  bool colored() const { return colored_; }

 private:
  bool colored_;
};

}  // namespace ecac
