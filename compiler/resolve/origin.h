#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

/// A place in a file that is no part of the project: ecac.json.
struct OutsidePlace {
  std::string path = {};
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// The reason for one resolved value; every value of the resolved document has one, its own or that
/// of its nearest ancestor.
struct Origin {
  OriginKind kind = OriginKind::unknown;
  FieldId field = FieldId::none;       ///< the field that says it, or would
  Place place = {};                    ///< written
  Standing standing = Standing::none;  ///< defaulted: documented or observed
  OutsidePlace outside = {};           ///< configured
  std::vector<std::string> from = {};  ///< derived: JSON Pointers; without a leading `/` they start
                                       ///< at the app or credential that is being written
  std::string decided_by = {};         ///< unknown: what would decide it, a noun phrase

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
  static Origin derived_from(std::vector<std::string> from) {
    Origin origin;
    origin.kind = OriginKind::derived;
    origin.from = std::move(from);
    return origin;
  }
  static Origin unknown_until(std::string decided_by, FieldId field = FieldId::none) {
    Origin origin;
    origin.decided_by = std::move(decided_by);
    origin.field = field;
    return origin;
  }
};

/// A value with its reason. Without a value it is unknown, and the origin says what would decide
/// it.
template <class T>
struct Resolved {
  std::optional<T> value = {};
  Origin origin = {};

  bool known() const { return value.has_value(); }
  /// Known, and that.
  bool is(const T& wanted) const { return value.has_value() && *value == wanted; }

  static Resolved unknown(std::string decided_by, FieldId field = FieldId::none) {
    return {std::nullopt, Origin::unknown_until(std::move(decided_by), field)};
  }
};

}  // namespace ecac
