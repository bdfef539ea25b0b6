#pragma once

#include <map>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/project.h"

namespace ecac {

/// Names of the elements from the root to the innermost known one around a range. A step of a
/// repeated element carries its key fields (`externalCredentialParameters[AuthParameter,Scope]`);
/// equal ones are numbered in order.
std::string element_path(const SchemaSet& schema, const FileFacts& facts, TextRange range);

/// Recognises a finding after edits elsewhere in the file: the first 16 hex digits of SHA-256 over
/// version, code, case, component (else the path), element path and the value judged, never a
/// line. Equal ones are numbered in the order in which they are asked for.
class Fingerprints {
 public:
  std::string of(CaseId rule_case, std::string_view component, std::string_view element_path,
                 std::string_view subject);

 private:
  std::map<std::string, unsigned> seen_;
};

}  // namespace ecac
