#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/tools/families.h"

namespace ecac::tools {

/// One row of the table of cases; severities are words, one per mode.
struct PageCase {
  std::string id;
  std::array<std::string, 3> severity;
  std::string evidence;
};

/// The head of a rule's page, checked, and the page's whole text.
struct RulePage {
  std::uint32_t first_case = 0;  ///< the CaseId of the first case; the others follow
  std::string code;
  std::string name;
  std::string summary;
  std::string text;
  std::vector<PageCase> cases;
  std::string weaknesses;    ///< `CWE-312 CWE-798`, from standards.md
  bool masks_place = false;  ///< the flag `masks-place`
  bool not_judged = false;   ///< the flag `not-judged`
};

/// All pages of the folder in catalogue order (family, number). Throws InputError for a page whose
/// head is malformed, and for codes or names that two pages share.
std::vector<RulePage> read_rule_pages(const std::filesystem::path& folder,
                                      const std::vector<Family>& families);

/// Tells the pages the weaknesses of standards.md: of each row that begins with names such as
/// `CWE-312, CWE-798`, the links name the rules. Throws InputError for a code that no page has.
void add_weaknesses(const std::filesystem::path& standards, std::vector<RulePage>& pages);

/// The constants of one page: its rule, and for those who report them its cases.
std::string case_header(const RulePage& page);
/// The rule's name as a name of C++: the header and the source file of the rule have it.
std::string file_name_of(const RulePage& page);
std::string rule_table_source(const std::vector<Family>& families,
                              const std::vector<RulePage>& pages);

}  // namespace ecac::tools
