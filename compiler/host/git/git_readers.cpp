#include "compiler/host/git/git_readers.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <string_view>

#include "compiler/host/git/git_program_objects.h"
#include "compiler/host/git/libgit2_objects.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/limits.h"

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

}  // namespace ecac
