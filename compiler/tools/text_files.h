#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ecac::tools {

/// Files with this extension anywhere below the folder, sorted by path; none if there is no folder.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               std::string_view extension);

std::string read_text_file(const std::filesystem::path& file);

/// Leaves a file with the same content untouched, so that nothing is rebuilt for it.
void write_if_changed(const std::filesystem::path& file, std::string_view text);

/// The text as C++ raw string literals.
std::string raw_literal(std::string_view text);

}  // namespace ecac::tools
