#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::tools {

/// One row of the table of cases; severities are words, one per mode.
struct PageCase {
  std::string id;
  std::array<std::string, 3> severity;
  std::string evidence;
};

/// The head of a rule's page, checked, and the page's whole text.
struct RulePage {
  std::string code;
  std::string name;
  std::string summary;
  std::string text;
  std::vector<PageCase> cases;
};

/// All pages of the folder in catalogue order (family, number). Throws InputError for a page whose
/// head is malformed, and for codes or names that two pages share.
std::vector<RulePage> read_rule_pages(const std::filesystem::path& folder);

std::string rule_cases_header(const std::vector<RulePage>& pages);
std::string rule_table_source(const std::vector<RulePage>& pages);

}  // namespace ecac::tools
