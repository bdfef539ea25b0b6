#include "compiler/analysis/lone_contents.h"

#include <fmt/format.h>

#include "compiler/support/path_text.h"

namespace ecac {

bool is_deployed_content(const SchemaSet& schema, const DiscoveredProject& project,
                         const DiscoveredFile& file) {
  return file.kind == FileKind::content && file.reason == ContextReason::none &&
         file_name(project.directories[file.directory].path) ==
             schema.type(TypeId{file.type}).directory;
}

std::vector<ProjectProblem> find_lone_contents(const DiscoveredProject& discovered,
                                               const Project& project) {
  std::vector<ProjectProblem> found;
  for (const DiscoveredFile& file : discovered.files) {
    if (!is_deployed_content(project.schema(), discovered, file)) continue;
    const SymbolId name = project.symbol(TypeId{file.type}, file.full_name);
    if (name == SymbolId::none || project.symbols().is_defined(name)) continue;
    const std::vector<UseSite> uses = project.uses(name);
    if (uses.empty()) continue;
    ProjectProblem problem{.code = "CRD022", .case_id = "no-description"};
    problem.path = discovered.path_of(file);
    problem.message = fmt::format(
        "there is no `{0}-meta.xml` beside `{0}`; one does not deploy without the other, and `{1}` "
        "uses it",
        file.name, project.file(uses.front().file).full_name);
    problem.help = "retrieve the certificate again, which writes both files";
    problem.text = false;
    found.push_back(std::move(problem));
  }
  return found;
}

}  // namespace ecac
