#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "compiler/cli/command.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/emit/text/json_writer.h"
#include "compiler/host/git/libgit2_objects.h"
#include "compiler/schema/schema_set.h"

// Of the build: `static` or `dynamic`.
#ifndef ECAC_LINKAGE
#define ECAC_LINKAGE ""
#endif

namespace ecac {
namespace version_command {

static constexpr std::array<OptionSpec, 2> kOptions = {
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "text json",
               .help = "text (default) or json, which also tells what it knows and runs on"},
    kHelpOption};

#if defined(__linux__)
constexpr std::string_view kSystem = "linux";
#elif defined(__APPLE__)
constexpr std::string_view kSystem = "macos";
#elif defined(_WIN32)
constexpr std::string_view kSystem = "windows";
#elif defined(__wasi__)
constexpr std::string_view kSystem = "wasi";
#else
constexpr std::string_view kSystem = "other";
#endif

#if defined(__x86_64__) || defined(_M_X64)
constexpr std::string_view kArchitecture = "x86_64";
#elif defined(__aarch64__) || defined(_M_ARM64)
constexpr std::string_view kArchitecture = "aarch64";
#elif defined(__wasm32__)
constexpr std::string_view kArchitecture = "wasm32";
#else
constexpr std::string_view kArchitecture = "other";
#endif

constexpr std::string_view kLinkage = ECAC_LINKAGE;

static std::string version_json() {
  std::string out;
  JsonWriter json(out, 2);
  json.begin_object();
  write_json_head(json, {.version = version()});
  json.member("newestApiVersion", fmt::format("{}.0", SchemaSet::embedded()->newest_version()));
  json.member("rules", all_rules().size());
  json.key("revisions").string(has_libgit2() ? "library" : "program");
  json.key("target").begin_object();
  json.member("system", kSystem);
  json.member("architecture", kArchitecture);
  if (!kLinkage.empty()) json.member("linkage", kLinkage);
  json.end_object();
  json.end_object();
  out += '\n';
  return out;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (!arguments.positional.empty()) throw UsageError("`ecac version` takes no arguments");
  if (arguments.last("output-format") == "json") {
    world.out << version_json();
  } else {
    world.out << "ecac " << version() << '\n';
  }
  return ExitCode::clean;
}

}  // namespace version_command

const Command kVersionCommand = {
    .name = "version",
    .summary = "Prints the version.",
    .usage = "[OPTIONS]",
    .details =
        "As JSON it also tells the newest API version and how many rules this ecac knows, what "
        "reads "
        "git revisions, and what it was built for: paste that into a report of a mistake.",
    .examples = "  ecac version\n  ecac version --output-format json\n",
    .options = version_command::kOptions,
    .run = version_command::run,
};

}  // namespace ecac
