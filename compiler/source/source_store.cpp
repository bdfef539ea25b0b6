#include "compiler/source/source_store.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {

namespace {

std::size_t index(FileId id) {
  return static_cast<std::size_t>(id);
}

bool joins_without_slash(std::string_view directory) {
  return directory.empty() || directory.back() == '/';
}

/// Of the two parts, since nobody asks for a path in another division.
std::size_t path_hash(std::string_view directory, std::string_view name) {
  const std::hash<std::string_view> hash;
  return hash(directory) * 31 + hash(name);
}

}  // namespace

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
  if (store_.entries_[index(id)].kept_flag().load(std::memory_order_acquire)) {
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

std::size_t SourceStore::slot_of(std::string_view directory, std::string_view name) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t slot = path_hash(directory, name) & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    const Entry& entry = entries_[table_[slot] - 1];
    if (entry.name == name && *entry.directory == directory) break;
  }
  return slot;
}

FileId SourceStore::lookup(std::string_view directory, std::string_view name) const {
  const std::uint32_t found = table_[slot_of(directory, name)];
  return found == 0 ? FileId::none : FileId{found - 1};
}

void SourceStore::grow_to(std::size_t slots) const {
  table_.assign(slots, 0);
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
    table_[slot_of(*entries_[id].directory, entries_[id].name)] = id + 1;
  }
}

void SourceStore::reserve(std::size_t count) {
  const MutexLock lock(mutex_);
  const std::size_t slots = std::bit_ceil((entries_.size() + count) * 2 + 1);
  if (slots > table_.size()) grow_to(slots);
}

FileId SourceStore::enter(std::string_view name, const std::string* directory) const {
  if ((entries_.size() + 1) * 2 > table_.size()) grow_to(table_.size() * 2);
  std::uint32_t& slot = table_[slot_of(*directory, name)];
  if (slot == 0) {
    entries_.push_back({name, directory});
    slot = static_cast<std::uint32_t>(entries_.size());
  }
  return FileId{slot - 1};
}

FileId SourceStore::enter(std::string_view directory, std::string_view name) const {
  const FileId known = lookup(directory, name);
  if (known != FileId::none) return known;
  auto folder = directories_.find(directory);
  if (folder == directories_.end()) folder = directories_.emplace(directory).first;
  auto owned = std::make_shared<const std::string>(name);
  owners_.push_back(owned);
  return enter(*owned, &*folder);
}

FileId SourceStore::id_of(std::string_view path) {
  const MutexLock lock(mutex_);
  return enter(parent_path(path), file_name(path));
}

FileId SourceStore::find(std::string_view path) const {
  const MutexLock lock(mutex_);
  return lookup(parent_path(path), file_name(path));
}

const std::string& SourceStore::add_directory(std::string path) {
  const MutexLock lock(mutex_);
  return *directories_.insert(std::move(path)).first;
}

FileId SourceStore::add(const std::string& directory, std::string_view name) {
  const MutexLock lock(mutex_);
  return enter(name, &directory);
}

void SourceStore::keep_alive(std::shared_ptr<const void> owner) {
  const MutexLock lock(mutex_);
  owners_.push_back(std::move(owner));
}

std::string SourceStore::path(FileId id) const {
  return join_path(directory(id), name(id));
}

std::string_view SourceStore::name(FileId id) const {
  return entries_[index(id)].name;
}

const std::string& SourceStore::directory(FileId id) const {
  return *entries_[index(id)].directory;
}

bool SourceStore::path_before(FileId a, FileId b) const {
  const Entry& first = entries_[index(a)];
  const Entry& second = entries_[index(b)];
  if (first.directory == second.directory) return first.name < second.name;
  // Compared without putting the paths together.
  const std::string_view one = *first.directory;
  const std::string_view two = *second.directory;
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
    entries_[index(id)].kept_flag().store(true, std::memory_order_release);
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
  entries_[index(id)].kept_flag().store(false, std::memory_order_release);
}

void SourceStore::pin(const std::string& path, std::string text, std::int64_t version) {
  const MutexLock lock(mutex_);
  const FileId id = enter(parent_path(path), file_name(path));
  drop(id);
  files_.set(path, text);
  kept_[static_cast<std::uint32_t>(id)] = {std::move(text), nullptr, version, true};
  entries_[index(id)].kept_flag().store(true, std::memory_order_release);
}

void SourceStore::release(const std::string& path) {
  const MutexLock lock(mutex_);
  files_.remove(path);
  drop(lookup(parent_path(path), file_name(path)));
}

void SourceStore::forget(std::string_view path) {
  const MutexLock lock(mutex_);
  const FileId id = lookup(parent_path(path), file_name(path));
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
  entries_[index(id)].kept_flag().store(true, std::memory_order_release);
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

}  // namespace ecac
