#pragma once

#include <optional>

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

// Options of the commands that resolve a project before they write something of it.
inline constexpr OptionSpec kAppOption = {.name = "app",
                                          .value = OptionValue::word,
                                          .placeholder = "NAME",
                                          .help = "only this app; repeats, commas",
                                          .group = "What is compiled"};
inline constexpr OptionSpec kCredentialOption = {
    .name = "credential",
    .value = OptionValue::word,
    .placeholder = "NAME",
    .help = "only this named credential; repeats, commas",
    .group = "What is compiled"};
inline constexpr OptionSpec kEnvFileOption = {
    .name = "env-file",
    .value = OptionValue::file,
    .placeholder = "FILE",
    .help =
        "values (NAME=VALUE) for the replacements of sfdx-project.json and for ${NAME}, put in "
        "before anything is read",
    .group = "What is compiled"};
inline constexpr OptionSpec kAgainstOption = {
    .name = "against",
    .value = OptionValue::folder,
    .placeholder = "REV|DIR",
    .help =
        "an earlier state of the project, a git revision or a folder; tells which effects are a "
        "change, and what is to be removed",
    .group = "What is compiled"};
inline constexpr OptionSpec kQuietOption = {
    .name = "quiet", .letter = 'q', .help = "say nothing of the findings", .group = "Output"};

/// A project that may be written, and the exit code of the run if that succeeds; or why there is
/// nothing to write, which has been said.
struct CompiledRun {
  std::optional<ResolvedProject> project = {};
  ExitCode code = ExitCode::clean;
};

/// Checks and resolves the project that the arguments mean. Findings go to standard error, so that
/// what is written stands alone; with errors there is nothing to write, but for `--emit-partial`.
CompiledRun compile_for(const ParsedArguments& arguments, const World& world);

/// Writes a file whole or not at all; says so where it cannot be written.
bool write_file(const World& world, const std::string& path, const std::string& text);

}  // namespace ecac
