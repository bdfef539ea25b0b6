#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/source/place.h"

namespace ecac {

/// A second place that explains the finding, with what is to be seen there.
struct Label {
  Place place = {};
  std::string text = {};
};

/// `safe` keeps the meaning or is the only possible one; `unsafe` is an offer a person must weigh.
enum class Applicability : std::uint8_t { safe, unsafe };

/// Replaces the bytes of a range.
struct EditOperation {
  Place place = {};
  std::string text = {};
};
/// A fix makes a new file.
struct CreateOperation {
  std::string path = {};
  std::string text = {};
};
/// A fix gives a file another name.
struct RenameOperation {
  std::string from = {};
  std::string to = {};
};
/// A fix removes a file.
struct DeleteOperation {
  std::string path = {};
};
using FixOperation = std::variant<EditOperation, CreateOperation, RenameOperation, DeleteOperation>;

/// One way to mend a finding: all operations or none.
struct Fix {
  std::string description = {};
  Applicability applicability = Applicability::unsafe;
  std::vector<FixOperation> operations = {};
};

/// What a rule, the scanner or the schema found. Complete: a renderer only chooses from it. Its
/// severity is decided later, from the case, the mode and the configuration.
struct Diagnostic {
  CaseId rule_case = {};
  Place place = {};
  std::string message = {};
  std::string caret = {};  ///< short text for the caret line; may be empty
  std::vector<Label> labels = {};
  std::vector<Fix> fixes = {};
  std::vector<std::string> helps = {};  ///< what to do, one sentence each
  std::vector<std::string> notes = {};  ///< what else to know
  std::string subject = {};  ///< the value or name judged, for the fingerprint; never a secret
};

}  // namespace ecac
