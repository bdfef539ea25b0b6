#include "compiler/source/source_store.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {

namespace {

std::size_t number(FileId id) {
  return static_cast<std::size_t>(id);
}

bool joins_without_slash(std::string_view directory) {
  return directory.empty() || directory.back() == '/';
}

}  // namespace

/// Most runs number whole folders and never ask for a path in them, so the table takes a folder in
/// once somebody does.
class SourceStore::Folder {
 public:
  explicit Folder(std::string path)
      : path_(std::move(path)), hash_(std::hash<std::string_view>()(path_)) {}

  const std::string& path() const { return path_; }
  std::size_t hash() const { return hash_; }

  /// Whether the table is to be asked before a file is added.
  mutable bool indexed = false;
  /// Added, and not in the table.
  mutable std::vector<std::uint32_t> pending = {};

 private:
  std::string path_;
  std::size_t hash_;
};

SourceStore::Reader::Reader(const SourceStore& store)
    : store_(store), reader_(store.files_.make_reader()) {}

Result<void> SourceStore::Reader::read(const std::string& directory, std::string_view name,
                                       std::string& buffer, std::size_t limit) {
  if (store_.find_kept(directory, name, buffer, limit)) return {};
  Result<void> read = reader_->read(directory, name, buffer, limit);
  if (read && store_.has_room(buffer)) {
    const MutexLock lock(store_.mutex_);
    store_.keep(store_.enter(directory, name), buffer);
  }
  return read;
}

Result<void> SourceStore::Reader::read(FileId id, std::string& buffer, std::size_t limit) {
  if (store_.entries_[number(id)].kept_flag().load(std::memory_order_acquire)) {
    const MutexLock lock(store_.mutex_);
    if (store_.copy_kept(id, buffer, limit)) return {};
  }
  Result<void> read = reader_->read(store_.directory(id), store_.name(id), buffer, limit);
  if (read && store_.has_room(buffer)) {
    const MutexLock lock(store_.mutex_);
    store_.keep(id, buffer);
  }
  return read;
}

SourceStore::SourceStore(const FileTree& files, std::size_t budget)
    : files_(files), budget_(budget), table_(64, 0) {}

SourceStore::~SourceStore() = default;

std::size_t SourceStore::slot_of(const Folder& folder, std::string_view name) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = (folder.hash() * 31 + std::hash<std::string_view>()(name)) & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& entry = entries_[table_[slot] - 1];
    if (entry.folder == &folder && entry.name == name) break;
  }
  return slot;
}

void SourceStore::put_into_table(std::uint32_t id) const {
  if ((in_table_ + 1) * 2 > table_.size()) {
    const std::vector<std::uint32_t> old =
        std::exchange(table_, std::vector<std::uint32_t>(table_.size() * 2, 0));
    for (const std::uint32_t taken : old) {
      if (taken == 0) continue;
      const Entry& entry = entries_[taken - 1];
      table_[slot_of(*entry.folder, entry.name)] = taken;
    }
  }
  table_[slot_of(*entries_[id].folder, entries_[id].name)] = id + 1;
  ++in_table_;
}

void SourceStore::index(const Folder& folder) const {
  folder.indexed = true;
  for (const std::uint32_t id : std::exchange(folder.pending, {})) put_into_table(id);
}

FileId SourceStore::append(const Folder& folder, std::string_view name) const {
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({name, &folder});
  if (folder.indexed) {
    put_into_table(id);
  } else {
    folder.pending.push_back(id);
  }
  return FileId{id};
}

FileId SourceStore::lookup(const Folder& folder, std::string_view name) const {
  index(folder);
  const std::uint32_t found = table_[slot_of(folder, name)];
  return found == 0 ? FileId::none : FileId{found - 1};
}

FileId SourceStore::lookup(std::string_view directory, std::string_view name) const {
  const auto folder = folders_.find(directory);
  return folder == folders_.end() ? FileId::none : lookup(*folder->second, name);
}

FileId SourceStore::lookup(std::string_view path) const {
  return lookup(parent_path(path), file_name(path));
}

