#include "compiler/query/completion/element_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "compiler/emit/schema/schema_facts.h"
#include "compiler/query/completion/item_text.h"
#include "compiler/query/creation/new_file.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/root_element.h"
#include "compiler/source/line_form.h"

namespace ecac {

namespace {

/// A list that is longer is easier to read as a list of its own.
constexpr std::size_t kMostChoices = 16;

/// A record with what stands in it: which fields may be added.
class RecordRoom {
 public:
  RecordRoom(const SchemaSet& schema, const RecordSchema& record,
             const std::vector<SiblingElement>& siblings, ApiVersion version)
      : schema_(schema), record_(record), version_(version) {
    for (const SiblingElement& sibling : siblings) {
      if (sibling.field == nullptr) continue;
      Seen& seen = seen_[sibling.field];
      if (seen.count++ == 0) seen.value = sibling.value;
    }
  }

  bool takes(const FieldSchema& field) const {
    if (!is_in(version_, field.since, field.until) || field.internal || field.read_only) {
      return false;
    }
    const std::size_t count = count_of(field);
    if (!field.repeated && count != 0) return false;
    if (field.max_count != 0 && count >= static_cast<std::size_t>(field.max_count)) return false;
    return std::ranges::none_of(record_.constraints, [&](const Constraint& constraint) {
      return forbids(constraint, field);
    });
  }

  bool misses(const FieldSchema& field) const {
    if (count_of(field) != 0) return false;
    if (is_mandatory(field) && field.required_since <= version_ &&
        (field.required_unless.empty() || !has(field.required_unless))) {
      return true;
    }
    return std::ranges::any_of(record_.constraints, [&](const Constraint& constraint) {
      return constraint.kind == ConstraintKind::needs && speaks_of(constraint, field) &&
             holds(constraint);
    });
  }

 private:
  /// How often a field stands there, and what its first element says.
  struct Seen {
    std::size_t count = 0;
    std::string_view value = {};
  };

  std::size_t count_of(const FieldSchema& field) const {
    const auto found = seen_.find(&field);
    return found == seen_.end() ? 0 : found->second.count;
  }
  bool has(std::string_view name) const {
    const FieldSchema* field = record_.find(name);
    return field != nullptr && count_of(*field) != 0;
  }
  static bool speaks_of(const Constraint& constraint, const FieldSchema& field) {
    return std::ranges::find(constraint.fields, field.id) != constraint.fields.end();
  }

  /// What stands there, or what holds where nothing does; none if nobody knows.
  std::optional<std::string_view> text_of(FieldId id, bool with_default) const {
    const FieldSchema& field = schema_.field(id);
    if (const auto found = seen_.find(&field); found != seen_.end()) return found->second.value;
    if (with_default) return field.default_value;
    return std::nullopt;
  }
  bool is_one(FieldId id, const std::vector<std::string_view>& words, bool with_default) const {
    const std::optional<std::string_view> text = text_of(id, with_default);
    if (!text) return false;
    return std::ranges::any_of(words,
                               [&](std::string_view word) { return word == "*" || word == *text; });
  }
  bool holds(const Constraint& constraint) const {
    if (constraint.when == FieldId::none || !is_one(constraint.when, constraint.is, false)) {
      return false;
    }
    return std::ranges::all_of(constraint.also, [&](const Constraint::Condition& condition) {
      return is_one(condition.when, condition.is, true);
    });
  }
  bool forbids(const Constraint& constraint, const FieldSchema& field) const {
    if (!speaks_of(constraint, field)) return false;
    if (constraint.kind == ConstraintKind::excludes) return holds(constraint);
    if (constraint.kind != ConstraintKind::only_when) return false;
    const bool also = std::ranges::all_of(constraint.also, [&](const auto& condition) {
      return is_one(condition.when, condition.is, true);
    });
    return also && text_of(constraint.when, false) &&
           !is_one(constraint.when, constraint.is, false);
  }

  const SchemaSet& schema_;
  const RecordSchema& record_;
  std::map<const FieldSchema*, Seen> seen_ = {};
  ApiVersion version_;
};

/// Writes elements with their tab stops.
class ElementWriter {
 public:
  ElementWriter(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place)
      : scope_(scope), line_end_(line_end_of(context.text())) {
    const std::string_view text = context.text();
    const auto elements = context.scan().elements();
    for (NodeId node = 1; node < elements.size(); ++node) {
      const std::uint32_t begin = elements[node].start_tag.begin;
      if (elements[node].parent != 0 || !is_first_on_line(text, begin)) continue;
      const std::string_view blanks = indentation_of(text, begin);
      if (blanks.empty()) continue;
      unit_ = blanks;
      break;
    }
    const std::string_view qualified =
        place.holder == kNoNode ? std::string_view() : context.scan().name(place.holder);
    const std::size_t colon = qualified.find(':');
    if (colon != std::string_view::npos) prefix_ = qualified.substr(0, colon + 1);
    indentation_ = indentation_of(text, context.replaced().begin);
  }

  std::string_view prefix() const { return prefix_; }

  /// The whole element; what is inside begins with the stop of that number.
  std::string element(const FieldSchema& field) {
    next_stop_ = 1;
    return write(field, indentation_) + "$0";
  }

 private:
  std::string write(const FieldSchema& field, const std::string& indentation) {
    const std::string name = fmt::format("{}{}", prefix_, field.name);
    if (field.kind != FieldKind::complex) {
      return fmt::format("<{0}>{1}</{0}>", name, value(field));
    }
    const std::string inner = indentation + unit_;
    std::string out = fmt::format("<{}>", name);
    bool any = false;
    if (field.record != nullptr) {
      for (const FieldSchema& child : field.record->fields) {
        if (!is_mandatory(child) || !is_in(scope_.version, child.since, child.until)) continue;
        if (child.kind == FieldKind::complex) continue;
        out += fmt::format("{}{}{}", line_end_, inner, write(child, inner));
        any = true;
      }
    }
    if (!any) out += fmt::format("{}{}{}", line_end_, inner, stop(next_stop_++));
    return out + fmt::format("{}{}</{}>", line_end_, indentation, name);
  }

