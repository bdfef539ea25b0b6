#include "compiler/tools/file_templates.h"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <string_view>

#include "compiler/tools/input_error.h"
#include "compiler/tools/page_text.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {

namespace {

/// The rest of the first line, which begins with the key; takes the line away.
std::string_view take_line(std::string_view& text, std::string_view key,
                           const std::filesystem::path& file, std::size_t line) {
  const std::size_t end = text.find('\n');
  if (!text.starts_with(key) || end == std::string_view::npos) {
    throw InputError(file, line, fmt::format("expected `{}`", key));
  }
  const std::string_view rest = trimmed(text.substr(key.size(), end - key.size()));
  text.remove_prefix(end + 1);
  return rest;
}

}  // namespace

std::string file_templates_source(const std::filesystem::path& schemas) {
  std::string out =
      "// Generated from schemas/templates.\n"
      "#include \"compiler/edit/file_template.h\"\n\n#include <array>\n\n"
      "namespace ecac {\n\nusing namespace std::string_view_literals;\n\n";
  // By name and not by path, where a dash comes before the dot.
  std::map<std::string, std::filesystem::path> files;
  for (const std::filesystem::path& file : files_below(schemas / "templates", ".template")) {
    files.emplace(file.stem().string(), file);
  }
  std::string rows;
  for (const auto& [name, file] : files) {
    const std::string whole = read_text_file(file);
    std::string_view text = whole;
    const std::string_view type = take_line(text, "type:", file, 1);
    const std::string_view title = take_line(text, "title:", file, 2);
    if (!take_line(text, "---", file, 3).empty() || type.empty() || title.empty()) {
      throw InputError(file, 3, "expected `type:`, `title:` and `---`");
    }
    fmt::format_to(std::back_inserter(rows), "\n    {{{}sv, {}sv, {}sv, {}sv}},", raw_literal(name),
                   raw_literal(type), raw_literal(title), raw_literal(text));
  }
  fmt::format_to(std::back_inserter(out),
                 "static constexpr std::array<FileTemplate, {}> kFileTemplates = {{{{{}}}}};\n\n"
                 "std::span<const FileTemplate> all_file_templates() {{ return kFileTemplates; "
                 "}}\n\n}}  // namespace ecac\n",
                 files.size(), rows);
  return out;
}

}  // namespace ecac::tools
