#include <fmt/format.h>

#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/options/unknown_rule.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/tell.h"
#include "compiler/diagnostics/cases/not_well_formed.h"
#include "compiler/diagnostics/cases/unknown_element.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/driver/compile.h"
#include "compiler/emit/screen/app_text.h"
#include "compiler/emit/screen/credential_text.h"
#include "compiler/emit/screen/explain_page.h"
#include "compiler/emit/screen/rule_conditions.h"
#include "compiler/emit/screen/rules_list.h"
#include "compiler/emit/text/style.h"
#include "compiler/host/threads.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/files/overlay_file_tree.h"

namespace ecac {
namespace explain_command {

static const RuleInfo& kExample = rule_of(rules::SCH001);
static const std::string kDetails =
    fmt::format("RULE is a code ({}) or a name ({}).", kExample.code, kExample.name);
static const std::string kExamples = fmt::format(
    "  ecac explain {}\n"
    "  ecac explain {} {}\n"
    "  ecac explain --app Portal\n"
    "  ecac explain --app Portal --flow headless-login\n",
    kExample.code, rule_of(rules::XML001).name, kExample.name);

static const std::vector<OptionSpec> kOptions = with_project_options({
    OptionSpec{.name = "app",
               .value = OptionValue::word,
               .placeholder = "NAME",
               .help = "what this app may do, and what stands in its way; repeats, commas",
               .group = "Apps and credentials"},
    OptionSpec{.name = "flow",
               .value = OptionValue::choice,
               .placeholder = "FLOW",
               .choices = "web-server headless-login passwordless-login registration "
                          "forgot-password guest client-credentials jwt-bearer device "
                          "token-exchange refresh first-party asset-token saml",
               .help = "all conditions of one flow of the app, and the requests a client sends",
               .group = "Apps and credentials"},
    OptionSpec{.name = "credential",
               .value = OptionValue::word,
               .placeholder = "NAME",
               .help = "where this named credential leads, and the requests the platform sends",
               .group = "Apps and credentials"},
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "text markdown json",
               .help =
                   "of a rule: text (default), markdown for its page as it was written, or json "
                   "for its cases, as `ecac rules` has them",
               .group = "Output"},
    kColorOption,
});

/// One screen for each app and each credential, with an empty line between them.
static void show_screens(const World& world, const ResolvedProject& project,
                         const std::string& flow, const Style& style) {
  std::vector<std::string> screens;
  for (const CompiledApp& app : project.apps) {
    screens.push_back(app_screen(project, app, flow, style));
  }
  for (const ResolvedCredential& credential : project.credentials) {
    screens.push_back(credential_text(credential, project.places, style));
  }
  for (std::size_t i = 0; i < screens.size(); ++i) {
    if (i > 0) world.out << '\n';
    world.out << without_values(screens[i], project.secrets);
  }
}

static ExitCode explain_project(const ParsedArguments& arguments, const World& world) {
  OverlayFileTree files(world.files);
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  const Host host = host_of(world, files, *executor);
  CompileRequest request;
  request.check = read_check_request(arguments, world, host, files);
  request.selection = {.apps = arguments.list("app"), .credentials = arguments.list("credential")};
  const CompileResult result = compile(host, request);
  if (tell_failures(world, result.check.report)) return ExitCode::failure;
  if (result.project) {
    show_screens(world, *result.project, arguments.last("flow").value_or(""),
                 Style(wants_color(arguments, world)));
  }
  return result.check.report.failures.empty() ? ExitCode::clean : ExitCode::failure;
}

static void show_rules(const std::vector<const RuleInfo*>& rules, const std::string& format,
                       bool color, std::ostream& out) {
  if (format == "json") {
    out << rules_json(rules, {.version = version(), .documentation_url = documentation_url()});
    return;
  }
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (i > 0) out << '\n';
    if (format == "markdown") {
      out << rules[i]->page;
    } else {
      out << explain_page(rules[i]->page, color) << conditions_text(rules[i]->id());
    }
  }
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  const std::string format = arguments.last("output-format").value_or("text");
  if (arguments.has("app") || arguments.has("credential")) {
    if (format != "text") {
      throw UsageError(fmt::format(
          "--output-format {} is for a rule; `ecac compile` writes what apps and credentials do as "
          "json",
          format));
    }
    return explain_project(arguments, world);
  }
  if (arguments.has("flow")) throw UsageError("--flow needs --app");
  if (arguments.positional.empty()) {
    throw UsageError(
        fmt::format("`ecac explain` needs a rule, such as {} or {}", kExample.code, kExample.name));
  }
  std::vector<const RuleInfo*> rules;
  for (const std::string& word : arguments.positional) {
    const RuleInfo* rule = find_rule(word);
    if (!rule) throw UsageError(unknown_rule(word));
    rules.push_back(rule);
  }
  show_rules(rules, format, wants_color(arguments, world), world.out);
  return ExitCode::clean;
}

}  // namespace explain_command

const Command kExplainCommand = {
    .name = "explain",
    .summary = "Shows what a rule is about, or what an app or a credential really does.",
    .usage = "[OPTIONS] RULE... | --app NAME [PATH...] | --credential NAME [PATH...]",
    .details = explain_command::kDetails,
    .examples = explain_command::kExamples,
    .options = explain_command::kOptions,
    .run = explain_command::run,
};

}  // namespace ecac
