#include "compiler/query/completion/value_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/query/completion/item_text.h"
#include "compiler/query/completion/name_items.h"
#include "compiler/query/completion/parameter_values.h"
#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/schema/field_ids.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

namespace {

/// The value, or the item of a list, that stands around the place.
struct TypedValue {
  TextRange replaced = {};
  std::string letters = {};           ///< before the place, decoded
  std::set<std::string> others = {};  ///< the other items of its list
  std::string before = {};            ///< blanks that the list has behind its commas
  std::string behind = {};            ///< an end tag that is not there
};

/// Reads the text around the place up to the markup on both sides.
class ValueReading {
 public:
  ValueReading(const XmlContext& context, const XmlPlace& place)
      : context_(context), field_(*place.field), text_(context.text()) {
    const XmlElement& element = context.scan().elements()[place.leaf];
    begin_ = element.start_tag.end;
    end_ = at32(std::min(text_.find('<', context.offset()), text_.size()));
    name_ = context.scan().name(place.leaf);
  }

  TypedValue read() const {
    TypedValue typed;
    const bool list = field_.list != ListSyntax::none;
    std::string_view separators = "\r\n";
    if (field_.list == ListSyntax::comma) separators = ",\r\n";
    if (field_.list == ListSyntax::space) separators = " \t\r\n";
    const std::uint32_t at = context_.offset();
    std::uint32_t begin = at;
    while (begin > begin_ && separators.find(text_[begin - 1]) == std::string_view::npos) --begin;
    std::uint32_t end = at;
    while (end < end_ && separators.find(text_[end]) == std::string_view::npos) ++end;
    while (begin < at && is_blank(text_[begin])) ++begin;
    while (end > at && is_blank(text_[end - 1])) --end;
    typed.replaced = {begin, end};
    decode_attribute_text(text_.substr(begin, at - begin), typed.letters);
    if (list) {
      note_others(typed);
    } else {
      typed.behind = missing_end();
    }
    return typed;
  }

 private:
  void note_others(TypedValue& typed) const {
    const std::string_view whole = text_.substr(begin_, end_ - begin_);
    for_each_item(whole, field_.list, [&](const ListItem& item) {
      const TextRange range = {begin_ + at32(item.begin), begin_ + at32(item.end)};
      const bool own = range.begin <= context_.offset() && context_.offset() <= range.end;
      if (own || item.text.empty()) return;
      std::string decoded;
      decode_attribute_text(item.text, decoded);
      typed.others.insert(decoded);
    });
    if (field_.list != ListSyntax::comma) return;
    // Only behind a comma, and as the other commas of the value have it.
    const std::uint32_t begin = typed.replaced.begin;
    if (begin == begin_ || text_[begin - 1] != ',') return;
    for (std::uint32_t i = begin_; i + 1 < end_; ++i) {
      if (text_[i] == ',' && i + 1 != begin) {
        if (text_[i + 1] == ' ') typed.before = " ";
        return;
      }
    }
    typed.before = " ";
  }

  /// Without one the value goes on into whatever comes.
  std::string missing_end() const {
    const std::string end = fmt::format("</{}", name_);
    return text_.substr(end_).starts_with(end) ? std::string() : end + ">";
  }

  const XmlContext& context_;
  const FieldSchema& field_;
  std::string_view text_;
  std::uint32_t begin_ = 0;
  std::uint32_t end_ = 0;
  std::string_view name_;
};

/// Makes items that replace the typed value.
class ValueOffers {
 public:
  ValueOffers(TypedValue typed, CompletionList& list) : typed_(std::move(typed)), list_(list) {}

  const std::string& letters() const { return typed_.letters; }
  bool has(std::string_view value) const { return typed_.others.contains(std::string(value)); }

  CompletionItem& add(CompletionItem::Kind kind, std::string_view value) {
    CompletionItem item{.kind = kind, .label = std::string(value)};
    item.replaced = typed_.replaced;
    item.text = item.plain = fmt::format("{}{}{}", typed_.before, escape_xml(value), typed_.behind);
    item.sort = sort_key(0, number_++);
    list_.items.push_back(std::move(item));
    return list_.items.back();
  }

