#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/edit/text_edit.h"

namespace ecac {

/// One more entry of `waivers`. What it does not have is not written.
struct NewWaiver {
  std::string fingerprint = {};
  std::string rule = {};    ///< a selector
  std::string reason = {};  ///< an empty one is no mistake here; whoever reads it will say so
  std::optional<std::string> owner = {};
  std::optional<std::string> until = {};  ///< the last day, `2026-01-31`
};

/// A configuration file that says nothing.
inline constexpr std::string_view kEmptyConfiguration = "{\n}\n";

/// Writes the entry behind the others of a configuration, which stands at a JSON Pointer of a text:
/// "", or `/plugins/ecac`. Comments and the form of the file stay. Nothing if it cannot have one.
TextEdits waiver_edits(std::string_view text, std::string_view pointer, const NewWaiver& waiver);

}  // namespace ecac
