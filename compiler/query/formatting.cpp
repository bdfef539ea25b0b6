#include "compiler/query/formatting.h"

#include <fmt/format.h>

#include "compiler/format/formatter.h"
#include "compiler/support/path_text.h"

namespace ecac {

Result<std::vector<TextEdit>> formatting(const Snapshot& snapshot, FileId file,
                                         std::optional<TextRange> within) {
  const auto text = snapshot.text(file);
  const std::string name(file_name(snapshot.path(file)));
  if (text == nullptr || !snapshot.project().has(file)) {
    return Error{fmt::format("`{}` is no metadata that ecac formats", name)};
  }
  const TypeId type = snapshot.facts(file).type();
  Formatter formatter(snapshot.schema());
  if (!formatter.formats(type)) {
    return Error{fmt::format("files like `{}` are not formatted", name)};
  }
  const FormattedText formatted = within ? formatter.format_range(text->text(), type, *within)
                                         : formatter.format(text->text(), type);
  if (formatted.refusal) {
    return Error{fmt::format("`{}` is not formatted: it {}", name, formatted.refusal->why)};
  }
  return line_edits(text->text(), formatted.text);
}

}  // namespace ecac