 private:
  TypedValue typed_;
  CompletionList& list_;
  std::size_t number_ = 0;
};

void add_boolean(const FieldSchema& field, ValueOffers& offers) {
  for (const std::string_view word : {"true", "false"}) {
    CompletionItem& item = offers.add(CompletionItem::Kind::value, word);
    if (field.default_value && *field.default_value == word) item.detail = "default";
    item.topic = fmt::format("field:{}", static_cast<unsigned>(field.id));
  }
}

void add_listed(const CompletionScope& scope, const FieldSchema& field, ValueOffers& offers) {
  const bool scopes = field.values->has_runtime_names();
  for (const EnumValue* value : values_of(*field.values, scope.version)) {
    if (offers.has(value->name)) continue;
    CompletionItem& item =
        offers.add(scopes ? CompletionItem::Kind::scope : CompletionItem::Kind::value, value->name);
    item.documentation = value->description;
    if (scopes) item.detail = value->runtime;
    if (field.default_value && *field.default_value == value->name) item.detail = "default";
    item.topic = fmt::format("value:{}/{}", field.values->name, value->name);
  }
}

void add_numbers(const CompletionScope& scope, const FieldSchema& field, ValueOffers& offers) {
  for (const FieldSchema::Allowed& allowed : field.allowed) {
    if (!field.allows(allowed.value, scope.version)) continue;
    CompletionItem& item = offers.add(CompletionItem::Kind::value, std::to_string(allowed.value));
    if (field.default_value && *field.default_value == item.label) item.detail = "default";
  }
}

void add_names(const CompletionScope& scope, OfferedNames names, ValueOffers& offers,
               CompletionList& list) {
  list.is_incomplete = list.is_incomplete || names.more;
  for (OfferedName& one : names.names) {
    if (offers.has(one.name)) continue;
    CompletionItem& item = offers.add(CompletionItem::Kind::component, one.name);
    item.detail = scope.snapshot.schema().type(one.type).name;
    if (!one.remark.empty()) item.detail += fmt::format(", {}", one.remark);
    item.preferred = one.preferred;
    item.topic =
        fmt::format("component:{}/{}", scope.snapshot.schema().type(one.type).name, one.name);
  }
}

/// Of a manifest: the types that there are, and the components of the one that a block names.
void add_manifest(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place,
                  ValueOffers& offers, CompletionList& list) {
  namespace ids = fields::Package;
  const SchemaSet& schema = scope.snapshot.schema();
  if (place.field->id == ids::version) {
    const ApiVersion newest = schema.newest_version();
    for (const ApiVersion version : {scope.version, newest}) {
      const std::string text = fmt::format("{}.0", version);
      if (version == newest && scope.version == newest && !list.items.empty()) break;
      offers.add(CompletionItem::Kind::value, text).detail =
          version == scope.version ? "of this project" : "the newest";
    }
    return;
  }
  if (place.field->id == ids::types_name) {
    std::set<std::string_view> seen;
    for (const bool present : {true, false}) {
      for (const TypeSchema& type : schema.types()) {
        if (type.id == types::Package || type.suffix.empty()) continue;
        const bool has = !scope.snapshot.project().files_of(type.id).empty();
        if (has != present || !seen.insert(manifest_name(type)).second) continue;
        CompletionItem& item = offers.add(CompletionItem::Kind::value, manifest_name(type));
        item.documentation = type.description;
        item.preferred = has;
      }
    }
    return;
  }
  if (place.field->id != ids::types_members) return;
  const std::vector<SiblingElement> siblings = siblings_at(context, place);
  const std::string_view name = value_of(siblings, schema.field(ids::types_name).name);
  const TypeSchema* type = schema.find_type(name);
  if (type == nullptr) return;
  OfferedNames names = names_of_type(scope.snapshot, type->id, offers.letters());
  std::set<std::string_view> listed;
  for (const SiblingElement& sibling : siblings) {
    if (sibling.field == place.field && sibling.node != place.leaf) listed.insert(sibling.value);
  }
  std::erase_if(names.names, [&](const OfferedName& one) { return listed.contains(one.name); });
  if (type->wildcard == "true" && listed.empty()) {
    offers.add(CompletionItem::Kind::value, "*").detail = "all of the type";
  }
  add_names(scope, std::move(names), offers, list);
}

}  // namespace

void add_values(const CompletionScope& scope, const XmlContext& context, const XmlPlace& place,
                CompletionList& list) {
  if (place.field == nullptr || place.field->secret) return;
  const FieldSchema& field = *place.field;
  ValueOffers offers(ValueReading(context, place).read(), list);
  if (scope.type.id == types::Package) {
    add_manifest(scope, context, place, offers, list);
    if (!list.items.empty()) return;
  }
  if (field.kind == FieldKind::boolean) add_boolean(field, offers);
  if (field.values != nullptr) add_listed(scope, field, offers);
  if (!field.allowed.empty()) add_numbers(scope, field, offers);
  if (field.reference_type != TypeId::none) {
    add_names(scope, names_for_field(scope.snapshot, field, offers.letters()), offers, list);
  }
  for (const ParameterText& text : parameter_texts(scope, context, place)) {
    if (text.text.empty()) continue;
    offers.add(CompletionItem::Kind::parameter, text.text).documentation = text.description;
  }
  const bool has_default = field.default_value && !field.default_value->empty();
  if (list.items.empty() && has_default && field.list == ListSyntax::none) {
    offers.add(CompletionItem::Kind::value, *field.default_value).detail = "default";
  }
}

}  // namespace ecac
