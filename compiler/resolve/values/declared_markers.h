#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/filled_part.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// Finds what the `replacements` of a project file replace in its files, whatever it looks like and
/// whether their conditions hold or not. All texts are looked for in one pass over a file, however
/// many entries are for it. Safe to use from several threads.
class DeclaredMarkers {
 public:
  /// `is_open` tells of an entry whether a deploy still has to apply it; empty: of all.
  DeclaredMarkers(std::span<const DeclaredReplacement> replacements, std::string root,
                  const std::function<bool(std::size_t)>& is_open = {});

  bool empty() const { return selections_.empty(); }
  /// In order and without overlaps: what overlaps is one marker.
  std::vector<DeclaredMarker> find(std::string_view path, std::string_view text) const;

 private:
  /// The texts to look for in a file, with their entries.
  struct Texts {
    std::vector<std::pair<std::string_view, std::uint32_t>> sorted = {};
    /// Of each text the longest other one that it begins with, by index; itself if there is none.
    std::vector<std::size_t> prefixes = {};
    std::array<bool, 256> begins = {};  ///< their first bytes

    explicit Texts(std::vector<std::pair<std::string_view, std::uint32_t>> texts);
    void find(std::string_view text, std::vector<DeclaredMarker>& found) const;
  };
  /// The entries that are for the same files.
  struct Selection {
    ReplacementMatcher files;
    std::vector<std::pair<std::string, std::uint32_t>> texts = {};
    std::vector<std::pair<ReplacementMatcher, std::uint32_t>> patterns = {};
  };

  std::vector<std::size_t> selections_for(std::string_view path) const;
  std::shared_ptr<const Texts> texts_of(const std::vector<std::size_t>& selections) const;
  void find_patterns(const std::vector<std::size_t>& selections, std::string_view text,
                     std::vector<DeclaredMarker>& found) const;

  std::string root_;
  std::vector<Selection> selections_;
  std::map<std::string, std::size_t, std::less<>> by_filename_;  ///< to a selection
  std::set<std::size_t> filename_sizes_;
  std::vector<std::size_t> by_glob_;
  mutable Mutex mutex_;
  /// Of the selections that were asked for lately: most files of a project are in the same ones.
  mutable std::map<std::vector<std::size_t>, std::shared_ptr<const Texts>> texts_;
};

}  // namespace ecac
