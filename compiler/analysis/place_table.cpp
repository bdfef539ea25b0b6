#include "compiler/analysis/place_table.h"

#include "compiler/support/path_text.h"

namespace ecac {

ShownPlace PlaceTable::find(Place place) const {
  ShownPlace shown;
  if (place.file == FileId::none) return shown;
  const std::string path = project_.sources().path(place.file);
  shown.file = project_.shown_path(path);
  // What is no part of the project and lies elsewhere is known by its name.
  if (!project_.has(place.file) && shown.file == path) shown.file = file_name(path);
  if (replaced_ != nullptr) {
    if (const auto position = replaced_->original_position(path, place.range)) {
      shown.line = position->line;
      shown.column = position->column;
      shown.variable = replaced_->original(path, place.range).variable;
      return shown;
    }
  }
  // What cannot be read is known as a whole.
  const auto text = project_.sources().get(place.file);
  const bool readable = text != nullptr && text->encoding() != TextEncoding::unsupported;
  const LineColumn position = readable ? text->lines().position(place.range.begin) : LineColumn();
  shown.line = position.line;
  shown.column = position.column;
  return shown;
}

}  // namespace ecac
