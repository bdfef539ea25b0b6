#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/schema/type_schema.h"

namespace ecac {

/// What makes a resolved value what it is.
enum class OriginKind : std::uint8_t {
  written,     ///< stands in a file
  defaulted,   ///< the field is absent; documents or observation tell what that means
  derived,     ///< follows from other values of the document
  configured,  ///< ecac.json says so
  unknown,     ///< the project cannot tell
};

/// The reason for one resolved value; every value of the resolved document has one, its own or that
/// of its nearest ancestor. Small and cheap to copy, for each app has hundreds of them: what only
/// some kinds say is shared by all copies, and a text that stands in the program is no copy at all.
class Origin {
 public:
  OriginKind kind = OriginKind::unknown;
  Standing standing = Standing::none;  ///< defaulted: documented or observed
  FieldId field = FieldId::none;       ///< the field that says it, or would
  Place place = {};                    ///< written, configured

  /// Derived: JSON Pointers; without a leading `/` they start at the app or credential that is
  /// being written.
  std::vector<std::string> from() const;
  /// Unknown: what would decide it, a noun phrase; else "".
  std::string decided_by() const;

  static Origin written_at(Place place, FieldId field) {
    Origin origin;
    origin.kind = OriginKind::written;
    origin.place = place;
    origin.field = field;
    return origin;
  }
  static Origin default_of(FieldId field, Standing standing) {
    Origin origin;
    origin.kind = OriginKind::defaulted;
    origin.field = field;
    origin.standing = standing;
    return origin;
  }
  static Origin derived_from(std::vector<std::string> from);
  /// Derived from one other value, whose pointer is a literal.
  template <std::size_t size>
  static Origin derived_from_one(const char (&pointer)[size]) {
    return literal(OriginKind::derived, pointer);
  }
  static Origin configured_at(Place place) {
    Origin origin;
    origin.kind = OriginKind::configured;
    origin.place = place;
    return origin;
  }
  static Origin unknown_until(std::string decided_by, FieldId field = FieldId::none);
  /// A literal, in which `{field}` and `{type}` stand for the name of the field and of its type;
  /// they are put in when somebody reads it.
  template <std::size_t size>
  static Origin unknown_until(const char (&decided_by)[size], FieldId field = FieldId::none) {
    Origin origin = literal(OriginKind::unknown, decided_by);
    origin.field = field;
    return origin;
  }

 private:
  struct Details;

  static Origin literal(OriginKind kind, const char* text) {
    Origin origin;
    origin.kind = kind;
    origin.details_ = {std::shared_ptr<const void>(), text};
    return origin;
  }
  static Origin detailed(OriginKind kind, Details details);
  bool is_literal() const { return details_.use_count() == 0; }
  const Details& details() const;

  /// `Details`; or the characters of a literal, which nobody owns.
  std::shared_ptr<const void> details_ = {};
};

/// A value with its reason. Without a value it is unknown, and the origin says what would decide
/// it.
template <class T>
struct Resolved {
  std::optional<T> value = {};
  Origin origin = {};

  bool known() const { return value.has_value(); }
  /// Known, and that.
  template <class Wanted = T>
  bool is(const Wanted& wanted) const {
    return value.has_value() && *value == wanted;
  }

  static Resolved unknown(std::string decided_by, FieldId field = FieldId::none) {
    return {std::nullopt, Origin::unknown_until(std::move(decided_by), field)};
  }
  /// A literal as `Origin::unknown_until` takes it.
  template <std::size_t size>
  static Resolved unknown(const char (&decided_by)[size], FieldId field = FieldId::none) {
    return {std::nullopt, Origin::unknown_until(decided_by, field)};
  }
};

/// The same with a text of its own, for what outlives the file that it stands in.
inline Resolved<std::string> owned(Resolved<std::string_view> view) {
  if (!view.known()) return {std::nullopt, std::move(view.origin)};
  return {std::string(*view.value), std::move(view.origin)};
}

}  // namespace ecac
