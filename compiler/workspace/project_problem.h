#pragma once

#include <string>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// A finding about files and projects, made where no facts of a file exist yet.
struct ProjectProblem {
  std::string_view code;     ///< PRJ001, PRJ004, SCT003
  std::string_view case_id;  ///< as in the rule's page
  std::string path = {};
  TextRange range = {};
  std::string message = {};
  std::string caret = {};
  std::string help = {};
  /// The key and value judged where the path does not tell all, for the fingerprint: no sentence,
  /// no position, never a secret.
  std::string subject = {};
  bool text = true;  ///< its lines can be shown
};

/// A value of a configuration or project file, and where it stands there.
template <class T>
struct Written {
  T value = {};
  TextRange range = {};
};

}  // namespace ecac
