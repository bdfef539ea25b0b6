#include "compiler/rules/shared/replacement_offer.h"

#include <utility>
#include <variant>

#include "compiler/support/text/ascii.h"

namespace ecac {

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
  const ProjectSettings& settings = ctx.project().settings();
  if (!settings.takes_replacements || variable.empty()) return {};
  NewJsonValue entry{.kind = NewJsonValue::Kind::object};
  const auto add = [&](std::string_view key, std::string_view value) {
    entry.keys.emplace_back(key);
    entry.items.push_back({.text = std::string(value)});
  };
  add("filename", ctx.project().shown_path(file));
  add("stringToReplace", text);
  add("replaceWithEnv", variable);
  // Not as a list of one: of that g++ 12 says, wrongly, that it may be read before it is written.
  std::vector<FixOperation> operations;
  operations.emplace_back(AddJsonItems{{settings.project_file, "/replacements"}, {}});
  std::get<AddJsonItems>(operations.back()).items.push_back(std::move(entry));
  return operations;
}

}  // namespace ecac
