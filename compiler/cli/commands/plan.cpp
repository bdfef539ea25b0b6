#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/compiled_run.h"
#include "compiler/cli/output/tell.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/plan/plan_text.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace plan_command {

static const std::vector<OptionSpec> kOptions = with_project_options({
    kAppOption,
    kCredentialOption,
    kEnvFileOption,
    kAgainstOption,
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "text json markdown",
               .help = "text (default), json, or markdown with boxes to tick",
               .group = "Output"},
    OptionSpec{.name = "write",
               .value = OptionValue::folder,
               .placeholder = "DIR",
               .help = "write the manifests of each stage below this folder, and show the commands "
                       "that deploy them; of a folder in metadata format with its files",
               .group = "Output"},
    OptionSpec{
        .name = "emit-partial", .help = "write the plan in spite of errors", .group = "Output"},
    kQuietOption,
    kColorOption,
});

static constexpr std::string_view kManifestName = "package.xml";

static PlanFormat format_of(const ParsedArguments& arguments) {
  const std::string format = arguments.last("output-format").value_or("text");
  if (format == "json") return PlanFormat::json;
  return format == "markdown" ? PlanFormat::markdown : PlanFormat::text;
}

static std::vector<std::string> names_in(const World& world, const std::string& path) {
  std::vector<std::string> names;
  DirectoryListing listing;
  if (world.files.kind(path) != EntryKind::directory || !world.files.list(path, listing)) {
    return names;
  }
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    names.emplace_back(listing.name(entry));
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Files of a stage's folder and of the folders in it; a stage has none below those.
static std::vector<std::string> files_below(const World& world, const std::string& path) {
  std::vector<std::string> files;
  for (const std::string& name : names_in(world, path)) {
    const std::string whole = join_path(path, name);
    if (world.files.kind(whole) != EntryKind::directory) {
      files.push_back(name);
      continue;
    }
    for (const std::string& inner : names_in(world, whole)) files.push_back(join_path(name, inner));
  }
  return files;
}

/// A folder of a stage in `folder` that is none of this plan, or a file of another in one that is:
/// a pipeline that runs the folders in their order would deploy it too. "" if there is none.
static std::string foreign_entry(const World& world, const std::string& path,
                                 const std::vector<PlanStage>& stages) {
  for (const std::string& name : names_in(world, path)) {
    const auto ours = std::find_if(stages.begin(), stages.end(),
                                   [&](const PlanStage& stage) { return stage.folder == name; });
    const std::string folder = join_path(path, name);
    if (ours == stages.end()) {
      const bool numbered =
          name.size() > 3 && ascii::is_digit(name[0]) && ascii::is_digit(name[1]) && name[2] == '-';
      const std::string manifest = join_path(folder, kManifestName);
      if (numbered && world.files.kind(manifest) == EntryKind::file) return name;
      continue;
    }
    std::set<std::string> files;
    for (const PlanFile& file : ours->files) files.insert(file.name);
    for (const std::string& entry : files_below(world, folder)) {
      if (!files.contains(entry)) return join_path(name, entry);
    }
  }
  return {};
}

static bool write_plan_file(const World& world, const std::string& path, const PlanFile& file) {
  if (file.copy_of.empty()) return write_file(world, path, file.text);
  if (file.if_there && world.files.kind(file.copy_of) != EntryKind::file) return true;
  std::string text;
  if (const auto read = world.files.read(file.copy_of, text, limits::kFile); !read) {
    tell(world, fmt::format("cannot read {}: {}", file.copy_of, read.error().message));
    return false;
  }
  return write_file(world, path, text);
}

static bool write_stages(const World& world, const std::string& folder,
                         const ResolvedProject& project) {
  const std::vector<PlanStage> stages = plan_stages(project);
  const std::string path = absolute_path(world.current_directory, folder);
  if (world.files.kind(path) == EntryKind::file) {
    tell(world, fmt::format("{} is a file; --write takes a folder", folder));
    return false;
  }
  if (const std::string foreign = foreign_entry(world, path, stages); !foreign.empty()) {
    tell(world, fmt::format("{} holds a stage of another plan, {}; write into an empty folder",
                            folder, foreign));
    return false;
  }
  for (const PlanStage& stage : stages) {
    for (const PlanFile& file : stage.files) {
      const std::string target = join_path(join_path(folder, stage.folder), file.name);
      if (!write_plan_file(world, target, file)) return false;
    }
  }
  return true;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  const CompiledRun compiled = compile_for(arguments, world);
  if (!compiled.project) return compiled.code;
  const std::string folder = arguments.last("write").value_or("");
  if (!folder.empty() && !write_stages(world, folder, *compiled.project)) {
    return ExitCode::failure;
  }
  world.out << plan_text(*compiled.project, format_of(arguments), folder);
  return compiled.code;
}

}  // namespace plan_command

const Command kPlanCommand = {
    .name = "plan",
    .summary = "Tells how to deploy the apps and credentials: before, in which order, and after.",
    .usage = "[OPTIONS] [PATH...]",
    .details =
        "The project is checked first; with errors in it nothing is written. docs/plan.md tells "
        "what is in a plan, and how a pipeline follows it.",
    .examples =
        "  ecac plan\n"
        "  ecac plan --write deploy --against main\n"
        "  ecac plan --output-format markdown > PLAN.md\n"
        "\nExit code: 0 written, 1 there are errors, 2 the run itself failed.\n",
    .options = plan_command::kOptions,
    .run = plan_command::run,
};

}  // namespace ecac
