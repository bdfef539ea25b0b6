#include "compiler/query/completion/completion.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/well_known_files.h"
#include "compiler/query/completion/configuration_items.h"
#include "compiler/query/completion/documentation.h"
#include "compiler/query/completion/element_items.h"
#include "compiler/query/completion/skeleton_items.h"
#include "compiler/query/completion/value_items.h"
#include "compiler/query/completion/xml_context.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac {

namespace {

struct FileInQuestion {
  TypeId type = TypeId::none;
  std::string name = {};  ///< of its component
};

/// What the file is by its name and its place, whether it is part of the project or not yet.
FileInQuestion file_at(const Snapshot& snapshot, const std::string& path) {
  const std::string_view name = file_name(path);
  if (name == "package.xml" || (name.starts_with("destructiveChanges") && name.ends_with(".xml"))) {
    return {types::Package, "package"};
  }
  const SchemaMatcher matcher(snapshot.schema());
  const std::string& root = snapshot.analysed().discovered().root;
  const std::string_view folder = parent_path(path);
  const std::string below(is_within(folder, root) ? relative_path(folder, root) : folder);
  const TypeMatch match = matcher.match(name, matcher.folder(below));
  if (match.kind != FileKind::component && match.kind != FileKind::wrong_suffix) return {};
  return {match.type, std::string(match.full_name)};
}

CompletionList in_xml(const CompletionScope& scope, const XmlContext& context) {
  using Kind = XmlContext::Kind;
  CompletionList list;
  const XmlPlace place = place_in(context, scope.type);
  switch (context.kind()) {
    case Kind::nothing: break;
    case Kind::start: add_skeletons(scope, context, list); break;
    case Kind::tag: add_elements(scope, context, place, list); break;
    case Kind::end_tag: add_closing_tags(context, list); break;
    case Kind::attributes: add_attributes(context, list); break;
    case Kind::content:
      if (place.field != nullptr) {
        add_values(scope, context, place, list);
      } else {
        add_elements(scope, context, place, list);
      }
      if (context.around() != kNoNode && context.scan().elements()[context.around()].mended) {
        add_closing_tags(context, list);
      }
      break;
  }
  return list;
}

}  // namespace

CompletionList completion(const Snapshot& snapshot, const std::string& path, std::string_view text,
                          std::uint32_t offset) {
  CompletionList list;
  if (file_name(path) == kConfigFileName) {
    list = configuration_items(snapshot, text, offset);
  } else {
    const FileInQuestion file = file_at(snapshot, path);
    if (file.type == TypeId::none) return list;
    const ApiVersion version = snapshot.project().api_version() != 0
                                   ? snapshot.project().api_version()
                                   : snapshot.schema().newest_version();
    const CompletionScope scope{snapshot, snapshot.schema().type(file.type), path, file.name,
                                version};
    list = in_xml(scope, XmlContext(text, offset));
  }
  std::ranges::stable_sort(list.items, {}, [](const CompletionItem& item) -> const std::string& {
    return item.sort.empty() ? item.label : item.sort;
  });
  return list;
}

void complete(const Snapshot& snapshot, CompletionItem& item) {
  std::string text = documentation_of(snapshot, item.topic);
  if (!text.empty()) item.documentation = std::move(text);
}

}  // namespace ecac
