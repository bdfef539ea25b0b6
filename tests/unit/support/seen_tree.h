#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "compiler/support/file_tree.h"

// What a test sees of a FileTree, as text.
namespace ecac::seen_tree {

inline constexpr std::size_t kNoLimit = 1u << 30;

/// "name:kind", `@` after a link, sorted.
inline std::string dump(const FileTree& tree, const std::string& directory) {
  DirectoryListing listing;
  if (const Result<void> listed = tree.list(directory, listing); !listed) {
    return "error: " + listed.error().message;
  }
  std::vector<std::string> lines;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    constexpr const char* kKinds[] = {"missing", "file", "directory", "other"};
    lines.push_back(std::string(listing.name(entry)) + (entry.link ? "@" : "") + ":" +
                    kKinds[static_cast<int>(entry.kind)]);
  }
  std::ranges::sort(lines);
  std::string text;
  for (const std::string& line : lines) text += line + " ";
  return text;
}

/// The text, or `error: …`; a refused read leaves nothing.
inline std::string read(const FileTree& tree, const std::string& path,
                        std::size_t limit = kNoLimit) {
  std::string text = "left from before";
  if (const Result<void> result = tree.read(path, text, limit); !result) {
    EXPECT_TRUE(text.empty());
    return "error: " + result.error().message;
  }
  return text;
}

}  // namespace ecac::seen_tree
