#include "compiler/emit/schema/schema_xsd.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/schema/root_element.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

constexpr std::string_view kHead =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
           xmlns:tns="http://soap.sforce.com/2006/04/metadata"
           targetNamespace="http://soap.sforce.com/2006/04/metadata"
           elementFormDefault="qualified">
)";

/// Every metadata type inherits this element; retrieve does not write it.
constexpr std::string_view kFullName = "fullName";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

/// A field that an identity constraint can point at: one element with text only.
bool holds_one_text(const FieldSchema& field) {
  return field.kind != FieldKind::complex && !field.repeated;
}

bool must_be_there(const FieldSchema& field) {
  return is_mandatory(field) && field.until == 0 && field.required_unless.empty();
}

std::string documentation(const FieldSchema& field) {
  std::string text(field.description);
  if (field.since != 0) text += fmt::format(". Since {}.0", field.since);
  if (field.until != 0) text += fmt::format(". Until {}.0", field.until);
  if (field.default_value) {
    text += fmt::format(". Default: {}", *field.default_value);
    if (field.default_standing != Standing::none) {
      text += fmt::format(" ({})", standing_word(field.default_standing));
    }
  }
  if (!field.reference.empty()) text += fmt::format(". Refers to {}", field.reference);
  return text;
}

class XsdWriter {
 public:
  explicit XsdWriter(const TypeSchema& type) : type_(type) {}

  std::string write() {
    out_ = kHead;
    open_element(
        fmt::format("xs:element name=\"{}\" type=\"tns:{}\"", root_element(type_), type_.name));
    document(type_.description);
    write_identity(type_.root, std::string(type_.name));
    close_element("xs:element");
    // A wildcard beside named elements would be ambiguous in XSD 1.0. So the elements of an open
    // type are global ones, which its wildcard finds.
    if (type_.root.open) {
      for (const FieldSchema& field : type_.root.fields) {
        write_element(field, std::string(type_.name), false);
      }
    }
    write_complex_type(type_.root, type_.name, true);
    std::vector<std::string_view> written;
    for (const RecordSchema& record : type_.records) {
      if (std::find(written.begin(), written.end(), record.name) != written.end()) continue;
      written.push_back(record.name);
      write_complex_type(record, record.name, false);
    }
    return out_ + "</xs:schema>\n";
  }

 private:
  void line(std::string_view text) {
    out_.append(2 * depth_, ' ');
    out_ += text;
    out_ += '\n';
  }
  void open_element(std::string_view tag) {
    line(fmt::format("<{}>", tag));
    ++depth_;
  }
  void close_element(std::string_view name) {
    --depth_;
    line(fmt::format("</{}>", name));
  }
  void document(std::string_view text) {
    if (text.empty()) return;
    line(fmt::format("<xs:annotation><xs:documentation>{}</xs:documentation></xs:annotation>",
                     escaped(text)));
  }

  void write_complex_type(const RecordSchema& record, std::string_view name, bool is_root) {
    open_element(fmt::format("xs:complexType name=\"{}\"", name));
    open_element("xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\"");
    if (record.open) {
      line("<xs:any namespace=\"##any\" processContents=\"lax\"/>");
    } else {
      if (is_root && record.find(kFullName) == nullptr) {
        line(fmt::format("<xs:element name=\"{}\" type=\"xs:string\"/>", kFullName));
      }
      for (const FieldSchema& field : record.fields) {
        write_element(field, std::string(name), true);
      }
    }
    close_element("xs:choice");
    close_element("xs:complexType");
  }

