#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/source/place.h"
#include "compiler/source/source_text.h"
#include "compiler/support/file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/limits.h"
#include "compiler/support/mutex.h"
#include "compiler/support/stable_vector.h"

namespace ecac {

/// The texts of a run: one number for each path, and each file opened once. It stands in front of
/// a FileTree and is one itself, so that whoever reads through it meets the same text. What was
/// read is kept within a budget of bytes, the texts that an editor has open always. Safe from
/// several threads.
class SourceStore final : public FileTree {
 public:
  /// Borrows the tree. `budget` is in bytes.
  explicit SourceStore(const FileTree& files, std::size_t budget = limits::kKeptTexts);
  ~SourceStore() override;

  /// The number of a path, which it gets when it is first asked for. Paths are absolute.
  FileId id_of(std::string_view path);
  /// `none` for a path that has no number.
  FileId find(std::string_view path) const;
  class Folder;
  /// A folder whose files `add` numbers; good as long as the store.
  const Folder& add_directory(std::string_view path);
  /// Numbers a file of such a folder, each file once after `add_directory`: a new folder is not
  /// searched. `name` is borrowed: whoever owns it hands it to `keep_alive`.
  FileId add(const Folder& folder, std::string_view name);
  void keep_alive(std::shared_ptr<const void> owner);

  // No lock is taken for the next four.
  std::string path(FileId id) const;
  /// Its last part; good as long as the store.
  std::string_view name(FileId id) const;
  const std::string& directory(FileId id) const;
  /// Order of paths, byte for byte.
  bool path_before(FileId a, FileId b) const;

  /// The text of a file, read now if it is not kept; null if it cannot be read.
  std::shared_ptr<const SourceText> get(FileId id) const;

  /// A text that an editor has open: it stands in front of the file, is always kept, and has the
  /// editor's number. `release` shows the file again.
  void pin(const std::string& path, std::string text, std::int64_t version);
  void release(const std::string& path);
  /// What is kept of a file is no longer what it says.
  void forget(std::string_view path);

  /// Reads for one thread and leaves in the store what it read. By number nothing is searched.
  class Reader final : public FileReader {
   public:
    explicit Reader(const SourceStore& store);
    Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                      std::size_t limit) override;
    Result<void> read(FileId id, std::string& buffer, std::size_t limit);

   private:
    const SourceStore& store_;
    std::unique_ptr<FileReader> reader_;
  };

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  std::unique_ptr<FileReader> make_reader() const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  bool is_of_another(const std::string& path, const std::string& than) const override;

 private:
  struct Entry {
    std::string_view name = {};
    const Folder* folder = nullptr;
    /// Whether `kept_` has it. Atomic, so that reading what nobody kept takes no lock.
    mutable bool kept = false;
    std::atomic_ref<bool> kept_flag() const { return std::atomic_ref<bool>(kept); }
  };
  /// Bytes that nobody has asked to see as text yet, or the text.
  struct Kept {
    std::string bytes = {};
    std::shared_ptr<const SourceText> text = {};
    std::int64_t version = 0;
    bool pinned = false;
  };

  // These expect the lock.
  FileId lookup(std::string_view path) const;
  FileId lookup(std::string_view directory, std::string_view name) const;
  FileId lookup(const Folder& folder, std::string_view name) const;
  FileId enter(std::string_view directory, std::string_view name) const;
  FileId append(const Folder& folder, std::string_view name) const;
  const Folder& folder_of(std::string_view directory) const;
  /// Where the table has the file, or has room for it.
  std::size_t slot_of(const Folder& folder, std::string_view name) const;
  /// Puts what was added to the folder without a search into the table.
  void index(const Folder& folder) const;
  void put_into_table(std::uint32_t id) const;
  void drop(FileId id) const;

  bool copy_kept(FileId id, std::string& buffer, std::size_t limit) const;
  void keep(FileId id, std::string_view bytes) const;

  /// What is kept of a file, if anything; puts it into the buffer.
  bool find_kept(std::string_view directory, std::string_view name, std::string& buffer,
                 std::size_t limit) const;
  bool has_room(std::string_view bytes) const { return kept_bytes_ + bytes.size() <= budget_; }

  OverlayFileTree files_;
  const std::size_t budget_;
  mutable std::atomic<std::size_t> kept_bytes_ = 0;
  mutable Mutex mutex_;
  // What is below changes while files are read, which leaves what the tree shows as it is.
  mutable std::map<std::string, std::unique_ptr<const Folder>, std::less<>> folders_;  ///< by path
  mutable StableVector<Entry> entries_;       ///< by FileId
  mutable std::vector<std::uint32_t> table_;  ///< hash table of FileId + 1; 0 is free
  mutable std::size_t in_table_ = 0;
  mutable std::unordered_map<std::uint32_t, Kept> kept_;
  /// Texts for which there was no room: the last ones, since whoever asks for one asks again.
  mutable std::array<std::pair<FileId, std::shared_ptr<const SourceText>>, 64> recent_ = {};
  mutable std::size_t next_recent_ = 0;
  mutable std::vector<std::shared_ptr<const void>> owners_;
};

}  // namespace ecac
