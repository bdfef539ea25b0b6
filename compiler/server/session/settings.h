#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/report/project_rules.h"
#include "compiler/server/transport/json_text.h"

namespace ecac {

/// What an editor may say of `ecac lsp`: schemas/config/editor-settings.schema.json lists it for
/// people and for the clients' own settings.
struct Settings {
  RuleRequest rules = {};
  std::string config = {};  ///< a file; "" is the nearest ecac.json
  std::optional<std::string> trace = {};

  /// Whether the same is found with them.
  bool judges_like(const Settings& other) const;
};

/// From the section `ecac`, or null. What is no such value is left out, and `problems` gets a
/// sentence.
Settings read_settings(const Json& section, std::vector<std::string>& problems);

}  // namespace ecac