  void write_element(const FieldSchema& field, const std::string& owner, bool is_local) {
    // XSD forbids that a key points at an element that may be nil.
    const bool nillable = !is_mandatory(field);
    const std::string start = fmt::format("xs:element name=\"{}\"", field.name);
    const std::string end = nillable ? " nillable=\"true\"" : "";
    if (field.kind == FieldKind::complex) {
      const std::string type =
          field.record == nullptr ? "xs:anyType" : fmt::format("tns:{}", field.record->name);
      open_element(fmt::format("{} type=\"{}\"{}", start, type, end));
      document(documentation(field));
      if (field.record != nullptr && !field.record->open) {
        // Global elements and those of a record have their constraints named apart.
        write_identity(*field.record,
                       fmt::format("{}.{}{}", owner, field.name, is_local ? "" : ".global"));
      }
    } else {
      const std::string base = named_base(field);
      const bool named = facets(field).empty() && field.format != TextFormat::date_time;
      open_element(named ? fmt::format("{} type=\"{}\"{}", start, base, end) : start + end);
      document(documentation(field));
      if (!named) write_simple_type(field, base);
    }
    close_element("xs:element");
  }

  static std::string named_base(const FieldSchema& field) {
    switch (field.kind) {
      case FieldKind::boolean: return "xs:boolean";
      case FieldKind::integer: return "xs:int";
      case FieldKind::number: return "xs:double";
      case FieldKind::date: return "xs:date";
      case FieldKind::enumeration: return "xs:token";
      case FieldKind::string:
      case FieldKind::complex: break;
    }
    return has_closed_list(field) ? "xs:token" : "xs:string";
  }

  /// Lists in one text have separators, which XSD cannot split at.
  static bool has_closed_list(const FieldSchema& field) {
    return field.values != nullptr &&
           (field.kind == FieldKind::enumeration || field.values_ignore_case);
  }

  static std::string facet(std::string_view name, std::string_view value) {
    return fmt::format("<xs:{} value=\"{}\"/>", name, escaped(value));
  }

  static std::vector<std::string> facets(const FieldSchema& field) {
    std::vector<std::string> result;
    if (has_closed_list(field)) {
      for (const EnumValue& value : field.values->values) {
        result.push_back(value.description.empty()
                             ? facet("enumeration", value.name)
                             : fmt::format("<xs:enumeration value=\"{}\"><xs:annotation>"
                                           "<xs:documentation>{}</xs:documentation>"
                                           "</xs:annotation></xs:enumeration>",
                                           escaped(value.name), escaped(value.description)));
      }
    }
    if (field.kind == FieldKind::integer) {
      for (const FieldSchema::Allowed& value : field.allowed) {
        result.push_back(facet("enumeration", std::to_string(value.value)));
      }
    }
    if (field.limit_standing == Standing::unconfirmed) return result;
    if (field.min) result.push_back(facet("minInclusive", fmt::format("{}", *field.min)));
    if (field.max) result.push_back(facet("maxInclusive", fmt::format("{}", *field.max)));
    if (field.kind == FieldKind::string && field.max_length != 0 &&
        field.limit_standing == Standing::documented) {
      long long length = field.max_length;
      for (const long long tolerated : field.tolerated) length = std::max(length, tolerated);
      result.push_back(facet("maxLength", std::to_string(length)));
    }
    return result;
  }

  void write_simple_type(const FieldSchema& field, std::string_view base) {
    open_element("xs:simpleType");
    if (field.format == TextFormat::date_time) {
      line("<xs:union memberTypes=\"xs:dateTime xs:date\"/>");
      close_element("xs:simpleType");
      return;
    }
    const std::vector<std::string> more = exceptions(field);
    if (more.empty()) {
      write_restriction(base, facets(field));
    } else {
      open_element("xs:union");
      write_alternative(base, facets(field));
      write_alternative(base, more);
      close_element("xs:union");
    }
    close_element("xs:simpleType");
  }

