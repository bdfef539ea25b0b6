#include <algorithm>
#include <functional>

#include "compiler/syntax/xml_scanner_impl.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {
namespace {

// Up to so many, comparing each with each is quicker than a table.
constexpr std::size_t kFewNames = 12;

constexpr std::uint32_t kEmptySlot = 0xFFFFFFFF;

bool declares_namespace(std::string_view attribute) {
  return attribute.starts_with("xmlns") && (attribute.size() == 5 || attribute[5] == ':');
}

}  // namespace

/// Namespaces of the element just read and of its attributes, which are unique afterwards.
void XmlScanner::resolve_names(XmlElement& element, TextRange raw_name) {
  const auto id = static_cast<NodeId>(scan_.elements_.size() - 1);
  const std::size_t first = element.first_attribute;
  const std::size_t end = first + element.attribute_count;
  bool default_declared = false;
  bool any_prefixed = false;
  for (std::size_t i = first; i < end; ++i) {
    const std::string_view name = scan_.attributes_[i].name.in(text_);
    if (declares_namespace(name)) {
      declare(scan_.attributes_[i], id, default_declared);
    } else if (name.find(':') != std::string_view::npos) {
      any_prefixed = true;
    }
  }
  for (std::size_t i = first; any_prefixed && i < end; ++i) {
    XmlAttribute& attribute = scan_.attributes_[i];
    const std::string_view name = attribute.name.in(text_);
    const std::size_t colon = name.find(':');
    if (colon == std::string_view::npos || declares_namespace(name)) continue;
    attribute.namespace_id = resolve_prefix(attribute.name, colon, true);
    if (attribute.namespace_id != kUnbound) continue;
    add_repair(attribute.range, XmlRepair::Text::space);
    // What `xsi:nil` means is clear even where the declaration was forgotten.
    attribute.namespace_id =
        name.substr(0, colon) == "xsi" ? add_namespace(kXsiNamespace, {}) : kNoNamespace;
  }
  if (element.attribute_count > 1) drop_duplicates(element);

  const std::size_t colon = element.name.in(text_).find(':');
  if (colon == std::string_view::npos) {
    element.namespace_id = default_namespace_;
    return;
  }
  // A name with a colon too many has been reported as that.
  const bool report = element.name == raw_name;
  element.namespace_id = resolve_prefix(element.name, colon, report);
  if (element.namespace_id != kUnbound) return;
  element.namespace_id = kNoNamespace;
  const TextRange prefix{element.name.begin,
                         element.name.begin + static_cast<std::uint32_t>(colon)};
  add_repair({raw_name.end, raw_name.end}, XmlRepair::Text::declaration, prefix);
}

void XmlScanner::declare(const XmlAttribute& attribute, NodeId owner, bool& default_declared) {
  const std::string_view name = attribute.name.in(text_);
  std::string_view uri = attribute.value.in(text_);
  if (std::any_of(uri.begin(), uri.end(), [](char c) {
        return c == '&' || static_cast<unsigned char>(c) < 0x20 || (c & 0x80) != 0;
      })) {
    decode_attribute_text(uri, work_.decoded);
    uri = work_.decoded;
  }
  const bool reserved = uri == kXmlNamespace || uri == kXmlnsNamespace;
  if (name.size() == 5) {
    if (default_declared) return;
    default_declared = true;
    if (reserved) return refuse_declaration(Kind::reserved_namespace, attribute, owner);
    default_namespace_ = add_namespace(uri, attribute.value);
    return;
  }
  const std::string_view prefix = name.substr(6);
  if (prefix == "xml" && uri == kXmlNamespace) return;
  if (prefix == "xml" || prefix == "xmlns" || reserved) {
    return refuse_declaration(Kind::reserved_namespace, attribute, owner);
  }
  if (work_.prefixes[prefix_id(prefix)].owner == owner) return;
  if (uri.empty()) return refuse_declaration(Kind::empty_prefix_namespace, attribute, owner);
  bind_prefix(prefix, add_namespace(uri, attribute.value), owner);
}

void XmlScanner::bind_prefix(std::string_view prefix, std::uint32_t namespace_id, NodeId owner) {
  const std::uint32_t id = prefix_id(prefix);
  XmlPrefix& entry = work_.prefixes[id];
  work_.prefix_undo.push_back(
      {.prefix = id, .namespace_id = entry.namespace_id, .owner = entry.owner});
  entry.namespace_id = namespace_id;
  entry.owner = owner;
}

void XmlScanner::refuse_declaration(XmlBreakKind kind, const XmlAttribute& attribute,
                                    NodeId owner) {
  add_break(kind, attribute.name);
  add_repair(attribute.range, XmlRepair::Text::space);
  const std::string_view name = attribute.name.in(text_);
  if (name.size() == 5 || name == "xmlns:xml" || name == "xmlns:xmlns") return;
  bind_prefix(name.substr(6), kUnbound, owner);
  work_.prefixes[prefix_id(name.substr(6))].reported = true;
}

