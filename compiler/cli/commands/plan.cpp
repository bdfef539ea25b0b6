#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/compiled_run.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/plan/plan_text.h"
#include "compiler/emit/text/display_text.h"
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
                       "that deploy them",
               .group = "Output"},
    OptionSpec{
        .name = "emit-partial", .help = "write the plan in spite of errors", .group = "Output"},
    kQuietOption,
    kColorOption,
});

static PlanFormat format_of(const ParsedArguments& arguments) {
  const std::string format = arguments.last("output-format").value_or("text");
  if (format == "json") return PlanFormat::json;
  return format == "markdown" ? PlanFormat::markdown : PlanFormat::text;
}

/// A folder of a stage in `folder` that is none of this plan: a pipeline that runs the folders in
/// their order would run it too. "" if there is none.
static std::string foreign_stage(const World& world, const std::string& folder,
                                 const std::vector<PlanStage>& stages) {
  const std::string path = absolute_path(world.current_directory, folder);
  DirectoryListing listing;
  if (world.files.kind(path) != EntryKind::directory || !world.files.list(path, listing)) return {};
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    std::string name(listing.name(entry));
    const bool numbered =
        name.size() > 3 && ascii::is_digit(name[0]) && ascii::is_digit(name[1]) && name[2] == '-';
    const std::string manifest = join_path(join_path(path, name), "package.xml");
    if (!numbered || world.files.kind(manifest) != EntryKind::file) continue;
    const bool ours = std::any_of(stages.begin(), stages.end(),
                                  [&](const PlanStage& stage) { return stage.folder == name; });
    if (!ours) return name;
  }
  return {};
}

static bool write_manifests(const World& world, const std::string& folder,
                            const ResolvedProject& project) {
  const std::vector<PlanStage> stages = plan_stages(project);
  if (const std::string foreign = foreign_stage(world, folder, stages); !foreign.empty()) {
    world.err << fmt::format(
        "ecac: {} holds a stage of another plan, {}; write into an empty folder\n",
        printable(folder), printable(foreign));
    return false;
  }
  for (const PlanStage& stage : stages) {
    for (const PlanFile& file : stage.files) {
      const std::string path = join_path(join_path(folder, stage.folder), file.name);
      if (!write_file(world, path, file.text)) return false;
    }
  }
  return true;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  const CompiledRun compiled = compile_for(arguments, world);
  if (!compiled.project) return compiled.code;
  const std::string folder = arguments.last("write").value_or("");
  if (!folder.empty() && !write_manifests(world, folder, *compiled.project)) {
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
