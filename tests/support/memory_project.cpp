#include "tests/support/memory_project.h"

#include "compiler/analysis/project_loader.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac::test {

namespace {

constexpr char kProjectFolder[] = "/project";

}  // namespace

const Project& MemoryProject::project() {
  if (project_ != nullptr) return *project_;
  add_texts(tree_, kProjectFolder, texts());
  const SchemaMatcher matcher(*SchemaSet::embedded());
  DiscoveryOptions options;
  options.current_directory = kProjectFolder;
  options.isolated = true;
  const auto sources = std::make_shared<SourceStore>(tree_);
  discovery_ = discover(*sources, matcher, options);
  project_ = std::make_unique<Project>(
      load_project(sources, SchemaSet::embedded(), discovery_.projects.at(0), {}));
  for (const FileId id : project_->files()) project_->link(id);
  return *project_;
}

SymbolId MemoryProject::symbol(std::string_view type, std::string_view name) {
  return project().symbol(project().schema().find_type(type)->id, name);
}

}  // namespace ecac::test
