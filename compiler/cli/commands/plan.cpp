#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/compiled_run.h"
#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/plan/plan_text.h"
#include "compiler/support/path_text.h"

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

static bool write_manifests(const World& world, const std::string& folder,
                            const ResolvedProject& project) {
  for (const PlanStage& stage : plan_stages(project)) {
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
