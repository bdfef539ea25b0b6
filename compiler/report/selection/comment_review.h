#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/report/selection/ignored_places.h"
#include "compiler/report/selection/path_overrides.h"
#include "compiler/report/selection/rule_selection.h"
#include "compiler/workspace/config.h"

namespace ecac {

/// What is to be said of the comments by which a project accepts findings.
class CommentReview {
 public:
  /// Borrows all.
  CommentReview(const RuleSelection& selection, const PathOverrides& overrides,
                const WaiverPolicy& policy)
      : selection_(selection), overrides_(overrides), policy_(policy) {}

  /// Of one entry of the file at an absolute path. `judged`: all that a comment could accept was
  /// found.
  std::vector<Diagnostic> notes(const std::string& path, FileId file,
                                const IgnoredPlaces::Entry& entry, bool judged) const;

 private:
  bool is_on(const std::string& path, const std::string& selector) const;

  const RuleSelection& selection_;
  const PathOverrides& overrides_;
  const WaiverPolicy& policy_;
};

}  // namespace ecac
