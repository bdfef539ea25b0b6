#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/compiled_run.h"
#include "compiler/emit/document/client_metadata.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace compile_command {

static const std::vector<OptionSpec> kOptions = with_project_options({
    kAppOption,
    kCredentialOption,
    kEnvFileOption,
    kAgainstOption,
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "resolved oauth-client-metadata",
               .help =
                   "resolved (default): the runtime configuration with the reason for every "
                   "value; oauth-client-metadata: each app as RFC 7591 describes a client, several "
                   "as a list",
               .group = "Output",
               .older_name = "format"},
    OptionSpec{.name = "output-file",
               .letter = 'o',
               .value = OptionValue::file,
               .placeholder = "FILE",
               .help = "where the document goes, instead of standard output; a folder for "
                       "oauth-client-metadata of several apps",
               .group = "Output"},
    OptionSpec{
        .name = "emit-partial", .help = "write the document in spite of errors", .group = "Output"},
    kQuietOption,
    kColorOption,
});

/// Standard output takes one JSON text: the app, or a list of them.
static void print_clients(const std::vector<ClientRegistration>& clients,
                          const SecretValues& secrets, std::ostream& out) {
  out << (clients.size() == 1 ? client_metadata(clients.front(), secrets)
                              : client_metadata(clients, secrets));
}

static bool write_clients(const ParsedArguments& arguments, const World& world,
                          const ResolvedProject& project) {
  const std::vector<CompiledApp>& apps = project.apps;
  std::vector<ClientRegistration> clients;
  clients.reserve(apps.size());
  for (const CompiledApp& app : apps) {
    clients.push_back(client_registration(*project.schema, app));
  }
  const std::string target = arguments.last("output-file").value_or("");
  if (target.empty()) {
    print_clients(clients, project.secrets, world.out);
    return true;
  }
  const bool one_file = apps.size() == 1 && !target.ends_with('/');
  bool written = true;
  for (std::size_t i = 0; i < apps.size(); ++i) {
    const std::string path = one_file ? target : join_path(target, apps[i].name + ".json");
    written = write_file(world, path, client_metadata(clients[i], project.secrets)) && written;
  }
  return written;
}

static bool write_document(const ParsedArguments& arguments, const World& world,
                           const ResolvedProject& project) {
  const std::string document =
      resolved_document(project, {.version = version(), .documentation_url = documentation_url()});
  if (const auto target = arguments.last("output-file"))
    return write_file(world, *target, document);
  world.out << document;
  return true;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  const bool clients = arguments.last("output-format") == "oauth-client-metadata";
  if (clients && arguments.has("credential")) {
    throw UsageError("--credential has no meaning for oauth-client-metadata, which is about apps");
  }
  const CompiledRun compiled = compile_for(arguments, world);
  if (!compiled.project) return compiled.code;
  const bool written = clients ? write_clients(arguments, world, *compiled.project)
                               : write_document(arguments, world, *compiled.project);
  return written ? compiled.code : ExitCode::failure;
}

}  // namespace compile_command

const Command kCompileCommand = {
    .name = "compile",
    .summary =
        "Writes what each app and credential may really do, with the reason for every value.",
    .usage = "[OPTIONS] [PATH...]",
    .details =
        "The project is checked first; with errors in it nothing is written. The document is one "
        "JSON text, the same for the same project. docs/resolved-format.md describes it.",
    .examples =
        "  ecac compile -o runtime.json\n"
        "  ecac compile --app Portal --emit-partial\n"
        "  ecac compile --output-format oauth-client-metadata --app Portal\n"
        "\nExit code: 0 written, 1 there are errors, 2 the run itself failed.\n",
    .options = compile_command::kOptions,
    .run = compile_command::run,
};

}  // namespace ecac
