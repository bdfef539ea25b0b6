#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/filled_part.h"
#include "compiler/resolve/values/declared_replacement.h"

namespace ecac {

/// Finds what the `replacements` of a project file replace in its files, whatever it looks like and
/// whether their conditions hold or not. Safe to use from several threads.
class DeclaredMarkers {
 public:
  /// `is_open` tells of an entry whether a deploy still has to apply it; empty: of all.
  DeclaredMarkers(std::span<const DeclaredReplacement> replacements, std::string root,
                  const std::function<bool(std::size_t)>& is_open = {});

  bool empty() const { return selections_.empty(); }
  /// In order and without overlaps: what overlaps is one marker.
  std::vector<DeclaredMarker> find(std::string_view path, std::string_view text) const;

 private:
  /// The entries that are for the same files.
  struct Selection {
    ReplacementMatcher files;
    std::vector<std::pair<std::string, std::uint32_t>> texts = {};  ///< sorted
    /// Of each text the longest other one that it begins with, by index; itself if there is none.
    std::vector<std::size_t> prefixes = {};
    std::vector<std::pair<ReplacementMatcher, std::uint32_t>> patterns = {};
  };

  void find_texts(const Selection& selection, std::string_view text,
                  std::vector<DeclaredMarker>& found) const;

  std::string root_;
  std::vector<Selection> selections_;
  std::map<std::string, std::size_t, std::less<>> by_filename_;  ///< to a selection
  std::set<std::size_t> filename_sizes_;
  std::vector<std::size_t> by_glob_;
};

}  // namespace ecac
