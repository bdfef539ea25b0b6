#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/place.h"

namespace ecac {

/// What a finding came by in the list of waivers of its project.
struct WaiverUse {
  enum class Kind : std::uint8_t { covered, ended, refused } kind = Kind::covered;
  std::size_t waiver = 0;  ///< its place in the list

  friend auto operator<=>(const WaiverUse&, const WaiverUse&) = default;
};

/// A waiver that a finding has used, and where the finding stands.
struct EntryUse {
  FileId text = FileId::none;
  std::size_t project = 0;  ///< its number in the report, from 1
  WaiverUse use = {};       ///< of the list, where `entry` is none
  /// An entry of `suppress`, or a comment: where it begins.
  std::pair<FileId, std::uint32_t> entry = {FileId::none, 0};

  bool is_of_list() const { return entry.first == FileId::none; }
  friend auto operator<=>(const EntryUse&, const EntryUse&) = default;
};

/// The texts that a report is about where the rest of it is known already, and what of waivers the
/// findings elsewhere use.
struct ReportPart {
  std::unordered_set<FileId> texts = {};                     ///< `none`: what is about no text
  std::set<std::pair<std::size_t, WaiverUse>> waivers = {};  ///< by the number of the project
  std::set<std::pair<FileId, std::uint32_t>> entries = {};
  /// What is found in a text instead of what its analysis tells.
  std::unordered_map<FileId, std::vector<Diagnostic>> instead = {};
};

}  // namespace ecac
