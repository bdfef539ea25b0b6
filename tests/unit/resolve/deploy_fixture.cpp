#include "tests/unit/resolve/deploy_fixture.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/analysis/place_table.h"
#include "compiler/analysis/project_loader.h"
#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/project/project_resolver.h"
#include "compiler/resolve/project/project_visitor.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac::test {

namespace {

constexpr char kProjectRoot[] = "/p";

}  // namespace

DeployFixture::DeployFixture() {
  file("sfdx-project.json",
       R"({"packageDirectories":[{"path":"app","default":true}],"sourceApiVersion":"66.0"})");
}

DeployFixture::DeployFixture(const std::string& sample) {
  folder("samples/" + sample);
}

DeployFixture& DeployFixture::environment(Environment environment) {
  environment_ = std::move(environment);
  return *this;
}

DeployFixture& DeployFixture::app(AppConfiguration app) {
  apps_.push_back(std::move(app));
  return *this;
}

void DeployFixture::load() {
  if (analysis_ != nullptr) return;
  add_texts(tree_, kProjectRoot, texts());
  const auto schema = SchemaSet::embedded();
  const SchemaMatcher matcher(*schema);
  DiscoveryOptions options;
  options.current_directory = "/p";
  const auto sources = std::make_shared<SourceStore>(tree_);
  discovery_ = discover(*sources, matcher, options);
  const DiscoveredProject& discovered = discovery_.projects.at(0);
  declared_ = declared_replacements(discovered.project_file);
  replaced_ = std::make_unique<ReplacedFileTree>(*sources, discovered.root, discovered.project_file,
                                                 environment_);
  LoadOptions load;
  load.files = replaced_.get();
  analysis_ =
      std::make_unique<ProjectAnalysis>(load_project(sources, schema, discovered, load), false);
  analysis_->link_all();
}

const Project& DeployFixture::project() {
  load();
  return analysis_->project();
}

const std::vector<DeclaredReplacement>& DeployFixture::declared() {
  load();
  return declared_;
}

ResolvedProject DeployFixture::resolved() {
  const Project& read = project();
  const PlaceTable places(read, replaced_.get());
  const OrgAnswers org(apps_, "", false);
  const ProjectContext context(read, org);
  RunFacts run;
  run.apps = apps_;
  run.replacements = declared_;
  return resolve_project(context, {},
                         {.run = run, .place = [&](Place place) { return places.find(place); }});
}

nlohmann::json DeployFixture::document() {
  return document_of(resolved());
}

std::vector<std::string> DeployFixture::steps() {
  const nlohmann::json document = this->document();
  std::vector<std::string> lines;
  for (const nlohmann::json& step : document["deploy"]["steps"]) {
    std::string line;
    for (const nlohmann::json& member : step["members"]) {
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ", member["type"].get<std::string>(),
                          member["name"].get<std::string>());
    }
    lines.push_back(step["stage"].get<std::string>() + ": " + line);
  }
  return lines;
}

std::string DeployFixture::digest(std::string_view type, std::string_view name) {
  const nlohmann::json document = this->document();
  for (const nlohmann::json& digest : document["deploy"]["digests"]) {
    if (digest["type"] != type || digest["name"] != name) continue;
    return digest["sha256"].is_null() ? "unknown" : digest["sha256"].get<std::string>();
  }
  return "none";
}

std::vector<nlohmann::json> where(const nlohmann::json& array, const char* member,
                                  std::string_view value) {
  std::vector<nlohmann::json> found;
  std::copy_if(array.begin(), array.end(), std::back_inserter(found),
               [&](const nlohmann::json& one) { return one.value(member, "") == value; });
  return found;
}

nlohmann::json document_of(const ResolvedProject& project) {
  DocumentBuilder builder(*project.schema, project.places);
  visit_project(project, builder);
  return std::move(builder).finish();
}

}  // namespace ecac::test
