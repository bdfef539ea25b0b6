#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac::architecture {

/// One text file of this project.
struct SourceFile {
  std::string path;  ///< from the root of the project, with `/`
  std::string text;
};

/// All files of the project that are kept in version control, sorted by path.
const std::vector<SourceFile>& source_tree();

/// Those whose path begins and ends so.
std::vector<const SourceFile*> files_in(std::string_view folder, std::string_view ending);

/// The file of this path; null if there is none.
const SourceFile* find_file(std::string_view path);

std::vector<std::string_view> lines_of(std::string_view text);

/// The string literals of one line of code, without their quotes.
std::vector<std::string_view> literals_of(std::string_view line);

/// What a test found wrong, a line each; empty is what a test wants to see.
class Complaints {
 public:
  void add(std::string complaint) { lines_ += complaint + '\n'; }
  const std::string& text() const { return lines_; }

 private:
  std::string lines_;
};

}  // namespace ecac::architecture
