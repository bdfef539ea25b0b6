#include "compiler/tools/text_files.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "compiler/tools/input_error.h"

namespace ecac::tools {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    // Editors keep hidden swap files beside the real ones.
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && entry.path().extension() == extension && name.front() != '.') {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read_text_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError(file, 1, "the file cannot be read");
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void write_if_changed(const fs::path& file, std::string_view text) {
  if (fs::exists(file) && read_text_file(file) == text) return;
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) throw InputError(file, 1, "the file cannot be written");
}

std::string raw_literal(std::string_view text) {
  // A carriage return in a raw string becomes a line feed, and the delimiter must not occur; both
  // go into literals of their own.
  std::string out = "R\"ecac(";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      out += ")ecac\" \"\\r\" R\"ecac(";
    } else if (text.substr(i).starts_with(")ecac\"")) {
      out += ")ecac\" \")\" R\"ecac(";
    } else {
      out += text[i];
    }
  }
  return out + ")ecac\"";
}

}  // namespace ecac::tools
