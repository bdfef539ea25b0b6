#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/format/formatter.h"
#include "tests/fuzz/promises.h"

namespace {

using namespace ecac;
using fuzz::demand;

/// The type that a root element speaks of; the first one for any other text.
TypeId type_of(std::string_view text, const Formatter& formatter) {
  const auto types = SchemaSet::embedded()->types();
  TypeId first = TypeId::none;
  for (const TypeSchema& type : types) {
    if (!formatter.formats(type.id)) continue;
    if (first == TypeId::none) first = type.id;
    if (text.find("<" + std::string(type.name)) != std::string_view::npos) return type.id;
  }
  return first;
}

}  // namespace

// Any text is formatted or refused with a reason in it; never because of a mistake of ours. What is
// formatted stays so, and line edits lead to it. The same holds for a range, which the first two
// bytes choose.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Formatter formatter(*SchemaSet::embedded());
  if (size < 3) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  const TypeId type = type_of(text, formatter);

  const auto demand_whole = [&](const FormattedText& result) {
    if (!result.refusal) return;
    demand(!result.refusal->internal, result.refusal->why);
    demand(!result.refusal->why.empty(), "a refusal without a reason");
    demand(result.refusal->place.end <= text.size(), "a refusal outside of the text");
    demand(result.text.empty(), "a text that is refused");
  };
  const FormattedText whole = formatter.format(text, type);
  demand_whole(whole);
  if (!whole.refusal) {
    demand(formatter.format(whole.text, type).text == whole.text, "a second time changes a text");
    std::string edited;
    std::size_t at = 0;
    for (const TextEdit& edit : line_edits(text, whole.text)) {
      demand(edit.range.begin >= at && edit.range.end <= text.size(), "edits out of order");
      edited += text.substr(at, edit.range.begin - at);
      edited += edit.text;
      at = edit.range.end;
    }
    edited += text.substr(at);
    demand(edited == whole.text, "edits lead elsewhere");
  }
  const auto begin = static_cast<std::uint32_t>(data[0] * text.size() / 256);
  const auto end = static_cast<std::uint32_t>(begin + data[1] * (text.size() - begin) / 256);
  demand_whole(formatter.format_range(text, type, {begin, end}));
  return 0;
}
