#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "compiler/tools/rule_pages.h"

namespace ecac::tools {

/// The head of a preset's page, checked, and the page's whole text.
struct PresetPage {
  std::string name;
  std::string summary;
  std::string text;
  /// The CaseId of a case, and a word for its severity.
  std::vector<std::pair<std::uint32_t, std::string>> severities;
};

/// All pages of the folder, by name. Rows name a rule by its code, or one case as `SEC006/idle`;
/// InputError for a page whose head is malformed and for a rule or case that does not exist.
std::vector<PresetPage> read_preset_pages(const std::filesystem::path& folder,
                                          const std::vector<RulePage>& rules);

std::string preset_table_source(const std::vector<PresetPage>& pages);

}  // namespace ecac::tools
