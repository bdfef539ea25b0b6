// Turns schemas/, the heads of docs/rules/ and docs/presets/ into tables of ids, at build time.

#include <cstdio>
#include <exception>
#include <filesystem>

#include "compiler/tools/document_schemas.h"
#include "compiler/tools/file_templates.h"
#include "compiler/tools/preset_pages.h"
#include "compiler/tools/rule_pages.h"
#include "compiler/tools/schema_names.h"
#include "compiler/tools/text_files.h"
#include "compiler/tools/value_lists.h"

int main(int argc, char** argv) {
  using namespace ecac::tools;
  if (argc != 5) {
    std::fputs("usage: ecac_generate_tables SCHEMAS-DIR RULES-DIR PRESETS-DIR OUT-DIR\n", stderr);
    return 2;
  }
  try {
    const SchemaNames names = read_schema_names(argv[1]);
    const std::filesystem::path rules = argv[2];
    const std::vector<Family> families = read_families(rules / "families.md");
    std::vector<RulePage> pages = read_rule_pages(rules, families);
    add_weaknesses(rules / "standards.md", pages);
    const std::filesystem::path out = argv[4];
    write_if_changed(out / "schema/field_ids.h", field_ids_header(names));
    for (const ValueList& list : read_value_lists(names)) {
      write_if_changed(out / "schema/values" / (list.name + ".h"), values_header(list));
    }
    write_if_changed(out / "schema/known_names.cpp", known_names_source(names));
    for (const RulePage& page : pages) {
      write_if_changed(out / "diagnostics/cases" / (file_name_of(page) + ".h"), case_header(page));
    }
    write_if_changed(out / "diagnostics/rule_table.cpp", rule_table_source(families, pages));
    write_if_changed(out / "diagnostics/preset_table.cpp",
                     preset_table_source(read_preset_pages(argv[3], pages)));
    write_if_changed(out / "emit/schema/document_schemas.cpp", document_schemas_source(argv[1]));
    write_if_changed(out / "edit/file_templates.cpp", file_templates_source(argv[1]));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
