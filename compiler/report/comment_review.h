#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/report/ignored_places.h"
#include "compiler/report/project_rules.h"

namespace ecac {

/// What is to be said of the comments by which a project accepts findings.
class CommentReview {
 public:
  /// Borrows the rules.
  explicit CommentReview(const ProjectRules& rules) : rules_(rules) {}

  /// Of one entry of the file at an absolute path. `judged`: all that a comment could accept was
  /// found.
  std::vector<Diagnostic> notes(const std::string& path, FileId file,
                                const IgnoredPlaces::Entry& entry, bool judged) const;

 private:
  bool is_on(const std::string& path, const std::string& selector) const;

  const ProjectRules& rules_;
};

}  // namespace ecac
