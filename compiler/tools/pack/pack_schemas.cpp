// Loads schemas/, whose errors end the build, and writes the set as a source file of packed bytes.

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <iterator>
#include <string>
#include <vector>

#include "compiler/schema/packed/packed_schema.h"
#include "compiler/tools/text_files.h"

namespace ecac::tools {
namespace {

/// String literals of one line each; octal, for a hexadecimal escape would go on into the text.
std::string escaped_literal(std::string_view bytes) {
  constexpr std::size_t kLine = 120;
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i % kLine == 0) out += i == 0 ? "\n    \"" : "\"\n    \"";
    const char c = bytes[i];
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '?';
    if (plain) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "\\{:03o}", static_cast<unsigned char>(c));
    }
  }
  return bytes.empty() ? "\"\"" : out + "\"";
}

std::string packed_source(const SchemaSet& set) {
  const PackedSchema::Parts parts = PackedSchema::pack(set);
  return fmt::format(
      "// Generated from schemas/.\n#include \"compiler/schema/packed/packed_schema.h\"\n\n"
      "namespace ecac {{\n\nusing namespace std::string_view_literals;\n\n"
      "std::string_view packed_schema_structure() {{\n  return {}sv;\n}}\n\n"
      "std::string_view packed_schema_texts() {{\n  return {}sv;\n}}\n\n}}  // namespace ecac\n",
      escaped_literal(parts.structure), escaped_literal(parts.texts));
}

int pack(const std::filesystem::path& folder, const std::filesystem::path& out) {
  const std::vector<std::filesystem::path> paths = files_below(folder, ".xml");
  std::vector<std::string> names;
  std::vector<std::string> texts;
  std::vector<SchemaFile> files;
  names.reserve(paths.size());
  texts.reserve(paths.size());
  files.reserve(paths.size());
  for (const std::filesystem::path& path : paths) {
    names.push_back(std::filesystem::relative(path, folder).generic_string());
    texts.push_back(read_text_file(path));
    files.push_back(SchemaFile{names.back(), texts.back()});
  }
  const auto set = SchemaSet::load(files);
  if (!set) {
    std::fprintf(stderr, "%s/%s\n", folder.string().c_str(), set.error().message.c_str());
    return 1;
  }
  write_if_changed(out, packed_source(**set));
  return 0;
}

}  // namespace
}  // namespace ecac::tools

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: ecac_pack_schemas SCHEMAS-DIR OUT-FILE\n", stderr);
    return 2;
  }
  try {
    return ecac::tools::pack(argv[1], argv[2]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
