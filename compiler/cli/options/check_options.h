#pragma once

#include <array>

#include "compiler/cli/options/options.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/outputs.h"

namespace ecac::check_options {

using Value = OptionValue;

inline constexpr std::string_view kRules = "Rules";
inline constexpr std::string_view kInputs = "What is checked";
inline constexpr std::string_view kOutputs = "Output";
inline constexpr std::string_view kFixes = "Fixes";
inline constexpr std::string_view kExit = "Exit code";
inline constexpr std::string_view kOther = "Other";

/// The options of `ecac check`, grouped as its help shows them.
inline constexpr std::array kAll = {
    OptionSpec{.name = "select",
               .value = Value::word,
               .placeholder = "RULES",
               .help = "only these: code, beginning of codes, name, family or ALL; repeats, commas",
               .group = kRules},
    OptionSpec{.name = "ignore",
               .value = Value::word,
               .placeholder = "RULES",
               .help = "without these",
               .group = kRules},
    OptionSpec{.name = "mode",
               .value = Value::choice,
               .choices = "lint predeploy audit",
               .help =
                   "lint (default): the tree may be partial; predeploy: it is complete, what is "
                   "missing is an error; audit: for a security review",
               .group = kRules},
    OptionSpec{.name = "preset",
               .value = Value::word,
               .placeholder = "NAME",
               .help = "a named set of severities; `ecac rules` lists them",
               .group = kRules},
    OptionSpec{.name = "level",
               .value = Value::choice,
               .choices = "error warning info",
               .help =
                   "least severity shown; without it, text shows warnings and errors and counts "
                   "the infos, machine formats carry everything",
               .group = kRules},
    OptionSpec{.name = "api-version",
               .value = Value::word,
               .placeholder = "VERSION",
               .help = "such as 66.0; else the manifest's, else sourceApiVersion, else the newest",
               .group = kInputs},
    OptionSpec{.name = "exclude",
               .value = Value::word,
               .placeholder = "PATTERN",
               .help = "leave out paths, in the syntax of .gitignore; repeats",
               .group = kInputs},
    OptionSpec{.name = "manifest",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "package.xml of what is deployed",
               .group = kInputs},
    OptionSpec{.name = "known",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "what exists elsewhere: a package.xml, a list, or Type:Name; repeats",
               .group = kInputs},
    OptionSpec{.name = "against",
               .value = Value::folder,
               .placeholder = "REV|DIR",
               .help = "an earlier state to compare with, for the rules on changes: a git "
                       "revision or a folder",
               .group = kInputs},
    OptionSpec{.name = "env-file",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "values (NAME=VALUE) for the replacements of sfdx-project.json and for "
                       "${NAME}, put in before anything is read",
               .group = kInputs},
    OptionSpec{.name = "config",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "this ecac.json instead of the nearest one",
               .group = kInputs},
    OptionSpec{.name = "isolated", .help = "without any ecac.json", .group = kInputs},
    OptionSpec{.name = "stdin-filename",
               .value = Value::file,
               .placeholder = "FILE",
               .help = "what the text of `-` is called",
               .group = kInputs},
    OptionSpec{.name = "schema-dir",
               .value = Value::folder,
               .placeholder = "FOLDER",
               .help = "metadata schemas to use instead of the built-in ones",
               .group = kInputs},
    OptionSpec{.name = "now",
               .value = Value::word,
               .placeholder = "DATE",
               .help = "take YYYY-MM-DD for today",
               .group = kInputs},
    OptionSpec{.name = "output-format",
               .value = Value::choice,
               .placeholder = "FORMAT",
               .choices = kOutputFormats,
               .help = "full (default), concise, json or json-lines; repeats with --output-file",
               .group = kOutputs},
    OptionSpec{.name = "output-file",
               .letter = 'o',
               .value = Value::file,
               .placeholder = "FILE",
               .help = "where the report of the --output-format before it goes",
               .group = kOutputs},
    OptionSpec{.name = kColorOption.name,
               .value = kColorOption.value,
               .placeholder = kColorOption.placeholder,
               .choices = kColorOption.choices,
               .help = kColorOption.help,
               .group = kOutputs},
    OptionSpec{.name = "statistics", .help = "count the findings of each rule", .group = kOutputs},
    OptionSpec{.name = "quiet", .letter = 'q', .help = "findings only", .group = kOutputs},
    OptionSpec{.name = "verbose",
               .letter = 'v',
               .help = "tell the settings in force, on standard error",
               .group = kOutputs},
    OptionSpec{.name = "show-files",
               .help = "list the files that would be checked, and stop",
               .group = kOutputs},
    OptionSpec{
        .name = "show-settings", .help = "list the settings in force, and stop", .group = kOutputs},
    OptionSpec{.name = "fix", .help = "make the safe fixes, then check again", .group = kFixes},
    OptionSpec{
        .name = "diff",
        .help = "show the safe fixes as a diff and change nothing; exit code 1 if there are any",
        .group = kFixes},
    OptionSpec{.name = "unsafe-fixes",
               .help = "with --fix or --diff: also the fixes that may change what was meant",
               .group = kFixes},
    OptionSpec{.name = "show-fixes",
               .help = "with --fix or --diff: tell each fix in a line, on standard error",
               .group = kFixes},
    OptionSpec{.name = "fail-on",
               .value = Value::choice,
               .choices = "error warning info never",
               .help = "least severity that gives exit code 1 (default error)",
               .group = kExit},
    OptionSpec{.name = "exit-zero", .help = "0 in spite of findings", .group = kExit},
    OptionSpec{.name = "jobs",
               .value = Value::word,
               .placeholder = "N",
               .help = "threads (default: one for each processor)",
               .group = kOther},
    OptionSpec{.name = kHelpOption.name,
               .letter = kHelpOption.letter,
               .help = kHelpOption.help,
               .group = kOther},
};

}  // namespace ecac::check_options
