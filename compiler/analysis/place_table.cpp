#include "compiler/analysis/place_table.h"

#include <algorithm>

#include "compiler/model/binder/facts_builder.h"
#include "compiler/source/decode.h"

namespace ecac {

ShownPlace PlaceTable::find(Place place) {
  ShownPlace shown;
  if (place.file == FileId::none) return shown;
  const ProjectFile& file = project_.file(place.file);
  shown.file = project_.shown_path(place.file);
  const std::uint32_t offset = place.range.begin;
  if (replaced_ != nullptr) {
    const std::string path = project_.path(place.file);
    if (const auto position = replaced_->original_position(path, place.range)) {
      shown.line = position->line;
      shown.column = position->column;
      shown.variable = replaced_->original(path, place.range).variable;
      return shown;
    }
  }
  if (file.facts.ascii()) {
    const auto starts = file.facts.line_starts();
    const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
    if (after == starts.begin()) return shown;
    shown.line = static_cast<std::uint32_t>(after - starts.begin());
    shown.column = offset - *(after - 1) + 1;
    return shown;
  }
  const auto [found, added] = read_.try_emplace(static_cast<std::uint32_t>(place.file));
  Lines& lines = found->second;
  if (added && files_.read(project_.path(place.file), lines.bytes, kLargestFile)) {
    lines.index.reset(decode_text(lines.bytes, lines.decoded).text);
  }
  const LineColumn position = lines.index.position(offset);
  shown.line = position.line;
  shown.column = position.column;
  return shown;
}

}  // namespace ecac
