#pragma once

#include <string>
#include <vector>

#include "compiler/emit/report/report_formats.h"

namespace ecac::html {

/// Something of the page that its navigation leads to.
struct PagePart {
  std::string id = {};
  std::string title = {};
  std::string count = {};  ///< beside the title; may be empty
  std::string body = {};   ///< HTML
};

PagePart findings_part(const Report& report, const EmitOptions& options);
PagePart apps_part(const Report& report);
PagePart credentials_part(const Report& report);
PagePart map_part(const Report& report);
PagePart deploy_part(const Report& report);
PagePart waived_part(const Report& report);
PagePart not_checked_part(const Report& report);
/// Why there are the rules that found something.
PagePart rules_part(const Report& report, const EmitOptions& options);

/// What stands above the sections of one project where there are several; "" where there is one.
std::string project_heading(const Report& report, const ProjectOverview& project);
/// The level of what stands below it: `<h3>` where there is one project.
int level_of_parts(const Report& report);
/// Lines that a client or the platform sends.
std::string request_blocks(const std::vector<std::string>& requests);
/// A table of facts with their places.
std::string fact_table(const std::vector<OverviewFact>& facts);

}  // namespace ecac::html
