#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/result.h"

namespace ecac {

/// What stands at a path after links are followed. A link that leads nowhere is `missing`.
enum class EntryKind : std::uint8_t { missing, file, directory, other };

/// Tells whether two paths name the same file or folder.
struct FileIdentity {
  std::uint64_t device = 0;
  std::uint64_t number = 0;
  friend auto operator<=>(const FileIdentity&, const FileIdentity&) = default;
};

/// The entries of one folder, in any order, names in one block. Made to be used again and again.
class DirectoryListing {
 public:
  struct Entry {
    std::uint32_t name_begin = 0;
    std::uint32_t name_size = 0;
    EntryKind kind = EntryKind::other;
    bool link = false;
  };

  void clear();
  void add(std::string_view name, EntryKind kind, bool link = false);
  const std::vector<Entry>& entries() const { return entries_; }
  std::string_view name(const Entry& entry) const {
    return std::string_view(names_).substr(entry.name_begin, entry.name_size);
  }
  /// Of the folder itself; none where the tree does not know.
  std::optional<FileIdentity> identity;

 private:
  std::string names_;
  std::vector<Entry> entries_;
};

/// Reads many files for one thread, fastest when those of a folder come one after the other.
class FileReader {
 public:
  virtual ~FileReader() = default;
  /// As FileTree::read does, of the file `name` in the folder.
  virtual Result<void> read(const std::string& directory, std::string_view name,
                            std::string& buffer, std::size_t limit) = 0;
};

/// Where files come from: a disk, memory, editor buffers over a disk. Paths are UTF-8 text with
/// `/`. Reading is safe from several threads at once.
class FileTree {
 public:
  virtual ~FileTree() = default;

  /// Replaces what the listing holds.
  virtual Result<void> list(const std::string& directory, DirectoryListing& listing) const = 0;
  /// Replaces what the buffer holds; keeps its memory. More bytes than the limit are an error, of
  /// which nothing was read.
  virtual Result<void> read(const std::string& path, std::string& buffer,
                            std::size_t limit) const = 0;
  /// Borrows the tree, which stays as it is while the reader lives.
  virtual std::unique_ptr<FileReader> make_reader() const;
  virtual EntryKind kind(const std::string& path) const = 0;
  /// None if nothing stands at the path or the tree cannot tell.
  virtual std::optional<FileIdentity> identity(const std::string& path) const = 0;
  /// The path without links; none if nothing stands there.
  virtual std::optional<std::string> resolve(const std::string& path) const = 0;
  /// Whether the last part of the path is a symbolic link, also one that leads nowhere.
  virtual bool is_link(const std::string& path) const;
  /// Whether an object belongs to a user who is neither the one of `than`, nor this program's, nor
  /// the administrator. Where users are not known, nothing does.
  virtual bool is_of_another(const std::string& path, const std::string& than) const;
  /// What was asked for so far and could not be answered, although something stands there: the
  /// first such object of a revision. What is missing then proves nothing. None on a disk, whose
  /// `read` and `list` tell all.
  virtual std::optional<Error> failure() const;
  /// Folders that were asked for so far, where something stands that this tree cannot show: the
  /// commit of a submodule that nobody has fetched. Absolute, sorted.
  virtual std::vector<std::string> closed_folders() const;
};

/// Whether a path lies in a folder and still does once links are followed, be anything there or
/// not. What leads nowhere, or into a `.git` below the folder, does not.
bool stays_within(const FileTree& tree, const std::string& path, const std::string& folder);

/// The nearest folder with a `.git`, from this one upward; "" if there is none.
std::string repository_around(const FileTree& tree, std::string_view folder);

}  // namespace ecac
