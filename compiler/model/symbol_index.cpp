#include "compiler/model/symbol_index.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace ecac {

namespace {

constexpr std::size_t kChunkSize = std::size_t{1} << 16;

std::uint32_t hash_of(TypeId type, std::string_view name) {
  const std::uint64_t hash = SymbolIndex::key(type, name);
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

std::uint64_t SymbolIndex::key(TypeId type, std::string_view name) {
  return std::hash<std::string_view>{}(name) +
         static_cast<std::uint64_t>(type) * 0x9E3779B97F4A7C15ULL;
}

SymbolIndex::SymbolIndex() : slots_(1024, kEnd) {}

std::string_view SymbolIndex::name(SymbolId symbol) const {
  const Entry& entry = entries_[index(symbol)];
  if (entry.text_size == 0) return {};
  return {chunks_[entry.text_chunk].get() + entry.text_begin, entry.text_size};
}

std::size_t SymbolIndex::slot(TypeId type, std::string_view name, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const std::uint32_t id = slots_[at];
    if (id == kEnd) return at;
    const Entry& entry = entries_[id];
    if (entry.hash == hash && entry.type == type && this->name(SymbolId{id}) == name) return at;
  }
}

SymbolId SymbolIndex::find(TypeId type, std::string_view name) const {
  return SymbolId{slots_[slot(type, name, hash_of(type, name))]};
}

std::pair<SymbolId, bool> SymbolIndex::intern(TypeId type, std::string_view name) {
  const std::uint32_t hash = hash_of(type, name);
  std::size_t at = slot(type, name, hash);
  if (slots_[at] != kEnd) return {SymbolId{slots_[at]}, false};
  if ((entries_.size() + 1) * 4 > slots_.size() * 3) {
    grow();
    at = slot(type, name, hash);
  }
  const bool reused = !free_entries_.empty();
  const auto id = reused ? free_entries_.back() : static_cast<std::uint32_t>(entries_.size());
  if (reused) {
    free_entries_.pop_back();
  } else {
    entries_.emplace_back();
  }
  Entry& entry = entries_[id];
  entry = {0, 0, 0, kEnd, kEnd, hash, type};
  put_text(entry, name);
  slots_[at] = id;
  return {SymbolId{id}, true};
}

void SymbolIndex::put_text(Entry& entry, std::string_view name) {
  if (chunk_used_ + name.size() > chunk_size_) {
    chunk_size_ = std::max(kChunkSize, name.size());
    chunks_.push_back(std::make_unique<char[]>(chunk_size_));
    chunk_used_ = 0;
  }
  if (chunks_.empty()) return;  // the first name is empty
  std::memcpy(chunks_.back().get() + chunk_used_, name.data(), name.size());
  entry.text_chunk = static_cast<std::uint32_t>(chunks_.size() - 1);
  entry.text_begin = static_cast<std::uint32_t>(chunk_used_);
  entry.text_size = static_cast<std::uint32_t>(name.size());
  chunk_used_ += name.size();
  text_size_ += name.size();
}

void SymbolIndex::forget(SymbolId symbol) {
  Entry& entry = entries_[index(symbol)];
  const std::size_t mask = slots_.size() - 1;
  std::size_t hole = slot(entry.type, name(symbol), entry.hash);
  // Those behind it move up, so that a search still meets no gap.
  for (std::size_t at = (hole + 1) & mask; slots_[at] != kEnd; at = (at + 1) & mask) {
    const std::size_t home = entries_[slots_[at]].hash & mask;
    if (((at - home) & mask) < ((at - hole) & mask)) continue;
    slots_[hole] = slots_[at];
    hole = at;
  }
  slots_[hole] = kEnd;
  wasted_size_ += entry.text_size;
  entry.text_size = 0;
  entry.text_chunk = kEnd;
  entry.type = TypeId::none;
  free_entries_.push_back(static_cast<std::uint32_t>(symbol));
  if (wasted_size_ > kChunkSize && wasted_size_ > text_size_ / 2) compact();
}

void SymbolIndex::compact() {
  const std::vector<std::unique_ptr<char[]>> before = std::move(chunks_);
  chunks_.clear();
  chunk_used_ = 0;
  chunk_size_ = 0;
  text_size_ = 0;
  wasted_size_ = 0;
  for (Entry& entry : entries_) {
    if (entry.text_size == 0) continue;
    put_text(entry, {before[entry.text_chunk].get() + entry.text_begin, entry.text_size});
  }
}

void SymbolIndex::grow() {
  slots_.assign(slots_.size() * 2, kEnd);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
    if (entries_[id].text_chunk == kEnd) continue;  // forgotten
    std::size_t at = entries_[id].hash & mask;
    while (slots_[at] != kEnd) at = (at + 1) & mask;
    slots_[at] = id;
  }
}

void SymbolIndex::link(std::uint32_t& head, UseSite site) {
  std::uint32_t node = free_node_;
  if (node == kEnd) {
    node = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({});
  } else {
    free_node_ = nodes_[node].next;
  }
  nodes_[node] = {site, head};
  head = node;
}

void SymbolIndex::unlink(std::uint32_t& head, UseSite site) {
  for (std::uint32_t* at = &head; *at != kEnd; at = &nodes_[*at].next) {
    Node& node = nodes_[*at];
    if (node.site.file != site.file || node.site.use != site.use) continue;
    const std::uint32_t freed = *at;
    *at = node.next;
    node.next = free_node_;
    free_node_ = freed;
    return;
  }
}

}  // namespace ecac