  std::string value(const FieldSchema& field) {
    const unsigned number = next_stop_++;
    if (field.secret) return stop(number);
    if (field.kind == FieldKind::boolean) {
      constexpr std::string_view kBooleans[] = {"true", "false"};
      return choice(number, kBooleans);
    }
    if (field.values != nullptr && field.list == ListSyntax::none) {
      std::vector<std::string_view> words;
      for (const EnumValue* one : values_of(*field.values, scope_.version)) {
        words.push_back(one->name);
      }
      if (!words.empty() && words.size() <= kMostChoices) return choice(number, words);
      return stop(number);
    }
    if (field.reference_type == types::ExternalClientApplication) {
      return stop(number, app_in_name(scope_.type, scope_.name));
    }
    if (field.name == "label" && !scope_.type.name_ending.empty()) {
      return stop(number, scope_.name);
    }
    if (field.default_value && field.list == ListSyntax::none) {
      return stop(number, *field.default_value);
    }
    return stop(number);
  }

  const CompletionScope& scope_;
  std::string line_end_;
  std::string unit_ = "    ";
  std::string indentation_;
  std::string prefix_;
  unsigned next_stop_ = 1;
};

/// The names of the siblings around the place, between which an element would stand in order.
struct Neighbours {
  std::string_view before = {};
  std::string_view behind = {};
  bool between(std::string_view name) const {
    return (before.empty() || before <= name) && (behind.empty() || name <= behind);
  }
};

Neighbours neighbours_at(const XmlContext& context, const std::vector<SiblingElement>& siblings) {
  Neighbours found;
  for (const SiblingElement& sibling : siblings) {
    if (sibling.field == nullptr) continue;
    const XmlElement& element = context.scan().elements()[sibling.node];
    if (element.start_tag.begin < context.replaced().begin) {
      found.before = sibling.field->name;
    } else if (found.behind.empty()) {
      found.behind = sibling.field->name;
    }
  }
  return found;
}

}  // namespace

void add_elements(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place,
                  CompletionList& list) {
  if (place.record == nullptr) return;
  const std::vector<SiblingElement> siblings = siblings_at(context, place);
  const RecordRoom room(scope.snapshot.schema(), *place.record, siblings, scope.version);
  const Neighbours neighbours = neighbours_at(context, siblings);
  ElementWriter writer(scope, context, place);
  const bool opened = context.kind() == XmlContext::Kind::tag;
  std::size_t number = 0;
  for (const FieldSchema& field : place.record->fields) {
    ++number;
    if (!room.takes(field)) continue;
    CompletionItem item{.kind = CompletionItem::Kind::element};
    item.label = field.name;
    item.detail = kind_word(field);
    item.documentation = field.description;
    item.replaced = context.replaced();
    item.deprecated = field.deprecated;
    item.topic = fmt::format("field:{}", static_cast<unsigned>(field.id));
    const bool missing = room.misses(field);
    if (missing) item.detail += ", required";
    const std::string name = fmt::format("{}{}", writer.prefix(), field.name);
    if (context.has_partner()) {
      item.text = item.plain = name;
      if (!context.partner().empty()) item.also.push_back({context.partner(), name});
    } else {
      set_snippet(item, writer.element(field));
      item.filter = fmt::format("{}{}", opened ? "<" : "", name);
    }
    const unsigned group = field.deprecated                 ? 3
                           : missing                        ? 0
                           : neighbours.between(field.name) ? 1
                                                            : 2;
    item.sort = sort_key(group, number);
    list.items.push_back(std::move(item));
  }
}

void add_closing_tags(const XmlContext& context, CompletionList& list) {
  const XmlScan& scan = context.scan();
  const bool typed = context.kind() == XmlContext::Kind::end_tag;
  std::set<std::string_view> seen;
  std::size_t number = 0;
  for (NodeId node = context.around(); node != kNoNode; node = scan.elements()[node].parent) {
    if (!seen.insert(scan.name(node)).second) continue;
    CompletionItem item{.kind = CompletionItem::Kind::closing};
    item.label = fmt::format("</{}>", scan.name(node));
    item.text = item.plain = item.label;
    item.replaced = typed ? context.replaced() : TextRange{context.offset(), context.offset()};
    item.sort = sort_key(typed ? 0 : 5, number);
    item.preferred = number == 0;
    ++number;
    list.items.push_back(std::move(item));
    if (!typed) return;
  }
}

void add_attributes(const XmlContext& context, CompletionList& list) {
  const XmlScan& scan = context.scan();
  const bool at_root = context.around() == kNoNode;
  if (!at_root) return;
  for (const XmlAttribute& attribute : scan.attributes()) {
    const bool is_namespace = attribute.name.in(scan.text()) == "xmlns";
    if (is_namespace) return;
  }
  std::uint32_t begin = context.offset();
  const std::string_view text = context.text();
  while (begin > 0 && text[begin - 1] >= 'a' && text[begin - 1] <= 'z') --begin;
  CompletionItem item{.kind = CompletionItem::Kind::value};
  item.label = "xmlns";
  item.detail = "the namespace of all metadata";
  item.text = item.plain = fmt::format("xmlns=\"{}\"", kMetadataNamespace);
  item.replaced = {begin, context.offset()};
  item.preferred = true;
  list.items.push_back(std::move(item));
}

}  // namespace ecac
