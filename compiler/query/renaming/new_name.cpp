#include "compiler/query/renaming/new_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/values/component_name.h"
#include "compiler/secrets/placeholder.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// Characters that no name of a file may hold on some system.
constexpr std::string_view kNoFileName = "/\\:*?\"<>|";

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The types whose components must not share names with those of a type.
bool clash(const TypeSchema& a, const TypeSchema& b) {
  return a.clashing_type == b.id || b.clashing_type == a.id;
}

/// The component of the type that an org takes for one of the name: developer names are the same
/// in any letter case.
SymbolId same_name(const Project& project, TypeId type, std::string_view name,
                   std::string_view except) {
  const SymbolIndex& symbols = project.symbols();
  for (const FileId file : project.files_of(type)) {
    const SymbolId symbol = project.file(file).definition;
    if (symbol == SymbolId::none) continue;
    const std::string_view other = symbols.name(symbol);
    if (other != except && equal_ignoring_case(other, name)) return symbol;
  }
  return SymbolId::none;
}

}  // namespace

std::string spoken(const SchemaSet& schema, TypeId type, std::string_view name) {
  return fmt::format("{} `{}`", schema.type(type).name, name);
}

std::optional<std::string> fixed_name(const TypeSchema& type) {
  if (!type.file_name.empty()) {
    return fmt::format("{} is called as the platform calls it", type.name);
  }
  if (type.read != ReadDepth::fields && type.content_pair) {
    return fmt::format("{} has its name in its code, too; rename it there", type.name);
  }
  return std::nullopt;
}

std::optional<std::string> name_problem(const TypeSchema& type, std::string_view name) {
  if (name.empty()) return "a name is needed";
  if (!is_valid_utf8(name) || std::ranges::any_of(name, is_control)) {
    return "a name has no control characters";
  }
  if (has_placeholder(name)) {
    return fmt::format("`{}` holds a placeholder; a name has to be the same everywhere", name);
  }
  if (type.name_format == "developerName") {
    if (!namespace_of(name).empty()) {
      return fmt::format("`{}` has a namespace; write the name without it", name);
    }
    if (const std::string_view problem = api_name_problem(name); !problem.empty()) {
      return fmt::format("`{}` cannot be a name: it {}", name, problem);
    }
  } else {
    const bool trims = name.front() == ' ' || name.back() == ' ' || name.front() == '.';
    const bool encoded = type.name_format == "encoded";
    if (trims || (!encoded && name.find_first_of(kNoFileName) != std::string_view::npos)) {
      return fmt::format("`{}` cannot be the name of a file", name);
    }
  }
  const auto limit = static_cast<std::size_t>(std::max(type.name_max_length, 0));
  if (limit != 0 && characters_of(name) > limit) {
    return fmt::format("`{}` has {} characters; {} takes {}", name, characters_of(name), type.name,
                       limit);
  }
  return std::nullopt;
}

std::optional<std::string> name_conflict(const Project& project, const RenamedComponent& change) {
  const SchemaSet& schema = project.schema();
  const TypeSchema& type = schema.type(change.type);
  if (const SymbolId other = same_name(project, type.id, change.to, change.from);
      other != SymbolId::none) {
    const std::string_view name = project.symbols().name(other);
    return name == change.to
               ? fmt::format("there is a {} already", spoken(schema, type.id, name))
               : fmt::format("there is a {} already, and letter case tells no two names apart",
                             spoken(schema, type.id, name));
  }
  for (const TypeSchema& rival : schema.types()) {
    if (!clash(type, rival)) continue;
    if (const SymbolId other = same_name(project, rival.id, change.to, {});
        other != SymbolId::none) {
      return fmt::format("there is a {} already, and the two types share their names",
                         spoken(schema, rival.id, project.symbols().name(other)));
    }
  }
  if (project.is_known(type.id, change.to)) {
    return fmt::format("{} exists outside of this project", spoken(schema, type.id, change.to));
  }
  const SymbolId named = project.symbol(type.id, change.to);
  if (named != SymbolId::none && project.symbols().is_used(named) &&
      !equal_ignoring_case(change.from, change.to)) {
    const std::vector<UseSite> uses = project.uses(named);
    return fmt::format("{} is named in {} and means a component that is not in this project",
                       spoken(schema, type.id, change.to), project.shown_path(uses.front().file));
  }
  return std::nullopt;
}

std::string name_in_file(const TypeSchema& type, std::string_view full_name) {
  if (type.name_format != "encoded") return std::string(full_name);
  std::string encoded;
  for (const char c : full_name) {
    const bool plain = static_cast<unsigned char>(c) >= 0x80 || ascii::is_word(c) || c == ' ' ||
                       c == '-' || c == '.';
    if (plain) {
      encoded += c;
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return encoded;
}

}  // namespace ecac