const SourceStore::Folder& SourceStore::folder_of(std::string_view directory) const {
  auto folder = folders_.find(directory);
  if (folder == folders_.end()) {
    folder =
        folders_.emplace(directory, std::make_unique<const Folder>(std::string(directory))).first;
  }
  return *folder->second;
}

FileId SourceStore::enter(std::string_view directory, std::string_view name) const {
  const Folder& folder = folder_of(directory);
  const FileId known = lookup(folder, name);
  if (known != FileId::none) return known;
  auto owned = std::make_shared<const std::string>(name);
  owners_.push_back(owned);
  return append(folder, *owned);
}

FileId SourceStore::id_of(std::string_view path) {
  const MutexLock lock(mutex_);
  return enter(parent_path(path), file_name(path));
}

FileId SourceStore::find(std::string_view path) const {
  const MutexLock lock(mutex_);
  return lookup(path);
}

const SourceStore::Folder& SourceStore::add_directory(std::string_view path) {
  const MutexLock lock(mutex_);
  const bool known = folders_.contains(path);
  const Folder& folder = folder_of(path);
  if (known) index(folder);
  return folder;
}

FileId SourceStore::add(const Folder& folder, std::string_view name) {
  const MutexLock lock(mutex_);
  if (folder.indexed) {
    const FileId known = lookup(folder, name);
    if (known != FileId::none) return known;
  }
  return append(folder, name);
}

void SourceStore::keep_alive(std::shared_ptr<const void> owner) {
  const MutexLock lock(mutex_);
  owners_.push_back(std::move(owner));
}

std::string SourceStore::path(FileId id) const {
  return join_path(directory(id), name(id));
}

std::string_view SourceStore::name(FileId id) const {
  return entries_[number(id)].name;
}

const std::string& SourceStore::directory(FileId id) const {
  return entries_[number(id)].folder->path();
}

bool SourceStore::path_before(FileId a, FileId b) const {
  const Entry& first = entries_[number(a)];
  const Entry& second = entries_[number(b)];
  if (first.folder == second.folder) return first.name < second.name;
  // Compared without putting the paths together.
  const std::string_view one = first.folder->path();
  const std::string_view two = second.folder->path();
  const auto byte_at = [](std::string_view folder, std::string_view name, std::size_t at) {
    if (at < folder.size()) return static_cast<int>(static_cast<unsigned char>(folder[at]));
    const bool joined = joins_without_slash(folder);
    if (!joined && at == folder.size()) return static_cast<int>('/');
    const std::size_t in_name = at - folder.size() - (joined ? 0 : 1);
    return in_name < name.size() ? static_cast<int>(static_cast<unsigned char>(name[in_name])) : -1;
  };
  const auto [from, unused] = std::mismatch(one.begin(), one.end(), two.begin(), two.end());
  for (auto at = static_cast<std::size_t>(from - one.begin());; ++at) {
    const int left = byte_at(one, first.name, at);
    const int right = byte_at(two, second.name, at);
    if (left != right) return left < right;
    if (left < 0) return false;
  }
}

std::shared_ptr<const SourceText> SourceStore::get(FileId id) const {
  if (id == FileId::none) return nullptr;
  {
    const MutexLock lock(mutex_);
    const auto found = kept_.find(static_cast<std::uint32_t>(id));
    if (found != kept_.end()) {
      Kept& kept = found->second;
      if (kept.text == nullptr) {
        kept.text = std::make_shared<const SourceText>(std::move(kept.bytes), kept.version);
        kept.bytes.clear();
      }
      return kept.text;
    }
    for (const auto& [recent, text] : recent_) {
      if (recent == id && text != nullptr) return text;
    }
  }
  std::string bytes;
  if (!files_.read(path(id), bytes, limits::kFile)) return nullptr;
  auto text = std::make_shared<const SourceText>(std::move(bytes));
  const MutexLock lock(mutex_);
  if (kept_bytes_ + text->bytes().size() <= budget_) {
    const auto [kept, added] = kept_.try_emplace(static_cast<std::uint32_t>(id));
    if (!added && kept->second.text != nullptr) return kept->second.text;
    kept_bytes_ += text->bytes().size() - kept->second.bytes.size();
    kept->second.bytes.clear();
    kept->second.text = text;
    entries_[number(id)].kept_flag().store(true, std::memory_order_release);
  } else {
    recent_[next_recent_++ % recent_.size()] = {id, text};
  }
  return text;
}

