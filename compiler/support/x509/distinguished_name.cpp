#include "compiler/support/x509/distinguished_name.h"

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/support/x509/attribute_names.h"
#include "compiler/support/x509/directory_string.h"
#include "compiler/support/x509/object_identifier.h"

namespace ecac::x509 {

namespace {

/// `CN=portal.example.com`.
struct Attribute {
  std::string text = {};
  bool joined = false;  ///< to the one before it, in one part of the name
};

/// SEQUENCE { type OBJECT IDENTIFIER, value ANY }
std::optional<std::string> attribute_text(std::string_view contents) {
  DerReader in(contents);
  const std::optional<DerElement> type = in.next(DerTag::object_identifier);
  if (!type) return std::nullopt;
  const std::optional<DerElement> value = in.next();
  if (!value || !is_sound(*value) || !in.at_end()) return std::nullopt;
  std::optional<std::string> text;
  if (is_text(value->tag)) {
    text = text_of(*value);
    if (!text) return std::nullopt;
  }
  const std::string number = dotted(type->contents);
  const std::string_view name = attribute_name(number);
  // What nobody knows the type of is shown by its bytes, whatever it seems to be.
  if (name.empty()) return number + '=' + shown_bytes(value->whole);
  return std::string(name) + '=' + (text ? escaped(*text) : shown_bytes(value->whole));
}

}  // namespace

std::optional<std::string> read_name(DerReader& in) {
  const std::optional<DerElement> name = in.next(DerTag::sequence);
  if (!name) return std::nullopt;
  std::vector<Attribute> attributes;
  DerReader parts(name->contents);
  while (const std::optional<DerElement> part = parts.next(DerTag::set)) {
    DerReader values(part->contents);
    bool joined = false;
    while (const std::optional<DerElement> value = values.next(DerTag::sequence)) {
      std::optional<std::string> text = attribute_text(value->contents);
      if (!text) return std::nullopt;
      attributes.push_back({std::move(*text), joined});
      joined = true;
    }
    if (!values.at_end()) return std::nullopt;
  }
  if (!parts.at_end()) return std::nullopt;
  std::string written;
  for (std::size_t i = attributes.size(); i > 0; --i) {
    written += attributes[i - 1].text;
    if (i > 1) written += attributes[i - 1].joined ? '+' : ',';
  }
  return written;
}

}  // namespace ecac::x509