  /// Facets of what is no error although it is not meant: numbers outside of the range that orgs
  /// are known to write, and values in another letter case or none. Editors propose none of them.
  static std::vector<std::string> exceptions(const FieldSchema& field) {
    std::vector<std::string> result;
    if (field.kind == FieldKind::integer) {
      for (const long long value : field.tolerated) {
        result.push_back(facet("enumeration", std::to_string(value)));
      }
    }
    if (field.values_ignore_case && has_closed_list(field)) {
      result.push_back(facet("pattern", ""));  // it is a text, after all
      for (const EnumValue& value : field.values->values) {
        result.push_back(facet("pattern", pattern_in_any_case(value.name)));
      }
    }
    return result;
  }

  static std::string pattern_in_any_case(std::string_view value) {
    std::string pattern;
    for (const char c : value) {
      const bool upper = ascii::is_capital(c);
      const bool lower = ascii::is_small(c);
      if (upper || lower) {
        const char other = static_cast<char>(c ^ 0x20);
        pattern += {'[', upper ? c : other, upper ? other : c, ']'};
      } else {
        if (std::string_view(".\\?*+{}()[]|-^").find(c) != std::string_view::npos) pattern += '\\';
        pattern += c;
      }
    }
    return pattern;
  }

  void write_alternative(std::string_view base, const std::vector<std::string>& lines) {
    open_element("xs:simpleType");
    write_restriction(base, lines);
    close_element("xs:simpleType");
  }

  void write_restriction(std::string_view base, const std::vector<std::string>& lines) {
    open_element(fmt::format("xs:restriction base=\"{}\"", base));
    for (const std::string& text : lines) line(text);
    close_element("xs:restriction");
  }

  /// A key for what must be there once, and 'unique' for what may be there once: a constraint
  /// whose field finds two elements is violated. A nil element satisfies 'unique'; libxml2 warns
  /// that it has "no precomputed value" for it.
  void write_identity(const RecordSchema& record, const std::string& owner) {
    if (&record == &type_.root && record.find(kFullName) == nullptr && !record.open) {
      write_constraint("unique", owner, kFullName, ".", {kFullName});
    }
    for (const FieldSchema& field : record.fields) {
      if (holds_one_text(field)) {
        write_constraint(must_be_there(field) ? "key" : "unique", owner, field.name, ".",
                         {field.name});
      } else if (!field.repeated) {
        write_single_record(field, owner);
      } else if (field.unique_key && !field.key.empty()) {
        write_constraint("unique", owner, fmt::format("{}.distinct", field.name),
                         fmt::format("tns:{}", field.name), field.key);
      }
    }
  }

  /// A complex element itself cannot be counted, but its children can.
  void write_single_record(const FieldSchema& field, const std::string& owner) {
    if (field.record == nullptr || field.record->open) return;
    const auto& children = field.record->fields;
    const auto needed = std::find_if(
        children.begin(), children.end(),
        [](const FieldSchema& child) { return holds_one_text(child) && must_be_there(child); });
    for (const FieldSchema& child : children) {
      if (needed != children.end() ? &child != &*needed : !holds_one_text(child)) continue;
      const bool key = needed != children.end() && must_be_there(field);
      const std::string path = fmt::format("{}/tns:{}", field.name, child.name);
      write_constraint(key ? "key" : "unique", owner,
                       fmt::format("{}.{}.one", field.name, child.name), ".", {path});
    }
  }

  void write_constraint(std::string_view kind, const std::string& owner, std::string_view name,
                        std::string_view selector, const std::vector<std::string_view>& fields) {
    std::string text = fmt::format("<xs:{} name=\"{}.{}\"><xs:selector xpath=\"{}\"/>", kind, owner,
                                   name, selector);
    for (const std::string_view field : fields) {
      text += fmt::format("<xs:field xpath=\"tns:{}\"/>", field);
    }
    line(fmt::format("{}</xs:{}>", text, kind));
  }

  const TypeSchema& type_;
  std::string out_;
  std::size_t depth_ = 1;
};

}  // namespace

std::string schema_xsd(const TypeSchema& type) {
  return XsdWriter(type).write();
}

}  // namespace ecac
