#include "compiler/query/completion/skeleton_items.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/diagnostics/fix.h"
#include "compiler/edit/element_print.h"
#include "compiler/emit/schema/schema_facts.h"
#include "compiler/query/completion/item_text.h"
#include "compiler/query/creation/new_file.h"
#include "compiler/schema/root_element.h"
#include "compiler/source/line_form.h"

namespace ecac {

namespace {

/// The elements that a record cannot do without, each with a stop.
std::string demanded(const RecordSchema& record, ApiVersion version, const std::string& indentation,
                     unsigned& number) {
  std::string out;
  for (const FieldSchema& field : record.fields) {
    if (!is_mandatory(field) || !is_in(version, field.since, field.until)) continue;
    out += fmt::format("\n{}<{}>", indentation, field.name);
    if (field.kind == FieldKind::complex && field.record != nullptr) {
      // One level is enough to begin with, and the schema has no more that is demanded.
      for (const FieldSchema& child : field.record->fields) {
        if (!is_mandatory(child) || !is_in(version, child.since, child.until)) continue;
        out +=
            fmt::format("\n{}    <{}>{}</{}>", indentation, child.name, stop(number++), child.name);
      }
      out += fmt::format("\n{}</{}>", indentation, field.name);
    } else {
      out += fmt::format("{}</{}>", stop(number++), field.name);
    }
  }
  return out;
}

std::string bare_file(const TypeSchema& type, ApiVersion version) {
  unsigned number = 1;
  const std::string inside = demanded(type.root, version, "    ", number);
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{0} xmlns=\"{1}\">{2}\n</{0}>\n",
                     root_element(type), kMetadataNamespace,
                     inside.empty() ? fmt::format("\n    {}", stop(number)) : inside);
}

/// Without the line of the declaration.
std::string_view behind_declaration(std::string_view text) {
  if (!text.starts_with("<?xml")) return text;
  const std::size_t line = text.find('\n');
  return line == std::string_view::npos ? text : text.substr(line + 1);
}

}  // namespace

void add_skeletons(const CompletionScope& scope, const XmlContext& context, CompletionList& list) {
  // A declaration stands at the very beginning or nowhere.
  std::string_view before = context.text().substr(0, context.replaced().begin);
  if (before.starts_with("\xEF\xBB\xBF")) before.remove_prefix(3);
  const bool declared = !before.empty();
  const bool opened = context.kind() == XmlContext::Kind::start && !context.replaced().empty() &&
                      context.text()[context.replaced().begin] == '<';
  const std::string line_end(line_end_of(context.text()));
  std::vector<std::pair<std::string, std::string>> files;  // title and snippet
  const TemplateNames names = names_for(scope.snapshot.project(), scope.type, scope.name);
  for (const FileTemplate* one : templates_for(scope.type)) {
    files.emplace_back(one->title, snippet_of(*one, names));
  }
  if (files.empty()) {
    files.emplace_back(fmt::format("{} with what it cannot do without", scope.type.name),
                       bare_file(scope.type, scope.version));
  }
  for (std::size_t i = 0; i < files.size(); ++i) {
    std::string_view text = files[i].second;
    if (declared) text = behind_declaration(text);
    while (text.ends_with('\n')) text.remove_suffix(1);
    CompletionItem item{.kind = CompletionItem::Kind::file, .label = files[i].first};
    item.detail = scope.type.name;
    item.documentation = scope.type.description;
    item.replaced = context.replaced();
    item.filter = fmt::format("{}{}", opened ? "<" : "", root_element(scope.type));
    item.sort = sort_key(0, i);
    item.preferred = i == 0;
    set_snippet(item, with_line_ends(text, line_end) + "$0");
    list.items.push_back(std::move(item));
  }
}

}  // namespace ecac
