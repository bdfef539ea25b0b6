#include "compiler/support/path_text.h"

#include <algorithm>

#include "compiler/support/check.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::string_view kShares = "/UNC:";

/// `/C:` or `/UNC:` of a path of Windows, "" of others.
std::string_view drive_of(std::string_view path) {
  const std::string_view first = path.substr(0, path.find('/', 1));
  const bool letter = first.size() == 3 && first[0] == '/' && ascii::is_letter(first[1]);
  if ((letter && first[2] == ':') || first == kShares) return first;
  return {};
}

/// What a person on Windows wrote, with `/` and, if it is absolute, with its drive.
std::string taken_from_windows(std::string_view base, std::string_view written) {
  std::string path(written);
  std::replace(path.begin(), path.end(), '\\', '/');
  if (!drive_of(path).empty()) return path;
  if (path.starts_with("//?/UNC/")) return std::string(kShares) + path.substr(7);
  if (path.starts_with("//?/")) path.erase(0, 4);
  if (path.starts_with("//")) return std::string(kShares) + path.substr(1);
  if (path.starts_with('/')) return std::string(drive_of(base)) + path;
  if (path.size() < 2 || path[1] != ':' || !ascii::is_letter(path[0])) return path;
  path[0] = ascii::to_upper(path[0]);
  return '/' + path.insert(2, "/");
}

}  // namespace

bool is_windows_path(std::string_view path) {
  return !drive_of(path).empty();
}

std::string written_path(std::string_view path) {
  if (path.starts_with(kShares)) return '/' + std::string(path.substr(kShares.size()));
  return std::string(is_windows_path(path) ? path.substr(1) : path);
}

std::string absolute_path(std::string_view base, std::string_view path) {
  std::string own;
  if (is_windows_path(base)) path = own = taken_from_windows(base, path);
  std::string whole;
  if (path.empty() || path.front() != '/') {
    whole = base;
    if (!whole.empty()) whole += '/';
  }
  whole += path;

  const bool rooted = !whole.empty() && whole.front() == '/';
  std::string result;
  std::size_t at = 0;
  while (at <= whole.size()) {
    std::size_t end = whole.find('/', at);
    if (end == std::string::npos) end = whole.size();
    const std::string_view part = std::string_view(whole).substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == "..") {
      const std::size_t slash = result.rfind('/');
      const std::string_view last =
          std::string_view(result).substr(slash == std::string::npos ? 0 : slash + 1);
      if (!last.empty() && last != "..") {
        result.resize(slash == std::string::npos ? 0 : slash);
        continue;
      }
      if (rooted) continue;
    }
    if (rooted || !result.empty()) result += '/';
    result += part;
  }
  if (rooted && result.empty()) result = "/";
  return result;
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string path(directory);
  if (!path.empty() && path.back() != '/') path += '/';
  path += name;
  return path;
}

std::string_view parent_path(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return path.substr(0, slash == 0 ? 1 : slash);
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool is_within(std::string_view path, std::string_view directory) {
  if (directory.empty() || directory == "/") return true;
  return path.starts_with(directory) &&
         (path.size() == directory.size() || path[directory.size()] == '/');
}

std::string_view relative_path(std::string_view path, std::string_view directory) {
  ECAC_CHECK(is_within(path, directory));
  path.remove_prefix(directory.size());
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  return path;
}

}  // namespace ecac
