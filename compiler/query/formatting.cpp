#include "compiler/query/formatting.h"

#include <fmt/format.h>

#include "compiler/format/formatter.h"
#include "compiler/resolve/values/declared_markers.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

Result<std::vector<TextEdit>> formatting(const Snapshot& snapshot, FileId file,
                                         std::optional<TextRange> within) {
  const auto text = snapshot.text(file);
  const std::string path = snapshot.path(file);
  const std::string name(file_name(path));
  if (text == nullptr || !snapshot.project().has(file)) {
    return Error{fmt::format("`{}` is no metadata that ecac formats", name)};
  }
  const TypeId type = snapshot.facts(file).type();
  Formatter formatter(snapshot.schema());
  if (!formatter.formats(type)) {
    return Error{fmt::format("files like `{}` are not formatted", name)};
  }
  const DiscoveredProject& project = snapshot.analysed().discovered();
  const DeclaredMarkers markers(declared_replacements(project.project_file), project.root);
  const FindMarkers find = [&](std::string_view of) { return markers.find(path, of); };
  const FormattedText formatted = within ? formatter.format_range(text->text(), type, *within, find)
                                         : formatter.format(text->text(), type, find);
  if (formatted.refusal) {
    return Error{fmt::format("`{}` is not formatted, for it {}", name, formatted.refusal->why)};
  }
  return line_edits(text->text(), formatted.text);
}

}  // namespace ecac
