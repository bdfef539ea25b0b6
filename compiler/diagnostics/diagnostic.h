#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/fix.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/source/place.h"

namespace ecac {

/// A second place that explains the finding, with what is to be seen there.
struct Label {
  Place place = {};
  std::string text = {};

  friend bool operator==(const Label&, const Label&) = default;
};

/// What a rule, the scanner or the schema found. Complete: a renderer only chooses from it. Its
/// severity is decided later, from the case, the mode and the configuration.
struct Diagnostic {
  CaseId rule_case = {};
  Place place = {};
  bool shows_text = true;  ///< a line of its file can be shown
  std::string message = {};
  std::string caret = {};  ///< short text for the caret line; may be empty
  std::vector<Label> labels = {};
  std::vector<Fix> fixes = {};
  std::vector<std::string> helps = {};  ///< what to do, one sentence each
  std::vector<std::string> notes = {};  ///< what else to know
  std::string subject = {};  ///< the value or name judged, for the fingerprint; never a secret

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

}  // namespace ecac
