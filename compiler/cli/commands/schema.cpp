#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/schema_source.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/emit/schema/document_schemas.h"
#include "compiler/emit/schema/schema_json.h"
#include "compiler/emit/schema/schema_text.h"
#include "compiler/emit/schema/schema_xsd.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace schema_command {

static constexpr std::array<OptionSpec, 3> kOptions = {
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "text json xsd json-schema",
               .help = "text (default), json, xsd for one type, or json-schema for a document that "
                       "ecac writes or reads"},
    OptionSpec{.name = "schema-dir",
               .value = OptionValue::folder,
               .placeholder = "FOLDER",
               .help = "metadata schemas to use instead of the built-in ones"},
    kHelpOption};

static const TypeSchema* wanted_type(const SchemaSet& set, const ParsedArguments& arguments) {
  if (arguments.positional.empty()) return nullptr;
  if (arguments.positional.size() > 1) throw UsageError("`ecac schema` takes one type at most");
  const std::string& name = arguments.positional.front();
  if (const TypeSchema* type = set.find_type(name)) return type;
  std::vector<std::string_view> known;
  for (const TypeSchema& type : set.types()) {
    if (type.suffix == name) return &type;
    known.push_back(type.name);
  }
  std::string hint = did_you_mean(name, known);
  if (hint.empty()) hint = "; `ecac schema` lists them";
  throw UsageError("unknown type `" + name + "`" + hint);
}

/// What people call some of the documents.
static constexpr std::array<std::array<std::string_view, 2>, 3> kOtherNames = {
    {{"config", "ecac"}, {"plan", "deploy-plan"}, {"report", "check-report"}}};

static std::string_view document_schema(const ParsedArguments& arguments) {
  std::vector<std::string_view> known;
  known.reserve(all_document_schemas().size());
  for (const DocumentSchema& schema : all_document_schemas()) known.push_back(schema.name);
  const std::string names = fmt::format("{}", fmt::join(known, ", "));
  if (arguments.positional.size() != 1) {
    throw UsageError("a JSON Schema is for one document; name it: " + names);
  }
  std::string_view name = arguments.positional.front();
  for (const auto& [other, meant] : kOtherNames) {
    if (name == other) name = meant;
  }
  for (const DocumentSchema& schema : all_document_schemas()) {
    if (schema.name == name) return schema.text;
  }
  throw UsageError(fmt::format("there is no document `{}`; there are {}", name, names));
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (arguments.last("output-format") == "json-schema") {
    world.out << document_schema(arguments);
    return ExitCode::clean;
  }
  std::optional<std::string> folder = arguments.last("schema-dir");
  if (folder) folder = absolute_path(world.current_directory, *folder);
  Result<std::shared_ptr<const SchemaSet>> set = load_schemas(world.files, folder);
  if (!set) throw UsageError(set.error().message);
  const TypeSchema* only = wanted_type(**set, arguments);
  std::string format = arguments.last("output-format").value_or("text");
  if (format == "json") {
    world.out << schema_json(**set, only);
  } else if (format == "xsd") {
    if (!only)
      throw UsageError(
          "an XSD is for one type; name it, as in `ecac schema ExternalClientApplication "
          "--output-format xsd`");
    world.out << schema_xsd(*only);
  } else {
    world.out << schema_text(**set, only);
  }
  return ExitCode::clean;
}

}  // namespace schema_command

const Command kSchemaCommand = {
    .name = "schema",
    .summary = "Shows the metadata types that ecac knows, with fields, values and versions.",
    .usage = "[OPTIONS] [TYPE|DOCUMENT]",
    .details =
        "TYPE is the name of a metadata type or its file suffix; without it all are listed. With "
        "--output-format json-schema, DOCUMENT is the name of a document that ecac writes, or "
        "`config` for ecac.json.",
    .examples =
        "  ecac schema\n"
        "  ecac schema ExternalClientApplication\n"
        "  ecac schema ecaGlblOauth --output-format json\n"
        "  ecac schema ExternalCredential --output-format xsd > ExternalCredential.xsd\n"
        "  ecac schema config --output-format json-schema > ecac.schema.json\n",
    .options = schema_command::kOptions,
    .run = schema_command::run,
};

}  // namespace ecac
