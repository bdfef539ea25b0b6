#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/rules/engine/rule.h"

namespace ecac {

/// A field that a file writes with a value which may be judged: no placeholder, nothing mended.
struct WrittenField {
  FileId file = FileId::none;
  const FieldFact* fact = nullptr;
  std::string_view text = {};

  explicit operator bool() const { return fact != nullptr; }
  Place place() const { return {file, fact->value}; }
  Place element() const { return {file, fact->element}; }
};

/// In the file of a file unit.
WrittenField written(const RuleContext& ctx, FieldId field);
/// Among the files of an app, if no other one of the type contradicts.
WrittenField written(const RuleContext& ctx, const ResolvedApp& app, FieldId field);

/// What turns on a flow that has no page on which users could approve the app.
struct UnaskedFlow {
  FieldId turned_on = FieldId::none;
  std::string words = {};       ///< of the label on it
  std::string_view token = {};  ///< what is refused: "a JWT"
};
/// Reports that users may approve such an app themselves, which they cannot do in the flow.
void report_unasked(RuleContext& ctx, const ResolvedApp& app, CaseId rule_case,
                    const UnaskedFlow& flow);

/// Whether a boolean is written, and so.
bool says(const WrittenField& field, bool value);

/// The app's file of a type; none if it has none, or several.
FileId file_of(const RuleContext& ctx, const ResolvedApp& app, TypeId type);

/// The app that a file of settings or policies names; none if it names none.
SymbolId app_of(const ProjectFile& file);

inline constexpr std::size_t kMostAppsListed = 5;
/// `A`, `B` and 3 more apps.
std::string list_of_apps(std::span<const std::string_view> names);

/// Where a value of an app stands, or where it would stand: the start tag of the file of the type.
Place place_of(const RuleContext& ctx, const ResolvedApp& app, const Origin& origin, TypeId type);

/// Edits that remove an element, with its line where it has it to itself.
std::vector<FixOperation> removal(const RuleContext& ctx, const WrittenField& field);

}  // namespace ecac
