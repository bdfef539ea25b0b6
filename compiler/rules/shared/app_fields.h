#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/app/app_questions.h"
#include "compiler/rules/engine/rule.h"

namespace ecac {

/// A field of an app's settings or policies, and where a finding about it stands.
struct AppField {
  SettingFiles files = {};          ///< those of the field's type
  FileId file = FileId::none;       ///< that has the field, or lacks it; none if no file is there
  const FieldFact* fact = nullptr;  ///< null where the field is absent
  Place place = {};  ///< the value; where there is none, the start tag of what lacks it

  bool has_file() const { return file != FileId::none; }
  bool is_absent() const { return fact == nullptr; }
};

AppField app_field(const RuleContext& ctx, const ResolvedApp& app, FieldId field);

/// What the platform makes of a switch of the app; unknown where its file is not here.
Resolved<bool> app_switch(const RuleContext& ctx, const ResolvedApp& app, FieldId field);

/// The cheap question before anything is resolved: false if surely no file of the app has the
/// switch in that position, written down.
bool may_say(const RuleContext& ctx, FieldId field, bool value);
/// The same of a field with any value.
bool may_have(const RuleContext& ctx, FieldId field);

/// "is `false` here", or "is absent here, which means `false`".
std::string found_here(const RuleContext& ctx, const AppField& field);

/// The app of the bundle, if the certificate of the JWT bearer flow turns that on; else null.
const ResolvedApp* app_with_jwt_bearer(RuleContext& ctx);

/// PKCE is off, and clients of the app cannot work without it: that is its own finding, an error
/// with the same cure.
bool lacks_needed_pkce(const ResolvedApp& app);

/// The scope of that metadata token; null if the app does not ask for it.
const ResolvedScope* find_scope(const ResolvedApp& app, std::string_view token);

/// Whether a field that seems to be missing stands there misspelt, or in the file of a sibling;
/// that is reported as such.
bool is_misspelt(const RuleContext& ctx, const ResolvedApp& app, FieldId field);

/// Gives a field of a file a value: over the one that is written, or as a new element where the
/// order of the file has it. No operation where that cannot be done.
std::vector<FixOperation> set_field(const RuleContext& ctx, const AppField& where, FieldId field,
                                    std::string_view value);

/// A field and the value that it is to have.
struct FieldValue {
  FieldId field = FieldId::none;
  std::string_view value = {};
};
/// Several fields of one type as one action; what has its value already is left alone. No operation
/// if one of them cannot be done or holds a placeholder.
std::vector<FixOperation> set_fields(const RuleContext& ctx, const ResolvedApp& app,
                                     std::span<const FieldValue> values);

}  // namespace ecac
