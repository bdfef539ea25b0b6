#include "compiler/tools/families.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/text/ascii.h"
#include "compiler/tools/input_error.h"
#include "compiler/tools/page_text.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {

std::vector<Family> read_families(const std::filesystem::path& file) {
  const std::string text = read_text_file(file);
  std::vector<Family> families;
  std::string_view rest = text;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::size_t end = rest.find('\n');
    const std::vector<std::string_view> row = cells(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (row.empty() || row[0] == "Code" || row[0].starts_with("--")) continue;
    const bool is_code =
        row[0].size() == 3 && std::all_of(row[0].begin(), row[0].end(), ascii::is_capital);
    if (row.size() != 3 || !is_code || !is_dashed_word(row[1]) || row[2].empty()) {
      throw InputError(file, number, "expected '| SCH | schema | what its rules are about |'");
    }
    if (family_rank(families, row[0]) != families.size()) {
      throw InputError(file, number, fmt::format("the family {} is listed twice", row[0]));
    }
    families.push_back({std::string(row[0]), std::string(row[2])});
  }
  if (families.empty()) throw InputError(file, 1, "the table of families has no row");
  return families;
}

std::size_t family_rank(const std::vector<Family>& families, std::string_view code) {
  const auto found = std::find_if(families.begin(), families.end(),
                                  [&](const Family& family) { return family.code == code; });
  return static_cast<std::size_t>(found - families.begin());
}

}  // namespace ecac::tools
