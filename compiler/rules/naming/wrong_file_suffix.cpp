#include "compiler/diagnostics/cases/wrong_file_suffix.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/engine/rule.h"

namespace ecac::wrong_file_suffix {

constexpr std::string_view kSourceEnding = "-meta.xml";

static std::string_view suffix_of(std::string_view name, bool source_format) {
  if (source_format) name.remove_suffix(kSourceEnding.size());
  return name.substr(name.rfind('.') + 1);
}

static void check_suffix(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  const TypeSchema& type = ctx.schema().type(file.type);
  const std::string_view suffix =
      suffix_of(ctx.project().file_name(ctx.file_id()), file.source_format);
  FindingBuilder finding = ctx.report(
      cases::NAM002_suffix, TextRange{},
      fmt::format("no tool knows the suffix `.{}`; files of type `{}` end in `.{}{}`", suffix,
                  type.name, type.suffix, file.source_format ? kSourceEnding : ""));
  finding.subject(suffix).note(
      "tools skip the file without a word, and its content is not checked");
  // A second file of that name would be a duplicate, if not the same file.
  bool taken = false;
  ctx.for_each_definition(file.definition, [&](FileId other) {
    taken |= other != ctx.file_id() && !ctx.project().file(other).wrong_suffix;
  });
  if (taken || file.full_name.empty()) return;
  const std::string from = ctx.project().path(ctx.file_id());
  std::string name =
      fmt::format("{}.{}{}", file.full_name, type.suffix, file.source_format ? kSourceEnding : "");
  std::string to =
      from.substr(0, from.size() - ctx.project().file_name(ctx.file_id()).size()) + name;
  finding.fix(fmt::format("Rename it to `{}`", name), Applicability::unsafe,
              {RenameOperation{from, std::move(to)}});
}

/// `ExtlClntAppSettings` as `extlClntAppSettings`, which looks like the name of a folder.
static bool is_type_name_as_folder(std::string_view folder, std::string_view type) {
  return folder.size() == type.size() && !folder.empty() && folder[0] == (type[0] | 0x20) &&
         folder.substr(1) == type.substr(1);
}

static bool is_folder_of_another_type(const SchemaSet& schema, std::string_view folder) {
  const auto types = schema.types();
  return std::any_of(types.begin(), types.end(), [&](const TypeSchema& type) {
    // A manifest lies in its folder by habit only.
    const bool has_folder = type.role != "context" || type.file_name.empty();
    return has_folder && type.directory == folder;
  });
}

static void check_folder(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  const std::string_view path = ctx.project().directory_of(ctx.file_id());
  const std::string_view folder = path.substr(path.rfind('/') + 1);
  const TypeSchema& type = ctx.schema().type(file.type);
  if (folder == type.directory || type.directory.empty() || type.role == "context") return;
  const bool misspelt = is_type_name_as_folder(folder, type.name);
  if (!misspelt && !is_folder_of_another_type(ctx.schema(), folder)) return;
  ctx.report(cases::NAM002_folder, TextRange{},
             misspelt ? fmt::format("the folder of files of type `{}` is called `{}`, not `{}`",
                                    type.name, type.directory, folder)
                      : fmt::format("`{}` is the folder of another type; files of type `{}` "
                                    "belong to `{}`",
                                    folder, type.name, type.directory))
      .subject(folder)
      .note("tools look at the suffix alone, so the file is found all the same");
}

static void check(RuleContext& ctx) {
  if (ctx.file().wrong_suffix) {
    check_suffix(ctx);
  } else {
    check_folder(ctx);
  }
}

extern const Rule rule{
    .id = rules::NAM002, .unit = UnitKind::file, .check = check, .misnamed = true};

}  // namespace ecac::wrong_file_suffix
