#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/page_run.h"
#include "tests/support/project_builder.h"

namespace ecac::test {

/// A project in memory that is checked as a whole.
class ProjectText : public ProjectBuilder<ProjectText> {
 public:
  ProjectText& options(std::vector<std::string> options);

  /// `path:line severity[rule/case] text`, one for each finding in the order of the report.
  std::vector<std::string> findings() const;
  /// Each fix as `safe|unsafe: operation; operation`, for the findings of one rule.
  std::vector<std::string> fixes(std::string_view code) const;
  PageSection section() const;

 private:
  std::vector<std::string> options_ = {};
};

}  // namespace ecac::test
