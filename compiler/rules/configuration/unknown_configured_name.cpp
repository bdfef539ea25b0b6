#include "compiler/diagnostics/cases/unknown_configured_name.h"

#include <fmt/format.h>

#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/rules/engine/rule.h"
#include "compiler/support/edit_distance.h"

namespace ecac::unknown_configured_name {

constexpr std::array kAppTypes = {types::ExternalClientApplication};
constexpr std::array kCredentialTypes = {types::NamedCredential, types::ExternalCredential,
                                         types::ExternalAuthIdentityProvider, types::AuthProvider};

/// What may be done about a name: one beside it is written, and perhaps the entry goes.
struct Cure {
  std::function<FixOperation(const std::string& near)> write = {};
  Place removable = {};  ///< without a file nothing is taken out
};

/// `what` is what a person calls such a component.
static void check_name(RuleContext& ctx, std::string_view what, std::span<const TypeId> of,
                       const std::string& name, Place place, const Cure& cure) {
  for (const TypeId type : of) {
    if (ctx.symbol(type, name) != SymbolId::none || ctx.project().is_known(type, name)) return;
  }
  NearNames::Match near;
  for (const TypeId type : of) {
    if (near.name.empty()) near = ctx.project().nearest_definition(type, name);
  }
  if (near.name.empty()) {
    auto finding =
        ctx.report(cases::CFG001_unknown, place,
                   fmt::format("no {} of this project is called `{}`; what is said of it here "
                               "counts for nothing",
                               what, name));
    finding.subject(name);
    if (cure.removable.file == FileId::none) return;
    finding.fix("Take the entry out", Applicability::unsafe,
                {RemoveJsonValue{JsonPlace::at(cure.removable)}});
    return;
  }
  ctx.report(cases::CFG001_near_miss, place,
             fmt::format("no {} of this project is called `{}`, but one is called `{}`", what, name,
                         near.name))
      .subject(name)
      .caret(fmt::format("did you mean `{}`?", near.name))
      .fix(fmt::format("Write `{}`", near.name), Applicability::unsafe, {cure.write(near.name)});
}

/// The key of an entry gets another name.
static Cure renaming(Place key) {
  return {.write = [key](const std::string& near) -> FixOperation {
    return RenameJsonKey{JsonPlace::at(key), near};
  }};
}

/// The value of a string, with its quotes.
static JsonPlace with_quotes(Place text) {
  return JsonPlace::at({text.file, {text.range.begin - 1, text.range.end + 1}});
}

/// `Type:Name`; of anything else nobody can tell what it is.
static void check_component(RuleContext& ctx, const WaivedComponent& waived) {
  const std::string& component = waived.component.value;
  const std::size_t colon = component.find(':');
  if (colon == std::string::npos) return;
  const TypeSchema* type = ctx.schema().find_type(component.substr(0, colon));
  if (type == nullptr) return;
  const std::array of = {type->id};
  const Place place = waived.component.place;
  const Cure cure = {.write = [&](const std::string& near) -> FixOperation {
                       NewJsonValue value{.text = fmt::format("{}:{}", type->name, near)};
                       return SetJsonValue{with_quotes(place), std::move(value)};
                     },
                     .removable = waived.entry};
  check_name(ctx, type->name, of, component.substr(colon + 1), place, cure);
}

/// The type of `Type:Name`. One that is nearly a type that is read is no other: no type of the
/// platform is so near to one. null: nobody can tell what is meant.
static const TypeSchema* type_of(RuleContext& ctx, const Configured<std::string>& entry) {
  const std::string_view written = std::string_view(entry.value).substr(0, entry.value.find(':'));
  if (const TypeSchema* type = ctx.schema().find_type(written)) return type;
  std::vector<std::string_view> names;
  for (const TypeSchema& type : ctx.schema().types()) names.push_back(type.name);
  const std::string_view near = nearest_word(written, names);
  if (near.empty()) return nullptr;
  NewJsonValue value{.text = fmt::format("{}{}", near, entry.value.substr(written.size()))};
  const auto end = entry.place.range.begin + static_cast<std::uint32_t>(written.size());
  ctx.report(cases::CFG001_near_type, {entry.place.file, {entry.place.range.begin, end}},
             fmt::format("`{}` is no metadata type, but `{}` is one", written, near))
      .subject(entry.value)
      .caret(fmt::format("did you mean `{}`?", near))
      .fix(fmt::format("Write `{}`", near), Applicability::unsafe,
           {SetJsonValue{with_quotes(entry.place), std::move(value)}});
  return nullptr;
}

/// What is elsewhere is not here, so only one that is here under a like name can be wrong.
static void check_known(RuleContext& ctx, const Configured<std::string>& entry) {
  const TypeSchema* type = type_of(ctx, entry);
  if (type == nullptr) return;
  const std::string name = entry.value.substr(entry.value.find(':') + 1);
  if (ctx.symbol(type->id, name) != SymbolId::none) return;
  const std::string_view other = ctx.project().other_case_definition(type->id, name);
  if (other.empty()) return;
  NewJsonValue value{.text = fmt::format("{}:{}", type->name, other)};
  ctx.report(
         cases::CFG001_other_case, entry.place,
         fmt::format("`{}` is said to be elsewhere, and this project has it as `{}`", name, other))
      .subject(entry.value)
      .fix(fmt::format("Write `{}`", other), Applicability::unsafe,
           {SetJsonValue{with_quotes(entry.place), std::move(value)}});
}

/// What the org is to keep must be something that the deploy brings.
static void check_kept(RuleContext& ctx, const Configured<std::string>& entry) {
  const TypeSchema* type = type_of(ctx, entry);
  if (type == nullptr) return;
  const std::array of = {type->id};
  const Cure cure = {.write = [&](const std::string& near) -> FixOperation {
                       NewJsonValue value{.text = fmt::format("{}:{}", type->name, near)};
                       return SetJsonValue{with_quotes(entry.place), std::move(value)};
                     },
                     .removable = {entry.place.file, with_quotes(entry.place).range}};
  check_name(ctx, type->name, of, entry.value.substr(entry.value.find(':') + 1), entry.place, cure);
}

static void check_pattern(RuleContext& ctx, const Configured<std::string>& pattern) {
  if (pattern.value.empty()) {
    ctx.report(cases::CFG001_never_matches, pattern.place,
               "`paths` is empty, so the rules of this entry hold for no file")
        .help("name the files or folders, or take the entry out");
    return;
  }
  ctx.report(
         cases::CFG001_never_matches, pattern.place,
         fmt::format("`{}` matches nothing: patterns are seen from the folder of this file, and "
                     "`..` leads out of it",
                     pattern.value))
      .subject(pattern.value)
      .help("write the path from the folder of this file, without `..`");
}

static void check(RuleContext& ctx) {
  const RunFacts& run = ctx.run();
  // A part of a project lacks names, and one ecac.json may speak of several projects.
  for (const AppConfiguration& app : run.apps) {
    if (run.owns(app.place.file)) {
      check_name(ctx, "app", kAppTypes, app.name, app.place, renaming(app.place));
    }
  }
  for (const CredentialConfiguration& credential : run.credentials) {
    if (!run.owns(credential.place.file)) continue;
    check_name(ctx, "credential", kCredentialTypes, credential.name, credential.place,
               renaming(credential.place));
  }
  for (const WaivedComponent& waived : run.waived_components) {
    if (run.owns(waived.component.place.file)) check_component(ctx, waived);
  }
  for (const Configured<std::string>& entry : run.known_components) {
    if (run.owns(entry.place.file)) check_known(ctx, entry);
  }
  for (const Configured<std::string>& pattern : run.hopeless_patterns) {
    if (run.owns(pattern.place.file)) check_pattern(ctx, pattern);
  }
  for (const Configured<std::string>& entry : run.kept_components) {
    if (run.owns(entry.place.file)) check_kept(ctx, entry);
  }
}

extern const Rule rule{.id = rules::CFG001, .unit = UnitKind::tree, .check = check};

}  // namespace ecac::unknown_configured_name
