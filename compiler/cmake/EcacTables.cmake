# Facts are data: a host tool turns schemas/ and the heads of docs/rules/ and docs/presets/ into tables of ids, so
# that a misspelt field, value or case does not compile. A second one loads schemas/ and packs the set, so that no
# run has to read XML for it.
include(EcacHostTools)
set(ECAC_GENERATED_DIR ${PROJECT_BINARY_DIR}/generated)
set(generated ${ECAC_GENERATED_DIR}/compiler)

file(GLOB_RECURSE ECAC_SCHEMA_FILES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/schemas/*.xml)
file(GLOB ECAC_DOCUMENT_SCHEMAS CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/schemas/config/*.json ${PROJECT_SOURCE_DIR}/schemas/output/*.json)
file(GLOB ECAC_FILE_TEMPLATES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/schemas/templates/*.template)
file(GLOB ECAC_RULE_PAGES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/rules/*.md)
file(GLOB ECAC_PRESET_PAGES CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/presets/*.md)
list(FILTER ECAC_RULE_PAGES EXCLUDE REGEX "/(families|false-positives|index|standards)\\.md$")
# A header for each page, so that a new one is nobody else's business.
list(TRANSFORM ECAC_RULE_PAGES REPLACE ".*/([a-z0-9-]+)\\.md$" "\\1" OUTPUT_VARIABLE case_headers)
list(TRANSFORM case_headers REPLACE "-" "_")
list(TRANSFORM case_headers PREPEND ${generated}/diagnostics/cases/)
list(TRANSFORM case_headers APPEND .h)

if(NOT CMAKE_CROSSCOMPILING)
  file(GLOB tool_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/compiler/tools/*.cpp)
  add_executable(ecac_generate_tables ${tool_sources})
  target_compile_features(ecac_generate_tables PRIVATE cxx_std_20)
  target_include_directories(ecac_generate_tables PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(ecac_generate_tables PRIVATE ecac_warnings PkgConfig::pugixml ${ECAC_FMT})
endif()

# One header for each closed list of values.
set(value_headers ${ECAC_SCHEMA_FILES})
list(FILTER value_headers INCLUDE REGEX "/schemas/enums/")
list(TRANSFORM value_headers REPLACE ".*/([^/]+)\\.xml$" "${generated}/schema/values/\\1.h")

set(ECAC_GENERATED_SOURCES
  ${generated}/schema/known_names.cpp
  ${generated}/diagnostics/rule_table.cpp
  ${generated}/diagnostics/preset_table.cpp
  ${generated}/edit/file_templates.cpp
  ${generated}/emit/schema/document_schemas.cpp)
# The tool leaves a file alone whose content is the same, and ninja then builds nothing for it.
add_custom_command(
  OUTPUT ${ECAC_GENERATED_SOURCES} ${generated}/schema/field_ids.h ${value_headers} ${case_headers}
  COMMAND ecac_generate_tables ${PROJECT_SOURCE_DIR}/schemas ${PROJECT_SOURCE_DIR}/docs/rules
          ${PROJECT_SOURCE_DIR}/docs/presets ${generated}
  DEPENDS ecac_generate_tables ${ECAC_SCHEMA_FILES} ${ECAC_DOCUMENT_SCHEMAS} ${ECAC_FILE_TEMPLATES} ${ECAC_RULE_PAGES}
          ${ECAC_PRESET_PAGES}
          ${PROJECT_SOURCE_DIR}/docs/rules/families.md ${PROJECT_SOURCE_DIR}/docs/rules/standards.md
  COMMENT "Generating tables from schemas/, docs/rules/ and docs/presets/"
  VERBATIM)
add_custom_target(ecac_tables DEPENDS ${ECAC_GENERATED_SOURCES})

# What loads and packs a set, for the program and for the tool.
file(GLOB schema_sources CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/compiler/schema/*.cpp ${PROJECT_SOURCE_DIR}/compiler/schema/packed/packed_schema.cpp
  ${PROJECT_SOURCE_DIR}/compiler/diagnostics/rule_info.cpp
  ${PROJECT_SOURCE_DIR}/compiler/support/check.cpp ${PROJECT_SOURCE_DIR}/compiler/support/edit_distance.cpp
  ${PROJECT_SOURCE_DIR}/compiler/support/text/decimal.cpp)
set(schema_tables ${generated}/schema/known_names.cpp ${generated}/diagnostics/rule_table.cpp)
add_library(ecac_schema OBJECT ${schema_sources} ${schema_tables})
target_compile_features(ecac_schema PUBLIC cxx_std_20)
target_include_directories(ecac_schema PUBLIC ${PROJECT_SOURCE_DIR} ${ECAC_GENERATED_DIR})
target_link_libraries(ecac_schema PUBLIC ${ECAC_FMT} PkgConfig::pugixml re2::re2 Boost::headers
  PRIVATE ecac_warnings)
if(ECAC_SINGLE_THREADED)
  target_compile_definitions(ecac_schema PUBLIC ECAC_SINGLE_THREADED)
endif()
add_dependencies(ecac_schema ecac_tables)
ecac_unity_by_folder(ecac_schema)
list(REMOVE_ITEM ECAC_GENERATED_SOURCES ${schema_tables})

if(NOT CMAKE_CROSSCOMPILING)
  add_executable(ecac_pack_schemas
    ${PROJECT_SOURCE_DIR}/compiler/tools/pack/pack_schemas.cpp ${PROJECT_SOURCE_DIR}/compiler/tools/text_files.cpp)
  target_link_libraries(ecac_pack_schemas PRIVATE ecac_schema ecac_warnings)
endif()
set(packed_schema ${generated}/schema/packed_schema.cpp)
add_custom_command(
  OUTPUT ${packed_schema}
  COMMAND ecac_pack_schemas ${PROJECT_SOURCE_DIR}/schemas ${packed_schema}
  DEPENDS ecac_pack_schemas ${ECAC_SCHEMA_FILES}
  COMMENT "Packing schemas/"
  VERBATIM)
list(APPEND ECAC_GENERATED_SOURCES ${packed_schema})

if(NOT CMAKE_CROSSCOMPILING)
  add_executable(ecac_render_sarif_rules
    ${PROJECT_SOURCE_DIR}/compiler/tools/sarif/render_sarif_rules.cpp
    ${PROJECT_SOURCE_DIR}/compiler/tools/text_files.cpp
    ${PROJECT_SOURCE_DIR}/compiler/diagnostics/rule_explanation.cpp
    ${PROJECT_SOURCE_DIR}/compiler/emit/report/rule_words.cpp
    ${PROJECT_SOURCE_DIR}/compiler/emit/report/sarif/sarif_rule_text.cpp
    ${PROJECT_SOURCE_DIR}/compiler/emit/text/display_text.cpp
    ${PROJECT_SOURCE_DIR}/compiler/emit/text/json_writer.cpp
    ${PROJECT_SOURCE_DIR}/compiler/emit/text/sentence.cpp
    ${PROJECT_SOURCE_DIR}/compiler/support/utf8.cpp)
  target_link_libraries(ecac_render_sarif_rules PRIVATE ecac_schema ecac_warnings)
endif()
set(rendered_sarif_rules ${generated}/emit/report/sarif/rendered_sarif_rules.cpp)
add_custom_command(
  OUTPUT ${rendered_sarif_rules}
  COMMAND ecac_render_sarif_rules ${rendered_sarif_rules}
  DEPENDS ecac_render_sarif_rules
  COMMENT "Rendering the rules of SARIF logs"
  VERBATIM)
if(NOT ECAC_SMALL)
  list(APPEND ECAC_GENERATED_SOURCES ${rendered_sarif_rules})
endif()

# rules/<family>/<rule>.cpp defines <rule>::rule; the table is the list of files.
file(GLOB rule_files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/compiler/rules/*/*.cpp)
list(FILTER rule_files EXCLUDE REGEX "/rules/(engine|notes|shared)/")
list(SORT rule_files)
set(declarations "")
set(entries "")
foreach(file IN LISTS rule_files)
  cmake_path(GET file STEM rule)
  string(APPEND declarations "namespace ${rule} {\nextern const Rule rule;\n}\n")
  string(APPEND entries "    &${rule}::rule,\n")
endforeach()
file(CONFIGURE OUTPUT ${generated}/rules/rule_list.cpp @ONLY CONTENT
"// Generated from the names of the files in compiler/rules.
#include <span>

namespace ecac {

struct Rule;
@declarations@
namespace {

constexpr const Rule* kRules[] = {
@entries@};

}  // namespace

std::span<const Rule* const> all_rule_checks() { return kRules; }

}  // namespace ecac
")
list(APPEND ECAC_GENERATED_SOURCES ${generated}/rules/rule_list.cpp)
