#include "compiler/rules/shared/replacement_offer.h"

#include <fmt/format.h>

#include "compiler/support/text/ascii.h"

namespace ecac {

static std::string as_json_text(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      quoted += '\\';
      quoted += c;
    } else if (code < 0x20) {
      quoted += fmt::format("\\u{:04x}", code);
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string variable_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (ascii::is_letter_or_digit(c)) {
      name += ascii::to_upper(c);
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  if (name.ends_with('_')) name.pop_back();
  return name;
}

std::vector<FixOperation> add_replacement(const RuleContext& ctx, FileId file,
                                          std::string_view text, std::string_view variable) {
  const ReplacementsEnd& end = ctx.project().settings().replacements_end;
  if (end.place.file == FileId::none || variable.empty()) return {};
  const std::string entry = fmt::format(
      "{{\n      \"filename\": {},\n      \"stringToReplace\": {},\n      \"replaceWithEnv\": "
      "{}\n    }}",
      as_json_text(ctx.project().shown_path(file)), as_json_text(text), as_json_text(variable));
  std::string added = end.after_entry ? "," : "";
  added += end.has_list ? fmt::format("\n    {}", entry)
                        : fmt::format("\n  \"replacements\": [\n    {}\n  ]", entry);
  if (!end.after_entry) added += end.has_list ? "\n  " : "\n";
  return {EditOperation{end.place, std::move(added)}};
}

}  // namespace ecac
