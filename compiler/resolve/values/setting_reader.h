#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// What it means that a file or a field is not there.
enum class Absence : std::uint8_t {
  defaults,  ///< the platform's default holds, as far as it is known
  unknown,   ///< an org has a value all the same, which this project cannot see
};

/// The files of one type that speak for one thing: an app, the org, a site.
struct SettingFiles {
  TypeId type = TypeId::none;
  std::vector<FileId> files = {};
  Absence of_file = Absence::unknown;
  Absence of_field = Absence::defaults;

  friend bool operator==(const SettingFiles&, const SettingFiles&) = default;
};

/// Reads fields by what the platform makes of them: written, absent with its default, or unknown
/// with what would decide it (no file, a placeholder, a broken file, files that disagree, a default
/// that no document confirms). Every value comes with its reason.
class SettingReader {
 public:
  explicit SettingReader(const ProjectView& project) : project_(project) {}

  Resolved<bool> boolean(const SettingFiles& from, FieldId field) const;
  /// "" is known to be absent. A value of a closed list comes in the list's own spelling.
  Resolved<std::string> text(const SettingFiles& from, FieldId field) const;
  /// No number at all is known as `none`.
  Resolved<long long> number(const SettingFiles& from, FieldId field, long long none) const;
  /// Whether the field is written with a value, whatever it is. A placeholder is none yet.
  Resolved<bool> present(const SettingFiles& from, FieldId field) const;

  /// The fact that decides a field; null if none, or if files disagree.
  const FieldFact* fact(const SettingFiles& from, FieldId field, FileId& file) const;

 private:
  struct Reading {
    enum class State : std::uint8_t { value, absent, unknown } state = State::unknown;
    std::string_view text = {};  ///< stands in the file or the schema
    Origin origin = {};
  };
  /// With the default where the field is absent.
  Reading read(const SettingFiles& from, FieldId field) const;
  /// What stands in the files, and no default.
  Reading written(const SettingFiles& from, FieldId field) const;
  Reading written(FileId file, FieldId field) const;
  Reading default_of(FieldId field) const;

  ProjectView project_;
};

/// A place of a field's value; of the element where the value is empty.
Place place_of(FileId file, const FieldFact& fact);

/// What would decide a value that holds a placeholder.
std::string placeholder_reason(std::string_view value);

}  // namespace ecac
