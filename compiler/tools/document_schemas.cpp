#include "compiler/tools/document_schemas.h"

#include <fmt/format.h>

#include <iterator>
#include <map>
#include <string_view>

#include "compiler/tools/input_error.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {

std::string document_schemas_source(const std::filesystem::path& schemas) {
  constexpr std::string_view kEnding = ".schema.json";
  std::map<std::string, std::filesystem::path> files;
  for (const std::string_view folder : {"config", "output"}) {
    for (const std::filesystem::path& file : files_below(schemas / folder, ".json")) {
      std::string name = file.filename().string();
      if (!name.ends_with(kEnding)) throw InputError(file, 1, "expected a name with .schema.json");
      name.resize(name.size() - kEnding.size());
      if (!files.emplace(name, file).second)
        throw InputError(file, 1, "a second schema of the name");
    }
  }
  std::string out =
      "// Generated from schemas/config and schemas/output.\n"
      "#include \"compiler/emit/schema/document_schemas.h\"\n\n#include <array>\n\n"
      "namespace ecac {\n\nusing namespace std::string_view_literals;\n\n";
  fmt::format_to(std::back_inserter(out),
                 "static constexpr std::array<DocumentSchema, {}> kDocumentSchemas = {{{{",
                 files.size());
  for (const auto& [name, file] : files) {
    fmt::format_to(std::back_inserter(out), "\n    {{\"{}\"sv, {}sv}},", name,
                   raw_literal(read_text_file(file)));
  }
  return out +
         "}};\n\nstd::span<const DocumentSchema> all_document_schemas() { return kDocumentSchemas; "
         "}\n\n}  // namespace ecac\n";
}

}  // namespace ecac::tools
