#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/rules/engine/rule.h"

namespace ecac {

/// What was found in a project, by the unit that found it. Of one that is edited it also knows of
/// which texts something else is to be said than before.
class UnitFindings {
 public:
  explicit UnitFindings(bool track_edits) : track_edits_(track_edits) {}

  const std::vector<Diagnostic>& of(Unit unit) const;
  /// Replaces what a unit found.
  void answer(Unit unit, std::vector<Diagnostic> findings);
  void clear();

  /// Calls `visit(const Diagnostic&)` for all, in no order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const ByIndex& units : of_kind_) {
      for (const auto& [index, findings] : units) {
        for (const Diagnostic& finding : findings) visit(finding);
      }
    }
  }

  // The rest needs `track_edits`.

  /// Those whose place is in a text, `none` for those about none; in time of all that the units
  /// have found which speak of it.
  template <class Visit>
  void for_each_in(FileId text, Visit&& visit) const {
    for_each_in(text, nullptr, visit);
  }
  /// The same without what the file's own unit found.
  template <class Visit>
  void for_each_of_others(FileId file, Visit&& visit) const {
    const Unit own{UnitKind::file, static_cast<std::uint32_t>(file)};
    for_each_in(file, &own, visit);
  }

  /// From now on findings that speak of the text stand elsewhere, though they say the same.
  void note_edited(FileId text);
  void forget_edited() { edited_.clear(); }
  /// The texts of which something else is to be said since the last call, or something about
  /// another place, `none` among them.
  std::vector<FileId> take_changed();

 private:
  template <class Visit>
  void for_each_in(FileId text, const Unit* without, Visit& visit) const {
    const auto units = units_by_text_.find(static_cast<std::uint32_t>(text));
    if (units == units_by_text_.end()) return;
    for (const Unit unit : units->second) {
      if (without != nullptr && unit == *without) continue;
      for (const Diagnostic& finding : of(unit)) {
        if (finding.place.file == text) visit(finding);
      }
    }
  }
  void note_changes(std::span<const Diagnostic> before, std::span<const Diagnostic> now);
  void note_places(Unit unit, std::span<const Diagnostic> findings);
  void forget_places(Unit unit, std::span<const Diagnostic> findings);
  bool speaks_of_edited(const Diagnostic& finding) const;

  using ByIndex = std::unordered_map<std::uint32_t, std::vector<Diagnostic>>;
  std::array<ByIndex, 5> of_kind_ = {};  ///< by kind of the unit
  std::unordered_map<std::uint32_t, std::set<Unit>> units_by_text_ =
      {};  ///< whose findings are there
  std::unordered_set<FileId> edited_ = {};
  std::unordered_set<FileId> changed_ = {};
  bool track_edits_;
};

}  // namespace ecac
