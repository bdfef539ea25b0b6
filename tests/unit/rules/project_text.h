#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/page_run.h"

namespace ecac::test {

/// A small project in memory: headers, settings and policies without anything to complain about.
class ProjectText {
 public:
  ProjectText& file(std::string path, std::string text);
  ProjectText& app(const std::string& name);
  ProjectText& oauth(const std::string& stem, const std::string& app);
  ProjectText& global_oauth(const std::string& stem, const std::string& app);
  ProjectText& oauth_policies(const std::string& stem, const std::string& app,
                              const std::string& more = {});
  ProjectText& options(std::vector<std::string> options);

  /// `path:line severity[rule/case] text`, one for each finding in the order of the report.
  std::vector<std::string> findings() const;
  /// Each fix as `safe|unsafe: operation; operation`, for the findings of one rule.
  std::vector<std::string> fixes(std::string_view code) const;
  const PageSection& section() const { return section_; }

 private:
  PageSection section_;
};

}  // namespace ecac::test
