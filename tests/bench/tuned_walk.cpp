// The least that reading a project costs on a machine: what bare_walk.cpp does, with one system
// call after the other chosen by hand and no memory asked for twice.
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

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

/// Depth first, without recursion; the entry's type comes from the folder, not from stat.
std::vector<std::string> walk(std::string root) {
  std::vector<std::string> files;
  std::vector<std::string> folders{std::move(root)};
  while (!folders.empty()) {
    const std::string folder = std::move(folders.back());
    folders.pop_back();
    DIR* handle = opendir(folder.c_str());
    if (handle == nullptr) continue;
    while (const dirent* entry = readdir(handle)) {
      const std::string_view name = entry->d_name;
      if (name.starts_with('.')) continue;
      if (entry->d_type == DT_DIR) {
        folders.push_back(folder + "/" + entry->d_name);
      } else if (entry->d_type == DT_REG && is_ours(name)) {
        files.push_back(folder + "/" + entry->d_name);
      }
    }
    closedir(handle);
  }
  return files;
}

bool read_file(const std::string& path, std::string& buffer) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  struct stat status = {};
  fstat(file, &status);
  buffer.resize(static_cast<std::size_t>(status.st_size));
  std::size_t done = 0;
  while (done < buffer.size()) {
    const ssize_t got = read(file, buffer.data() + done, buffer.size() - done);
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  close(file);
  buffer.resize(done);
  return true;
}

struct Totals {
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> bytes{0};
  std::atomic<std::size_t> parsed{0};
};

void work(const std::vector<std::string>& files, Totals& totals) {
  constexpr std::size_t kBatch = 64;
  std::string buffer;
  pugi::xml_document document;
  std::size_t bytes = 0;
  std::size_t parsed = 0;
  for (std::size_t begin = totals.next.fetch_add(kBatch); begin < files.size();
       begin = totals.next.fetch_add(kBatch)) {
    const std::size_t end = std::min(begin + kBatch, files.size());
    for (std::size_t i = begin; i < end; ++i) {
      if (!read_file(files[i], buffer)) continue;
      bytes += buffer.size();
      const auto result = document.load_buffer_inplace(
          buffer.data(), buffer.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
          pugi::encoding_utf8);
      parsed += result ? 1 : 0;
    }
  }
  totals.bytes += bytes;
  totals.parsed += parsed;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3 || std::atoi(words[2]) < 1) {
    std::fprintf(stderr, "usage: ecac_tuned_walk DIR THREADS\n");
    return 2;
  }
  const auto start = std::chrono::steady_clock::now();
  const std::vector<std::string> files = walk(words[1]);
  Totals totals;
  std::vector<std::thread> threads;
  for (int i = 1; i < std::atoi(words[2]); ++i) {
    threads.emplace_back([&] { work(files, totals); });
  }
  work(files, totals);
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  std::printf("%zu files, %zu parsed, %zu bytes, %.3f s\n", files.size(), totals.parsed.load(),
              totals.bytes.load(), elapsed.count());
  return 0;
}
