#include "compiler/support/path_text.h"

#include "compiler/support/check.h"

namespace ecac {

std::string absolute_path(std::string_view base, std::string_view path) {
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
