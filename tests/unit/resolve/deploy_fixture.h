#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/analysis/project_analysis.h"
#include "compiler/resolve/org/app_configuration.h"
#include "compiler/resolve/project/resolved_project.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/replaced_file_tree.h"
#include "tests/support/project_builder.h"

namespace ecac::test {

/// A project in memory at /p with the package directory `app`, read as a deploy would send it, and
/// its deploy as a document.
class DeployFixture : public ProjectBuilder<DeployFixture> {
 public:
  DeployFixture();
  /// A copy of a sample.
  explicit DeployFixture(const std::string& sample);

  DeployFixture& environment(Environment environment);
  DeployFixture& app(AppConfiguration app);

  const Project& project();
  const std::vector<DeclaredReplacement>& declared();
  /// Everything, as `ecac compile` makes it.
  ResolvedProject resolved();
  /// The same as a document.
  nlohmann::json document();
  /// Each step as `stage: Type name, Type name`.
  std::vector<std::string> steps();
  std::string digest(std::string_view type, std::string_view name);

 private:
  void load();

  MemoryFileTree tree_ = {};
  Environment environment_ = {};
  std::vector<AppConfiguration> apps_ = {};
  Discovery discovery_ = {};
  std::vector<DeclaredReplacement> declared_ = {};
  std::unique_ptr<ReplacedFileTree> replaced_ = {};
  std::unique_ptr<ProjectAnalysis> analysis_ = {};
};

/// All values and reasons of a project.
nlohmann::json document_of(const ResolvedProject& project);

/// The elements of an array for which `member` is `value`.
std::vector<nlohmann::json> where(const nlohmann::json& array, const char* member,
                                  std::string_view value);

}  // namespace ecac::test
