#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "compiler/workspace/discovery/schema_matcher.h"
#include "tests/support/edited_project.h"
#include "tests/support/mutated_text.h"

namespace ecac::test {
namespace {

/// All samples, clean and broken, as one project: names clash, references cross, much is wrong.
ProjectTexts sample_files() {
  ProjectTexts files = texts_of_folder("samples");
  std::erase_if(files, [](const auto& file) {
    return !file.first.ends_with(".xml") || file.first.find("/manifest/") != std::string::npos;
  });
  return files;
}

TEST(IncrementalSamples, GiveWhatAFreshRunGives) {
  const ProjectTexts originals = sample_files();
  ASSERT_GT(originals.size(), 40u);
  EditedProject project(originals);
  ASSERT_TRUE(project.is_one_project());
  std::mt19937 random(20260901);
  std::map<std::string, std::string> now;  // original path to where it lies, "" if it is gone
  std::vector<std::string> paths;
  for (const auto& [path, text] : originals) {
    paths.push_back(path);
    now[path] = path;
  }
  std::size_t most_units = 0;
  for (int step = 0; step < 400; ++step) {
    const std::string& path = paths[random() % paths.size()];
    std::string& place = now[path];
    const std::string& text = originals.at(path);
    const auto kind = random() % 8;
    if (place.empty()) {
      place = path;
      project.write(place, text);
    } else if (kind == 0) {
      project.remove(place);
      place.clear();
    } else if (kind == 1) {
      const std::size_t name = path.rfind('/') + 1;
      std::string other = path.substr(0, name) + "X" + path.substr(name);
      if (place == other) other = path;
      project.rename(place, other);
      place = other;
    } else {
      project.write(place, kind < 4 ? text : mutated(text, random));
    }
    const std::size_t units = project.update();
    most_units = std::max(most_units, units);
    ASSERT_EQ(difference(project.findings(), project.fresh_findings()), "")
        << "step " << step << " " << path;
  }
  // An edit must not be a new run in disguise.
  EXPECT_LT(most_units, originals.size());
}

TEST(IncrementalSamples, FilesInAnyOrderGiveTheSameFindings) {
  MemoryFileTree tree;
  add_texts(tree, "/project", sample_files());
  const SchemaMatcher matcher(*SchemaSet::embedded());
  DiscoveryOptions options;
  options.current_directory = "/project";
  options.isolated = true;
  const auto sources = std::make_shared<SourceStore>(tree);
  Discovery discovery = discover(*sources, matcher, options);
  const auto findings = [&](const DiscoveredProject& project) {
    ProjectAnalysis analysis(load_project(sources, SchemaSet::embedded(), project, {}), false);
    analysis.link_all();
    analysis.analyze_all();
    return findings_of(analysis);
  };
  DiscoveredProject& project = discovery.projects.at(0);
  const std::vector<std::string> forward = findings(project);
  // The same files entered the other way round.
  std::reverse(project.files.begin(), project.files.end());
  EXPECT_EQ(difference(findings(project), forward), "");
}

}  // namespace
}  // namespace ecac::test