void SourceStore::drop(FileId id) const {
  for (auto& [recent, text] : recent_) {
    if (recent == id) text = nullptr;
  }
  const auto found = kept_.find(static_cast<std::uint32_t>(id));
  if (found == kept_.end()) return;
  const Kept& kept = found->second;
  if (!kept.pinned) {
    kept_bytes_ -= kept.text == nullptr ? kept.bytes.size() : kept.text->bytes().size();
  }
  kept_.erase(found);
  entries_[number(id)].kept_flag().store(false, std::memory_order_release);
}

void SourceStore::pin(const std::string& path, std::string text, std::int64_t version) {
  const MutexLock lock(mutex_);
  const FileId id = enter(parent_path(path), file_name(path));
  drop(id);
  files_.set(path, text);
  kept_[static_cast<std::uint32_t>(id)] = {std::move(text), nullptr, version, true};
  entries_[number(id)].kept_flag().store(true, std::memory_order_release);
}

void SourceStore::release(const std::string& path) {
  const MutexLock lock(mutex_);
  files_.remove(path);
  drop(lookup(path));
}

void SourceStore::forget(std::string_view path) {
  const MutexLock lock(mutex_);
  const FileId id = lookup(path);
  const auto found = kept_.find(static_cast<std::uint32_t>(id));
  if (found == kept_.end() || !found->second.pinned) drop(id);
}

bool SourceStore::copy_kept(FileId id, std::string& buffer, std::size_t limit) const {
  const auto found = kept_.find(static_cast<std::uint32_t>(id));
  if (found == kept_.end()) return false;
  const Kept& kept = found->second;
  const std::string_view bytes = kept.text == nullptr ? kept.bytes : kept.text->bytes();
  if (bytes.size() > limit) return false;
  buffer.assign(bytes);
  return true;
}

bool SourceStore::find_kept(std::string_view directory, std::string_view name, std::string& buffer,
                            std::size_t limit) const {
  const MutexLock lock(mutex_);
  return copy_kept(lookup(directory, name), buffer, limit);
}

void SourceStore::keep(FileId id, std::string_view bytes) const {
  const auto [kept, added] = kept_.try_emplace(static_cast<std::uint32_t>(id));
  if (!added) return;
  kept->second.bytes = bytes;
  kept_bytes_ += bytes.size();
  entries_[number(id)].kept_flag().store(true, std::memory_order_release);
}

Result<void> SourceStore::list(const std::string& directory, DirectoryListing& listing) const {
  return files_.list(directory, listing);
}

Result<void> SourceStore::read(const std::string& path, std::string& buffer,
                               std::size_t limit) const {
  if (find_kept(parent_path(path), file_name(path), buffer, limit)) return {};
  Result<void> read = files_.read(path, buffer, limit);
  if (read && has_room(buffer)) {
    const MutexLock lock(mutex_);
    keep(enter(parent_path(path), file_name(path)), buffer);
  }
  return read;
}

std::unique_ptr<FileReader> SourceStore::make_reader() const {
  return std::make_unique<Reader>(*this);
}

EntryKind SourceStore::kind(const std::string& path) const {
  return files_.kind(path);
}

std::optional<FileIdentity> SourceStore::identity(const std::string& path) const {
  return files_.identity(path);
}

std::optional<std::string> SourceStore::resolve(const std::string& path) const {
  return files_.resolve(path);
}

bool SourceStore::is_of_another(const std::string& path, const std::string& than) const {
  return files_.is_of_another(path, than);
}

bool SourceStore::is_link(const std::string& path) const {
  return files_.is_link(path);
}

}  // namespace ecac
