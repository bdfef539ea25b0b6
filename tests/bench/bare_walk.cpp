// What reading a project costs when nothing is asked of it: walk, read and parse the same files
// with the means of the standard library and pugixml, and drop the trees. `ecac check` is measured
// against this program.
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 11> kSuffixes = {
    "eca",           "ecaGlblOauth",    "ecaOauth",           "ecaOauthPlcy",
    "ecaPlcy",       "namedCredential", "externalCredential", "externalAuthIdentityProvider",
    "permissionset", "settings",        "corsWhitelistOrigin"};
constexpr std::string_view kSourceEnding = "-meta.xml";

bool is_ours(std::string_view name) {
  if (name.ends_with(kSourceEnding)) name.remove_suffix(kSourceEnding.size());
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view suffix = name.substr(dot + 1);
  return std::find(kSuffixes.begin(), kSuffixes.end(), suffix) != kSuffixes.end();
}

std::vector<fs::path> walk(const fs::path& root) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && is_ours(entry.path().filename().native())) {
      files.push_back(entry.path());
    }
  }
  return files;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3 || std::atoi(words[2]) < 1) {
    std::fprintf(stderr, "usage: ecac_bare_walk DIR THREADS\n");
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const std::vector<fs::path> files = walk(words[1]);
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> parsed{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < files.size(); i = next++) {
      pugi::xml_document document;
      if (document.load_file(files[i].c_str())) ++parsed;
    }
  };
  std::vector<std::jthread> threads;
  for (int i = 1; i < std::atoi(words[2]); ++i) threads.emplace_back(work);
  work();
  threads.clear();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  std::printf("%zu files, %zu parsed, %.3f s\n", files.size(), parsed.load(), elapsed.count());
  return 0;
}
