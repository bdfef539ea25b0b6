#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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

/// One element of a file, with the file it stands in.
struct FoundField {
  FileId file = FileId::none;
  const FieldFact* fact = nullptr;

  explicit operator bool() const { return fact != nullptr; }
};

/// Reads the fields of one thing, be it a component or settings, by what the platform makes of
/// them. Each answer is one of four, and its origin says which and why: written; absent with the
/// default that is documented or observed; absent and "", for text that may be left out; unknown,
/// with what would decide it (no file, a placeholder, a repaired element, files that disagree, a
/// default that nobody documents).
class ValueReader {
 public:
  /// Settings: where several files say different things of a field, nobody knows which holds.
  ValueReader(const ProjectView& project, const SettingFiles& from);
  /// A component by its name: that of its definitions which is deployed.
  ValueReader(const ProjectView& project, SymbolId component);
  /// One certain file.
  ValueReader(const ProjectView& project, FileId file);

  const ProjectView& project() const { return project_; }
  /// Some file speaks for the thing, and it is known which one counts.
  bool has_file() const { return file_ != FileId::none; }
  /// It can be read as well.
  bool readable() const { return has_file() && facts().usable(); }
  /// That file, of several the first; none if there is none.
  FileId file() const { return file_; }
  std::vector<FileId> files() const;
  const FileFacts& facts() const { return *facts_; }
  /// Why nothing can be read, or why what is absent may be there all the same; a noun phrase.
  std::string decided_by() const;
  /// What is absent in the file is known to be absent.
  bool complete() const { return readable() && !facts().broken(); }

  /// The root element of the file.
  Origin origin() const;
  /// Where the field is written, else the root element.
  Origin origin_of(FieldId field) const;
  /// An element of the file: where its value stands, or where it begins.
  Origin written(const FieldFact& fact) const;

  /// The value of a field outside any list, or of one inside `inside`. A value of a closed list
  /// comes in the list's own spelling; what is not in the list is unknown.
  Resolved<std::string> text(FieldId field) const { return text_in(field, nullptr); }
  Resolved<std::string> text(FieldId field, const FieldFact& inside) const {
    return text_in(field, &inside);
  }
  /// The text as it stands, whether a list has it or not, without a copy: it lives as long as the
  /// file and the schema.
  Resolved<std::string_view> view(FieldId field, const FieldFact& inside) const {
    return view_in(field, &inside);
  }
  Resolved<bool> boolean(FieldId field) const { return boolean_in(field, nullptr); }
  Resolved<bool> boolean(FieldId field, const FieldFact& inside) const {
    return boolean_in(field, &inside);
  }
  /// No number at all is known as `none`.
  Resolved<long long> number(FieldId field, long long none) const;
  /// Without a value if it is absent; the origin is then not unknown.
  Resolved<long long> number(FieldId field, const FieldFact& inside) const;
  /// Whether the field is written with a value, whatever it is. A placeholder is none yet.
  Resolved<bool> present(FieldId field) const;

  /// What is certain, and no default: the text of a field if it may be judged, else nothing.
  std::optional<std::string_view> certain(FieldId field) const;
  std::optional<std::string_view> certain(FieldId field, const FieldFact& inside) const;

  /// The element that decides a field; none if it is absent, or if two files have one.
  FoundField find(FieldId field) const;
  /// All elements of a repeated field of the thing itself, in the order of the file.
  std::vector<const FieldFact*> all(FieldId field) const;

 private:
  void choose(const std::vector<FileId>& definitions);
  void take(FileId file);
  /// Nothing where the field is absent for certain.
  using Stands = std::optional<Resolved<std::string_view>>;
  Resolved<std::string_view> value_in(FileId file, const FileFacts& facts,
                                      const FieldFact& fact) const;
  Stands stands(FieldId field, const FieldFact* inside) const;
  Stands stands_in(FileId file, FieldId field, const FieldFact* inside) const;
  Resolved<std::string_view> absent(FieldId field, const FieldFact* inside) const;
  Absence absence(const FieldFact* inside) const;
  Resolved<std::string_view> view_in(FieldId field, const FieldFact* inside) const;
  Resolved<std::string> text_in(FieldId field, const FieldFact* inside) const;
  Resolved<bool> boolean_in(FieldId field, const FieldFact* inside) const;

  ProjectView project_;
  FileId file_ = FileId::none;
  const FileFacts* facts_ = nullptr;  ///< of that file, asked for once
  std::vector<FileId> others_ = {};   ///< of settings: further files that speak for the same thing
  std::string undecided_ = {};        ///< of a component: why no file counts
  Absence of_file_ = Absence::unknown;
  Absence of_field_ = Absence::defaults;
};

/// A place of a field's value; of the element where the value is empty.
Place place_of(FileId file, const FieldFact& fact);

/// The use of a name that stands in the element; none if there is none.
std::size_t use_in(const FileFacts& facts, const FieldFact& fact);
inline constexpr std::size_t kNoUse = static_cast<std::size_t>(-1);

/// What decides a value that holds placeholders, as in "the value of `${HOST}`".
std::string value_of_placeholders(std::string_view text);

}  // namespace ecac
