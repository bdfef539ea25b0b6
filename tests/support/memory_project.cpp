#include "tests/support/memory_project.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "compiler/analysis/project_loader.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac::test {

namespace {

constexpr std::string_view kProjectFolder = "/project/";

}  // namespace

MemoryProject& MemoryProject::file(const std::string& path, const std::string& text) {
  std::string whole = text;
  if (path.ends_with(".xml") && !text.starts_with("<?xml")) {
    const std::string name = path.substr(path.rfind('/') + 1);
    const std::string suffix = name.substr(name.find('.') + 1);
    const TypeSchema* type = SchemaSet::embedded()->find_by_suffix(
        suffix.substr(0, suffix.find('-')), name.substr(0, name.find('.')));
    if (type == nullptr) throw std::invalid_argument("no type for " + path);
    const bool part = SchemaSet::embedded()->find_type(type->metadata_name) != nullptr;
    const std::string_view root = part ? type->metadata_name : type->name;
    whole = fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n{1}\n</{0}>\n",
        root, text);
  }
  texts_[path] = std::move(whole);
  return *this;
}

MemoryProject& MemoryProject::folder(const std::string& path) {
  const std::filesystem::path root = std::filesystem::path(ECAC_SOURCE_DIR) / path;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    texts_[std::filesystem::relative(entry.path(), root).generic_string()] = text.str();
  }
  return *this;
}

MemoryProject& MemoryProject::replace(const std::string& path, const std::string& what,
                                      const std::string& with) {
  std::string& text = texts_.at(path);
  const std::size_t at = text.find(what);
  if (at == std::string::npos || text.find(what, at + 1) != std::string::npos) {
    throw std::invalid_argument(what + " does not stand once in " + path);
  }
  text.replace(at, what.size(), with);
  return *this;
}

const Project& MemoryProject::project() {
  if (project_ != nullptr) return *project_;
  const std::string root(kProjectFolder);
  for (const auto& [path, text] : texts_) tree_.add(root + path, text);
  const SchemaMatcher matcher(*SchemaSet::embedded());
  DiscoveryOptions options;
  options.current_directory = root.substr(0, root.size() - 1);
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