/// Equal namespaces have equal ids. `literal` is where the name stands in the text.
std::uint32_t XmlScanner::add_namespace(std::string_view uri, TextRange literal) {
  if (uri.empty()) return kNoNamespace;
  const std::size_t count = scan_.namespaces_.size();
  const bool indexed = count > kFewNames;
  const std::size_t hash = indexed ? std::hash<std::string_view>()(uri) : 0;
  if (!indexed) {
    for (std::uint32_t id = kXmlNamespaceId + 1; id < count; ++id) {
      if (scan_.uri(id) == uri) return id;
    }
  } else {
    if (work_.namespace_index.empty()) {
      for (std::uint32_t id = kXmlNamespaceId + 1; id < count; ++id) {
        work_.namespace_index.emplace(std::hash<std::string_view>()(scan_.uri(id)), id);
      }
    }
    auto [candidate, last] = work_.namespace_index.equal_range(hash);
    for (; candidate != last; ++candidate) {
      if (scan_.uri(candidate->second) == uri) return candidate->second;
    }
  }
  const auto id = static_cast<std::uint32_t>(count);
  if (literal.in(text_).data() == uri.data()) {
    scan_.namespaces_.push_back({.begin = literal.begin, .size = literal.size()});
  } else {
    scan_.namespaces_.push_back({.begin = static_cast<std::uint32_t>(scan_.namespace_text_.size()),
                                 .size = static_cast<std::uint32_t>(uri.size()),
                                 .decoded = true});
    scan_.namespace_text_.append(uri);
  }
  if (indexed) work_.namespace_index.emplace(hash, id);
  return id;
}

std::uint32_t XmlScanner::prefix_id(std::string_view prefix) {
  const auto next = static_cast<std::uint32_t>(work_.prefixes.size());
  if (next <= kFewNames) {
    for (std::uint32_t id = 0; id < next; ++id) {
      if (work_.prefixes[id].name == prefix) return id;
    }
  } else {
    if (work_.prefix_index.empty()) {
      for (std::uint32_t id = 0; id < next; ++id) {
        work_.prefix_index.emplace(work_.prefixes[id].name, id);
      }
    }
    auto [entry, added] = work_.prefix_index.try_emplace(prefix, next);
    if (!added) return entry->second;
  }
  work_.prefixes.push_back({.name = prefix, .namespace_id = kUnbound});
  return next;
}

/// Namespace of the prefix that ends at `colon` of `name`, or kUnbound, which is reported once for
/// each prefix.
std::uint32_t XmlScanner::resolve_prefix(TextRange name, std::size_t colon, bool report) {
  const std::string_view prefix = name.in(text_).substr(0, colon);
  if (prefix == "xml") return kXmlNamespaceId;
  XmlPrefix& entry = work_.prefixes[prefix_id(prefix)];
  if (entry.namespace_id == kUnbound && report && !entry.reported) {
    entry.reported = true;
    add_break(Kind::unbound_prefix, name);
  }
  return entry.namespace_id;
}

/// What makes an attribute unique beside its namespace id.
std::string_view XmlScanner::attribute_key(const XmlAttribute& attribute) const {
  const std::string_view name = attribute.name.in(text_);
  return attribute.namespace_id == kNoNamespace ? name : name.substr(name.find(':') + 1);
}

void XmlScanner::drop_duplicates(XmlElement& element) {
  XmlAttribute* const attributes = scan_.attributes_.data() + element.first_attribute;
  const std::uint32_t count = element.attribute_count;
  auto equal = [&](const XmlAttribute& a, const XmlAttribute& b) {
    return a.namespace_id == b.namespace_id && attribute_key(a) == attribute_key(b);
  };
  const bool few = count <= kFewNames;
  std::size_t mask = 0;
  if (!few) {
    std::size_t slots = 1;
    while (slots < std::size_t{count} * 2) slots *= 2;
    mask = slots - 1;
    work_.attribute_table.assign(slots, kEmptySlot);
  }
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < count; ++i) {
    const XmlAttribute& attribute = attributes[i];
    std::uint32_t same = kEmptySlot;
    if (few) {
      for (std::uint32_t k = 0; k < kept && same == kEmptySlot; ++k) {
        if (equal(attributes[k], attribute)) same = k;
      }
    } else {
      std::size_t slot = (std::hash<std::string_view>()(attribute_key(attribute)) +
                          attribute.namespace_id * std::size_t{0x9E3779B9}) &
                         mask;
      while (work_.attribute_table[slot] != kEmptySlot) {
        if (equal(attributes[work_.attribute_table[slot]], attribute)) {
          same = work_.attribute_table[slot];
          break;
        }
        slot = (slot + 1) & mask;
      }
      if (same == kEmptySlot) work_.attribute_table[slot] = kept;
    }
    if (same == kEmptySlot) {
      if (kept != i) attributes[kept] = attribute;
      ++kept;
    } else {
      add_break(Kind::duplicate_attribute, attribute.name, attributes[same].name);
      add_repair(attribute.range, XmlRepair::Text::space);
    }
  }
  element.attribute_count = kept;
  scan_.attributes_.resize(element.first_attribute + kept);
}

void XmlScanner::undo_prefixes(std::uint32_t mark) {
  while (work_.prefix_undo.size() > mark) {
    const XmlPrefixUndo& undo = work_.prefix_undo.back();
    work_.prefixes[undo.prefix].namespace_id = undo.namespace_id;
    work_.prefixes[undo.prefix].owner = undo.owner;
    work_.prefix_undo.pop_back();
  }
}

}  // namespace ecac
