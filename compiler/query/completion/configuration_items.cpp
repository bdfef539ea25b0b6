#include "compiler/query/completion/configuration_items.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/edit/element_print.h"
#include "compiler/edit/file_template.h"
#include "compiler/emit/text/json_writer.h"
#include "compiler/query/completion/item_text.h"
#include "compiler/query/completion/json_context.h"
#include "compiler/query/completion/name_items.h"
#include "compiler/query/place/config_place.h"
#include "compiler/schema/field_ids.h"
#include "compiler/source/line_form.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

namespace {

using Schemas = std::vector<const JsonValue*>;

std::string_view text_of(const JsonValue* value) {
  return value != nullptr && value->kind == JsonKind::string ? std::string_view(value->text)
                                                             : std::string_view();
}

std::string_view description_of(const Schemas& schemas) {
  for (const JsonValue* schema : schemas) {
    if (const std::string_view text = text_of(schema->find("description")); !text.empty()) {
      return text;
    }
  }
  return {};
}

std::string_view type_of(const Schemas& schemas) {
  for (const JsonValue* schema : schemas) {
    if (const std::string_view text = text_of(schema->find("type")); !text.empty()) return text;
    if (schema->find("enum") != nullptr) return "string";
  }
  return {};
}

/// The words of a closed list, each once.
std::vector<std::string_view> words_of(const Schemas& schemas) {
  std::vector<std::string_view> words;
  for (const JsonValue* schema : schemas) {
    const JsonValue* list = schema->find("enum");
    if (list == nullptr) continue;
    for (const JsonValue& word : list->items) {
      if (word.kind == JsonKind::string && std::ranges::find(words, word.text) == words.end()) {
        words.push_back(word.text);
      }
    }
  }
  return words;
}

bool is_selector(const Schemas& schemas) {
  return std::ranges::any_of(schemas, [](const JsonValue* schema) {
    return text_of(schema->find("$ref")) == "#/$defs/selector";
  });
}

std::string in_quotes(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

/// What a value begins as, with a stop in it.
std::string value_snippet(const Schemas& schemas) {
  const std::vector<std::string_view> words = words_of(schemas);
  if (!words.empty() && words.size() < 10) {
    std::string list;
    for (const std::string_view word : words) {
      if (!list.empty()) list += ',';
      list += escape_choice(word);
    }
    return fmt::format("\"${{1|{}|}}\"", list);
  }
  const std::string_view type = type_of(schemas);
  if (type == "object") return "{$1}";
  if (type == "array") return "[$1]";
  if (type == "boolean") return "${1|true,false|}";
  if (type == "integer") return "$1";
  return "\"$1\"";
}

/// Makes items that replace the typed word.
class ConfigurationOffers {
 public:
  ConfigurationOffers(const Snapshot& snapshot, const JsonContext& context)
      : snapshot_(snapshot), context_(context) {
    const auto& there = context.kind == JsonContext::Kind::key ? context.keys : context.items;
    seen_.insert(there.begin(), there.end());
  }

  CompletionList take() { return std::move(list_); }

  void add_keys() {
    const Schemas around = config_schemas(context_.path);
    for (const JsonValue* schema : around) {
      const JsonValue* properties = schema->find("properties");
      if (properties == nullptr || properties->kind != JsonKind::object) continue;
      const bool rules = properties->find("ALL") != nullptr;
      if (rules) continue;  // the rules themselves know more
      for (const JsonKey& key : properties->keys) add_key(key.text);
    }
    const std::string_view last =
        context_.path.empty() ? std::string_view() : std::string_view(context_.path.back());
    if (last == "rules" || last == "suppress") add_rules(true);
    if (context_.path.size() != 1) return;
    if (last == "apps") add_named({types::ExternalClientApplication});
    if (last == "credentials") {
      add_named(
          {types::NamedCredential, types::ExternalCredential, types::ExternalAuthIdentityProvider});
    }
  }

  void add_values() {
    const Schemas schemas = config_schemas(context_.path);
    if (is_selector(schemas)) return add_rules(false);
    for (const std::string_view word : words_of(schemas)) {
      CompletionItem* item = add(CompletionItem::Kind::value, word, in_quotes(word));
      if (item != nullptr) item->documentation = description_of(schemas);
    }
    if (type_of(schemas) == "boolean") {
      for (const std::string_view word : {"true", "false"}) {
        add(CompletionItem::Kind::value, word, std::string(word));
      }
    }
    const std::string_view key = key_of_value();
    if (key == "known" || key == "noOverwrite" || key == "component") add_components();
    if (key == "guestProfile") add_profiles();
  }

 private:
  std::string_view key_of_value() const {
    for (auto part = context_.path.rbegin(); part != context_.path.rend(); ++part) {
      if (*part != "[]") return *part;
    }
    return {};
  }

  /// Null if it is there already.
  CompletionItem* add(CompletionItem::Kind kind, std::string_view label, std::string text) {
    if (!seen_.insert(std::string(label)).second) return nullptr;
    CompletionItem item{.kind = kind, .label = std::string(label)};
    item.replaced = context_.replaced;
    item.text = item.plain = std::move(text);
    item.filter = context_.quoted ? in_quotes(label) : item.label;
    item.sort = sort_key(0, number_++);
    list_.items.push_back(std::move(item));
    return &list_.items.back();
  }

  /// `named` is a key that anybody may choose: what it takes is the same for all of them.
  CompletionItem* add_key(std::string_view key, bool named = false) {
    CompletionItem* item = add(CompletionItem::Kind::key, key, in_quotes(key));
    if (item == nullptr) return nullptr;
    if (!named) {
      std::vector<std::string> path = context_.path;
      path.emplace_back(key);
      const Schemas schemas = config_schemas(path);
      item->documentation = description_of(schemas);
      item->detail = type_of(schemas);
      take_value(*item, key, value_snippet(schemas));
      return item;
    }
    if (!named_value_) {
      std::vector<std::string> path = context_.path;
      path.emplace_back();
      named_value_ = value_snippet(config_schemas(path));
    }
    take_value(*item, key, *named_value_);
    return item;
  }

  void take_value(CompletionItem& item, std::string_view key, const std::string& value) const {
    if (context_.has_colon) return;
    set_snippet(item, fmt::format("{}: {}$0", escape_snippet(in_quotes(key)), value));
  }

  void add_rules(bool keys) {
    std::set<std::string_view> families;
    for (const RuleInfo& rule : all_rules()) {
      for (const std::string_view word : {rule.code, rule.name}) {
        CompletionItem* item =
            keys ? add_key(word, true) : add(CompletionItem::Kind::rule, word, in_quotes(word));
        if (item == nullptr) continue;
        item->kind = CompletionItem::Kind::rule;
        item->detail = word == rule.code ? rule.name : rule.code;
        item->documentation = rule.summary;
        item->topic = fmt::format("rule:{}", rule.code);
      }
      families.insert(rule.family());
    }
    families.insert("ALL");
    for (const std::string_view family : families) {
      CompletionItem* item =
          keys ? add_key(family, true) : add(CompletionItem::Kind::rule, family, in_quotes(family));
      if (item == nullptr) continue;
      item->kind = CompletionItem::Kind::rule;
      item->detail = family == "ALL" ? "all rules" : "a family of rules";
    }
  }

  void add_named(std::initializer_list<TypeId> types) {
    for (const TypeId type : types) {
      OfferedNames names = names_of_type(snapshot_, type, context_.letters);
      list_.is_incomplete = list_.is_incomplete || names.more;
      for (const OfferedName& one : names.names) {
        CompletionItem* item = add_key(one.name, true);
        if (item == nullptr) continue;
        item->kind = CompletionItem::Kind::component;
        item->detail = snapshot_.schema().type(type).name;
        item->topic = fmt::format("component:{}/{}", item->detail, one.name);
      }
    }
  }

  /// `Type:Name`: the types until a colon is typed, then the names.
  void add_components() {
    const std::size_t colon = context_.letters.find(':');
    if (colon == std::string::npos) {
      for (const TypeSchema& type : snapshot_.schema().types()) {
        if (snapshot_.project().files_of(type.id).empty()) continue;
        CompletionItem* item = add(CompletionItem::Kind::component, fmt::format("{}:", type.name),
                                   in_quotes(fmt::format("{}:", type.name)));
        if (item != nullptr) item->documentation = type.description;
      }
      list_.is_incomplete = true;
      return;
    }
    const TypeSchema* type =
        snapshot_.schema().find_type(std::string_view(context_.letters).substr(0, colon));
    if (type == nullptr) return;
    OfferedNames names =
        names_of_type(snapshot_, type->id, std::string_view(context_.letters).substr(colon + 1));
    list_.is_incomplete = list_.is_incomplete || names.more;
    for (const OfferedName& one : names.names) {
      const std::string text = fmt::format("{}:{}", type->name, one.name);
      CompletionItem* item = add(CompletionItem::Kind::component, text, in_quotes(text));
      if (item != nullptr) item->topic = fmt::format("component:{}/{}", type->name, one.name);
    }
  }

  void add_profiles() {
    const FieldSchema& field = snapshot_.schema().field(fields::CustomSite::guestProfile);
    OfferedNames names = names_for_field(snapshot_, field, context_.letters);
    list_.is_incomplete = list_.is_incomplete || names.more;
    for (const OfferedName& one : names.names) {
      CompletionItem* item = add(CompletionItem::Kind::component, one.name, in_quotes(one.name));
      if (item != nullptr) item->detail = snapshot_.schema().type(types::Profile).name;
    }
  }

  const Snapshot& snapshot_;
  const JsonContext& context_;
  CompletionList list_;
  std::set<std::string> seen_;  ///< what is there, or offered
  std::optional<std::string> named_value_ = {};
  std::size_t number_ = 0;
};

bool is_blank_text(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// A file to begin with.
CompletionList new_configuration(std::string_view text, std::uint32_t offset) {
  CompletionList list;
  for (const FileTemplate& one : all_file_templates()) {
    if (one.type != "ecac.json") continue;
    CompletionItem item{.kind = CompletionItem::Kind::file, .label = std::string(one.title)};
    item.replaced = {offset, offset};
    std::string snippet = snippet_of(one, {});
    while (snippet.ends_with('\n')) snippet.pop_back();
    set_snippet(item, with_line_ends(snippet, line_end_of(text)) + "$0");
    item.filter = "{";
    item.preferred = true;
    list.items.push_back(std::move(item));
  }
  return list;
}

}  // namespace

CompletionList configuration_items(const Snapshot& snapshot, std::string_view text,
                                   std::uint32_t offset) {
  offset = std::min(offset, static_cast<std::uint32_t>(text.size()));
  if (is_blank_text(text)) return new_configuration(text, offset);
  const JsonContext context = json_context(text, offset);
  ConfigurationOffers offers(snapshot, context);
  if (context.kind == JsonContext::Kind::key) offers.add_keys();
  if (context.kind == JsonContext::Kind::value) offers.add_values();
  return offers.take();
}

}  // namespace ecac
