#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// A name of one metadata type, defined by some file or only used.
enum class SymbolId : std::uint32_t { none = 0xFFFFFFFF };

/// Where a name is used: the n-th use in the facts of a file.
struct UseSite {
  FileId file = FileId::none;
  std::uint32_t use = 0;
};

/// Names to the files that define and use them, for a whole project. Names nobody defines are in it
/// too. Interning and linking take constant time; unlinking takes the length of that name's list.
/// What a forgotten name took is used again.
class SymbolIndex {
 public:
  SymbolIndex();

  /// Not for use while other threads read.
  /// The name's symbol, and whether it is a new one.
  std::pair<SymbolId, bool> intern(TypeId type, std::string_view name);
  /// Drops a name that nobody defines or uses; its id may stand for another name afterwards. Views
  /// of names are good until then.
  void forget(SymbolId symbol);
  /// Equal for equal names of a type, whether they are in an index or not.
  static std::uint64_t key(TypeId type, std::string_view name);
  SymbolId find(TypeId type, std::string_view name) const;
  /// Ids are below this; those of forgotten names have no definition and no use.
  std::size_t size() const { return entries_.size(); }
  /// Bytes that are kept for names, those of forgotten ones that are not used again included.
  std::size_t text_bytes() const { return text_size_; }
  TypeId type(SymbolId symbol) const { return entries_[index(symbol)].type; }
  std::string_view name(SymbolId symbol) const;

  void add_definition(SymbolId symbol, FileId file) {
    link(entries_[index(symbol)].definitions, {file, 0});
  }
  void remove_definition(SymbolId symbol, FileId file) {
    unlink(entries_[index(symbol)].definitions, {file, 0});
  }
  void add_use(SymbolId symbol, UseSite site) { link(entries_[index(symbol)].uses, site); }
  void remove_use(SymbolId symbol, UseSite site) { unlink(entries_[index(symbol)].uses, site); }

  bool is_defined(SymbolId symbol) const {
    return symbol != SymbolId::none && entries_[index(symbol)].definitions != kEnd;
  }
  /// False for the id of a forgotten name.
  bool is_live(SymbolId symbol) const { return entries_[index(symbol)].text_chunk != kEnd; }
  bool is_used(SymbolId symbol) const { return entries_[index(symbol)].uses != kEnd; }

  template <class Visit>
  void for_each_definition(SymbolId symbol, Visit&& visit) const {
    if (symbol == SymbolId::none) return;
    for (std::uint32_t n = entries_[index(symbol)].definitions; n != kEnd; n = nodes_[n].next) {
      visit(nodes_[n].site.file);
    }
  }
  template <class Visit>
  void for_each_use(SymbolId symbol, Visit&& visit) const {
    if (symbol == SymbolId::none) return;
    for (std::uint32_t n = entries_[index(symbol)].uses; n != kEnd; n = nodes_[n].next) {
      visit(nodes_[n].site);
    }
  }

 private:
  static constexpr std::uint32_t kEnd = 0xFFFFFFFF;
  struct Entry {
    std::uint32_t text_chunk;
    std::uint32_t text_begin;
    std::uint32_t text_size;
    std::uint32_t definitions = kEnd;
    std::uint32_t uses = kEnd;
    std::uint32_t hash;
    TypeId type;
  };
  struct Node {
    UseSite site;
    std::uint32_t next;
  };
  static std::size_t index(SymbolId symbol) { return static_cast<std::size_t>(symbol); }
  void link(std::uint32_t& head, UseSite site);
  void unlink(std::uint32_t& head, UseSite site);
  std::size_t slot(TypeId type, std::string_view name, std::uint32_t hash) const;
  void grow();
  void put_text(Entry& entry, std::string_view name);
  void compact();

  std::vector<Entry> entries_;
  std::vector<std::uint32_t> slots_;  ///< open addressing, power of two
  std::vector<Node> nodes_;
  std::uint32_t free_node_ = kEnd;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t chunk_used_ = 0;
  std::size_t chunk_size_ = 0;
  std::size_t text_size_ = 0;    ///< of all names
  std::size_t wasted_size_ = 0;  ///< of the forgotten ones
  std::vector<std::uint32_t> free_entries_;
};

}  // namespace ecac
