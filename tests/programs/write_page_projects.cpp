// Writes the examples of all rule pages as projects on the disk, for tests of whole programs:
// FOLDER/PAGE/NUMBER holds one, and standard output names each folder below FOLDER with the
// arguments of `ecac check` that its heading wants, separated by tabs.

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "tests/support/rule_page.h"

namespace fs = std::filesystem;
using namespace ecac::test;

static std::vector<fs::path> pages() {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(fs::path(ECAC_SOURCE_DIR) / "docs" / "rules")) {
    const fs::path& path = entry.path();
    const bool of_rule = ecac::find_rule(path.stem().string()) != nullptr;
    if (path.extension() == ".md" && of_rule) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

/// What was there before is in the folder `before` beside the project.
static void write(const PageSection& section, const fs::path& folder) {
  fs::create_directories(folder);
  for (const PageFile& file : section.files) {
    const fs::path path =
        (file.before ? folder.string() + ".before" : folder.string()) + "/" + file.path;
    if (file.path.ends_with('/')) {
      fs::create_directories(path);
      continue;
    }
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << file.text;
  }
}

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
    return 2;
  }
  for (const fs::path& path : pages()) {
    const RulePage page = read_rule_page(path.stem().string(), read_text_file(path.string()));
    int number = 0;
    for (const PageSection& section : page.sections) {
      const std::string name = page.name + "/" + std::to_string(++number);
      write(section, fs::path(argv[1]) / name);
      std::string line = name;
      for (const std::string& option : section.options) line += '\t' + option;
      std::puts(line.c_str());
    }
  }
  return 0;
}
