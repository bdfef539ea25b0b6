#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/resolve/values/origin.h"

namespace ecac {

/// Where a value of a resolved project is. The names in it are those of docs/resolved-format.md.
struct ValuePath {
  /// A JSON Pointer (RFC 6901) into the resolved document: items of a list by position,
  /// `/apps/0/flows/guest/state`.
  std::string pointer = {};
  /// The same for every order of items: they go by their names, `apps/Portal/flows/guest/state`,
  /// and further ones of one name by `name#2`. Steps are escaped as in a pointer.
  std::string key = {};
  /// How reasons name the value: the pointer, but with the name of the app or credential in place
  /// of its position, `/apps/Portal/flows/guest/state`.
  std::string address = {};
  /// Address of the app or credential around it, or "": where relative ones of reasons begin.
  std::string scope = {};
};

/// A value without the secrets in it: null, a flag, a number, a text or a list of texts.
class ShownValue {
 public:
  using Data = std::variant<std::monostate, bool, long long, std::string, std::vector<std::string>>;

  ShownValue() = default;  ///< null
  ShownValue(bool flag) : data_(flag) {}
  ShownValue(long long number) : data_(number) {}
  ShownValue(std::string text);
  ShownValue(std::string_view text) : ShownValue(std::string(text)) {}
  ShownValue(const char* text) : ShownValue(std::string(text)) {}
  ShownValue(std::vector<std::string> texts);

  const Data& data() const { return data_; }
  friend bool operator==(const ShownValue&, const ShownValue&) = default;

 private:
  Data data_ = {};
};

/// Sees every value of a resolved project, what contains it before it. What it is given holds no
/// secrets, and is gone afterwards.
class ValueVisitor {
 public:
  virtual ~ValueVisitor() = default;

  /// Something with members, or without any.
  virtual void visit_object(const ValuePath& path) { static_cast<void>(path); }
  virtual void visit_list(const ValuePath& path) { static_cast<void>(path); }
  virtual void visit_value(const ValuePath& path, const ShownValue& value) {
    static_cast<void>(path);
    static_cast<void>(value);
  }
  /// A place that is a value itself.
  virtual void visit_place(const ValuePath& path, Place place) {
    static_cast<void>(path);
    static_cast<void>(place);
  }
  /// The reason for what was visited last at this path, and for all below that has none of its own.
  virtual void visit_reason(const ValuePath& path, const Origin& origin) {
    static_cast<void>(path);
    static_cast<void>(origin);
  }
  /// A text that is known to be nothing, which documents leave out.
  virtual void visit_nothing(const ValuePath& path, const Origin& origin) {
    static_cast<void>(path);
    static_cast<void>(origin);
  }

 protected:
  ValueVisitor() = default;
  ValueVisitor(const ValueVisitor&) = default;
  ValueVisitor& operator=(const ValueVisitor&) = default;
};

}  // namespace ecac
