#include "compiler/emit/text/style.h"

namespace ecac {

static std::string_view ansi(Role role) {
  switch (role) {
    case Role::error: return "1;31";
    case Role::warning: return "1;33";
    case Role::info: return "1;36";
    case Role::path:
    case Role::code: return "1";
    case Role::margin: return "34";
    case Role::caret: return "1;31";
    case Role::label: return "1;34";
    case Role::help: return "32";
    case Role::heading: return "1";
  }
  return "0";
}

Role role_of(Severity severity) {
  switch (severity) {
    case Severity::error: return Role::error;
    case Severity::warning: return Role::warning;
    case Severity::info: return Role::info;
    case Severity::off: return Role::margin;
  }
  return Role::margin;
}

std::string Style::paint(Role role, std::string_view text) const {
  if (!colored_ || text.empty()) return std::string(text);
  std::string result = "\x1B[";
  result += ansi(role);
  result += 'm';
  result += text;
  result += "\x1B[0m";
  return result;
}

}  // namespace ecac
