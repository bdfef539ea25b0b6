#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::tools {

/// One row of docs/rules/families.md.
struct Family {
  std::string code;   ///< three capitals
  std::string title;  ///< what its rules are about
};

/// The families in catalogue order. Throws InputError for a file that is no such table.
std::vector<Family> read_families(const std::filesystem::path& file);

/// The family's place among the others; their number if there is none of that code.
std::size_t family_rank(const std::vector<Family>& families, std::string_view code);

}  // namespace ecac::tools
