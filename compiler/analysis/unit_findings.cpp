#include "compiler/analysis/unit_findings.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace ecac {

namespace {

/// The texts that a step of a fix speaks of.
template <class Step>
std::vector<FileId> texts_of(const Step& step) {
  std::vector<FileId> texts;
  if constexpr (requires { step.place; }) texts.push_back(step.place.file);
  if constexpr (requires { step.element; }) texts.push_back(step.element.file);
  if constexpr (requires { step.elements.file; }) texts.push_back(step.elements.file);
  if constexpr (requires { step.at.element; }) texts.push_back(step.at.element.file);
  if constexpr (requires { step.to.element; }) texts.push_back(step.to.element.file);
  if constexpr (requires { step.at.pointer; }) texts.push_back(step.at.file);
  if constexpr (requires { step.list; }) texts.push_back(step.list.file);
  if constexpr (requires { step.comment.file; }) texts.push_back(step.comment.file);
  if constexpr (requires { step.manifest; }) texts.push_back(step.manifest);
  if constexpr (requires { step.like; }) texts.push_back(step.like);
  if constexpr (requires { step.file; }) texts.push_back(step.file);
  return texts;
}

}  // namespace

const std::vector<Diagnostic>& UnitFindings::of(Unit unit) const {
  static const std::vector<Diagnostic> kNone;
  const ByIndex& findings = of_kind_[static_cast<std::size_t>(unit.kind)];
  const auto found = findings.find(unit.index);
  return found == findings.end() ? kNone : found->second;
}

void UnitFindings::note_places(Unit unit, std::span<const Diagnostic> findings) {
  for (const Diagnostic& finding : findings) {
    units_by_text_[static_cast<std::uint32_t>(finding.place.file)].insert(unit);
  }
}

void UnitFindings::forget_places(Unit unit, std::span<const Diagnostic> findings) {
  for (const Diagnostic& finding : findings) {
    const auto units = units_by_text_.find(static_cast<std::uint32_t>(finding.place.file));
    if (units == units_by_text_.end()) continue;
    units->second.erase(unit);
    if (units->second.empty()) units_by_text_.erase(units);
  }
}

/// Then it is about another line or column, though nothing else of it is different.
bool UnitFindings::speaks_of_edited(const Diagnostic& finding) const {
  const auto is_edited = [&](FileId file) {
    return edited_.contains(file == FileId::none ? finding.place.file : file);
  };
  if (is_edited(finding.place.file)) return true;
  return std::ranges::any_of(finding.labels,
                             [&](const Label& label) { return is_edited(label.place.file); }) ||
         std::ranges::any_of(finding.fixes, [&](const Fix& fix) {
           return std::ranges::any_of(fix.operations, [&](const FixOperation& operation) {
             return std::visit(
                 [&](const auto& step) { return std::ranges::any_of(texts_of(step), is_edited); },
                 operation);
           });
         });
}

/// Most are what they were, and stand in the same order.
void UnitFindings::note_changes(std::span<const Diagnostic> before,
                                std::span<const Diagnostic> now) {
  std::size_t same = 0;
  while (same < std::min(before.size(), now.size()) && before[same] == now[same]) ++same;
  for (std::size_t i = same; i < before.size(); ++i) changed_.insert(before[i].place.file);
  for (std::size_t i = 0; i < now.size(); ++i) {
    if (i >= same || speaks_of_edited(now[i])) changed_.insert(now[i].place.file);
  }
}

void UnitFindings::answer(Unit unit, std::vector<Diagnostic> findings) {
  if (track_edits_) {
    const std::vector<Diagnostic>& before = of(unit);
    note_changes(before, findings);
    forget_places(unit, before);
    note_places(unit, findings);
  }
  ByIndex& of_units = of_kind_[static_cast<std::size_t>(unit.kind)];
  if (findings.empty()) {
    of_units.erase(unit.index);
  } else {
    of_units[unit.index] = std::move(findings);
  }
}

void UnitFindings::clear() {
  for (const auto& [text, units] : units_by_text_) changed_.insert(FileId{text});
  units_by_text_.clear();
  edited_.clear();
  for (ByIndex& units : of_kind_) units.clear();
}

void UnitFindings::note_edited(FileId text) {
  if (!track_edits_) return;
  edited_.insert(text);
  changed_.insert(text);
}

std::vector<FileId> UnitFindings::take_changed() {
  std::vector<FileId> changed(changed_.begin(), changed_.end());
  changed_.clear();
  return changed;
}

}  // namespace ecac
