#include "compiler/host/git_submodules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/git_program_objects.h"
#include "compiler/host/libgit2_objects.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

Result<std::unique_ptr<GitObjects>> open_git_objects(const std::string& folder, GitReader reader) {
  if (reader == GitReader::program) return open_with_git_program(folder);
  Result<std::unique_ptr<GitObjects>> opened = open_with_libgit2(folder);
  const bool is_last = reader == GitReader::library;
  if (opened || is_last || opened.error().kind == ErrorKind::not_found) return opened;
  Result<std::unique_ptr<GitObjects>> second = open_with_git_program(folder);
  if (second || second.error().kind == ErrorKind::not_found) return second;
  return Error{fmt::format("{}; {}", opened.error().message, second.error().message)};
}

Result<std::vector<GitEntry>> read_git_index(GitObjects& objects, const std::string& root,
                                             GitReader reader, const std::string& file) {
  Result<std::vector<GitEntry>> entries = objects.index(file, limits::kRevisionEntries);
  if (entries || reader != GitReader::any || entries.error().kind != ErrorKind::other) {
    return entries;
  }
  // The library reads neither a sparse nor a split index.
  const Result<std::unique_ptr<GitObjects>> program = open_with_git_program(root);
  return program ? (*program)->index(file, limits::kRevisionEntries) : entries;
}

std::string git_fetch_hint(std::string_view revision) {
  constexpr std::string_view kServer = "origin/";
  if (!revision.starts_with(kServer)) return {};
  const std::string_view branch = revision.substr(kServer.size());
  const bool plain =
      !branch.empty() && branch.front() != '-' &&
      std::all_of(branch.begin(), branch.end(), [](char c) {
        return ascii::is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '/';
      });
  if (!plain) return {};
  return fmt::format("; `git fetch origin {0}:refs/remotes/origin/{0}` gets it", branch);
}

static std::uint64_t hex_number(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number;
}

FileIdentity git_identity(const std::string& resolved_path) {
  Sha256 hash;
  hash.update("git:");
  hash.update(resolved_path);
  const std::string digits = hash.hex_digest();
  return {hex_number(std::string_view(digits).substr(0, 16)),
          hex_number(std::string_view(digits).substr(16, 16))};
}

/// Where git keeps the data of a submodule whose folder is gone: under the name that it gives
/// unless it is told another one. "" if there is none.
static std::string kept_data(const DiskFileTree& disk, const std::string& path) {
  const std::string root = repository_around(disk, parent_path(path));
  if (root.empty()) return {};
  const std::string data = join_path(join_path(root, ".git/modules"), relative_path(path, root));
  const bool is_taken = disk.resolve(data) == data && disk.kind(data) == EntryKind::directory;
  return is_taken ? data : std::string();
}

bool GitSubmodules::take(Result<std::unique_ptr<GitObjects>> own, const GitId& commit,
                         Commit& result) {
  if (!own) return false;
  Result<GitId> tree = (*own)->tree(commit);
  if (!tree) return false;
  result.tree = *std::move(tree);
  opened_.push_back(std::move(*own));
  result.repository = opened_.size();
  return true;
}

const GitSubmodules::Commit& GitSubmodules::open(const std::string& path, const GitId& commit) {
  const auto [known, first] = commits_.try_emplace({path, commit});
  Commit& result = known->second;
  if (!first) return result;
  const DiskFileTree disk;
  if (disk.kind(path) == EntryKind::missing) {
    // A change has taken it away; what it had is missed.
    const std::string data = kept_data(disk, path);
    const bool is_read = !data.empty() && opened_.size() < limits::kSubmodules &&
                         take(open_data_with_libgit2(data), commit, result);
    (is_read ? roots_ : closed_).insert(path);
    return result;
  }
  DirectoryListing there;
  const bool is_taken =
      disk.resolve(path) == path && disk.list(path, there) && !there.entries().empty();
  if (!is_taken) return result;
  if (opened_.size() < limits::kSubmodules) {
    Result<std::unique_ptr<GitObjects>> own = open_git_objects(path, reader_);
    if (own && disk.resolve((*own)->folder()) == path && take(std::move(own), commit, result)) {
      roots_.insert(path);
      return result;
    }
  }
  closed_.insert(path);
  return result;
}

}  // namespace ecac
