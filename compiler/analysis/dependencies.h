#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/resolve/view/ask_log.h"

namespace ecac {

/// Somebody whose answer was read from the project: a unit of the rules, a shared answer, or the
/// question whether a file that is read on reference is to be read.
struct Asker {
  enum class Kind : std::uint8_t { file, bundle, stack, project, tree, shared, reading };
  Kind kind = Kind::project;
  std::uint32_t index = 0;
  friend auto operator<=>(const Asker&, const Asker&) = default;
};

/// Who has asked what: from logs, one for each asker, to the askers of one file, symbol or
/// question. What an asker had asked before is dropped bit by bit, so that recording takes constant
/// time for each entry, however many others have asked the same.
class Dependencies {
 public:
  void clear() { *this = {}; }
  /// Replaces what the asker has asked before.
  void record(Asker asker, const AskLog& log);
  /// The asker is no more, or nobody wants to know.
  void forget(Asker asker);

  /// Calls `visit(Asker)` for each who asked, some more than once.
  template <class Visit>
  void askers_of(FileId file, Visit&& visit) const {
    const auto index = static_cast<std::size_t>(file);
    if (index < of_files_.size()) visit_all(of_files_[index], visit);
  }
  template <class Visit>
  void askers_of(SymbolId symbol, Visit&& visit) const {
    const auto index = static_cast<std::size_t>(symbol);
    if (index < of_symbols_.size()) visit_all(of_symbols_[index], visit);
  }
  template <class Visit>
  void askers_of_question(std::uint64_t key, Visit&& visit) const {
    const auto found = of_questions_.find(key);
    if (found != of_questions_.end()) visit_all(found->second, visit);
  }
  /// Those who missed a name that is near to this one.
  template <class Visit>
  void missed_near(TypeId type, std::string_view name, Visit&& visit) const {
    const auto found = missed_.find(static_cast<std::uint32_t>(type));
    if (found == missed_.end()) return;
    for (const auto& [missed, entries] : found->second) {
      if (is_near(missed, name)) visit_all(entries, visit);
    }
  }

 private:
  /// Counts only while the asker's version is the same.
  struct Entry {
    Asker asker = {};
    std::uint32_t version = 0;
  };
  using Entries = std::vector<Entry>;
  using Names = std::unordered_map<std::string, Entries>;

  static bool is_near(std::string_view missed, std::string_view name);
  std::uint32_t& version(Asker asker);
  bool counts(const Entry& entry) const {
    return versions_[static_cast<std::size_t>(entry.asker.kind)][entry.asker.index] ==
           entry.version;
  }
  template <class Visit>
  void visit_all(const Entries& entries, Visit&& visit) const {
    for (const Entry& entry : entries) {
      if (counts(entry)) visit(entry.asker);
    }
  }
  void add(Entries& entries, Entry entry);
  void sweep();

  std::array<std::vector<std::uint32_t>, 7> versions_ = {};  ///< by kind and index of the asker
  std::vector<Entries> of_files_ = {};
  std::vector<Entries> of_symbols_ = {};
  std::unordered_map<std::uint64_t, Entries> of_questions_ = {};
  std::unordered_map<std::uint32_t, Names> missed_ = {};  ///< by type
  std::size_t missed_count_ = 0;
  std::size_t next_sweep_ = 0;  ///< when there are as many questions and missed names
};

}  // namespace ecac
