#include "compiler/model/symbol_index.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace ecac {

namespace {

constexpr std::size_t kChunkSize = std::size_t{1} << 16;

std::uint32_t hash_of(TypeId type, std::string_view name) {
  const std::uint64_t hash = std::hash<std::string_view>{}(name) +
                             static_cast<std::uint64_t>(type) * 0x9E3779B97F4A7C15ULL;
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

}  // namespace

SymbolIndex::SymbolIndex() : slots_(1024, kEnd) {}

std::string_view SymbolIndex::name(SymbolId symbol) const {
  const Entry& entry = entries_[index(symbol)];
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

SymbolId SymbolIndex::intern(TypeId type, std::string_view name) {
  const std::uint32_t hash = hash_of(type, name);
  std::size_t at = slot(type, name, hash);
  if (slots_[at] != kEnd) return SymbolId{slots_[at]};
  if ((entries_.size() + 1) * 4 > slots_.size() * 3) {
    grow();
    at = slot(type, name, hash);
  }
  if (chunk_used_ + name.size() > chunk_size_) {
    chunk_size_ = std::max(kChunkSize, name.size());
    chunks_.push_back(std::make_unique<char[]>(chunk_size_));
    chunk_used_ = 0;
  }
  std::memcpy(chunks_.back().get() + chunk_used_, name.data(), name.size());
  const auto id = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({static_cast<std::uint32_t>(chunks_.size() - 1),
                      static_cast<std::uint32_t>(chunk_used_),
                      static_cast<std::uint32_t>(name.size()), kEnd, kEnd, hash, type});
  chunk_used_ += name.size();
  slots_[at] = id;
  return SymbolId{id};
}

void SymbolIndex::grow() {
  slots_.assign(slots_.size() * 2, kEnd);
  const std::size_t mask = slots_.size() - 1;
  for (std::uint32_t id = 0; id < entries_.size(); ++id) {
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
