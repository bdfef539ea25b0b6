#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "compiler/analysis/project_analysis.h"
#include "compiler/analysis/project_loader.h"
#include "compiler/host/openssl_certificate_reader.h"
#include "compiler/host/thread_executor.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/support/memory_file_tree.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

constexpr char kRoot[] = "/project";

/// All samples, clean and broken, as one project: names clash, references cross, much is wrong.
std::vector<std::pair<std::string, std::string>> sample_files() {
  std::vector<std::pair<std::string, std::string>> files;
  const std::filesystem::path samples = std::filesystem::path(ECAC_SOURCE_DIR) / "samples";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(samples)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".xml") continue;
    if (entry.path().parent_path().filename() == "manifest") continue;
    const std::string path = std::filesystem::relative(entry.path(), samples).string();
    files.emplace_back(std::string(kRoot) + "/" + path, read_text_file(entry.path().string()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> findings_of(const ProjectAnalysis& analysis) {
  const Project& project = analysis.project();
  std::vector<std::string> lines;
  const auto add = [&](const Diagnostic& finding, FileId file) {
    std::string line = file == FileId::none ? "" : project.path(file);
    line += ":" + std::to_string(finding.place.range.begin) + ": " +
            std::string(rule_of(finding.rule_case).code) + " " + finding.message;
    for (const Label& label : finding.labels) {
      if (label.place.file != FileId::none) line += " @" + project.path(label.place.file);
    }
    lines.push_back(std::move(line));
  };
  for (const FileId id : project.files()) {
    for (const LocalFinding& finding : project.file(id).facts.findings()) {
      add(finding.diagnostic, id);
    }
  }
  analysis.for_each_unit_finding(
      [&](const Diagnostic& finding) { add(finding, finding.place.file); });
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// A project in memory with its analysis; names of the discovery must outlive it.
struct Loaded {
  explicit Loaded(const MemoryFileTree& tree) {
    const SchemaMatcher matcher(*SchemaSet::embedded());
    DiscoveryOptions options;
    options.current_directory = kRoot;
    options.isolated = true;
    sources = std::make_shared<SourceStore>(tree);
    discovery = discover(*sources, matcher, options);
    EXPECT_EQ(discovery.projects.size(), 1u);
    analysis = std::make_unique<ProjectAnalysis>(
        load_project(sources, SchemaSet::embedded(), discovery.projects.at(0), {}),
        openssl_certificate_reader(), true);
    analysis->link_all();
    ThreadExecutor executor(2);
    analysis->analyze_all(executor);
  }
  std::shared_ptr<SourceStore> sources;
  Discovery discovery;
  std::unique_ptr<ProjectAnalysis> analysis;
};

std::string mutated(const std::string& text, std::mt19937& random) {
  const auto pick = [&](std::size_t size) {
    return static_cast<std::size_t>(
        std::uniform_int_distribution<std::size_t>(0, size - 1)(random));
  };
  std::string changed = text;
  if (changed.empty()) return "<a/>";
  switch (pick(6)) {
    case 0: changed.erase(pick(changed.size()), 1 + pick(8)); break;
    case 1: changed.insert(pick(changed.size()), "x"); break;
    case 2: return "";
    case 3: {  // another app or credential
      for (const std::string name : {"Portal", "Storefront", "Partner_MCP"}) {
        const std::size_t at = changed.find(">" + name);
        if (at != std::string::npos) {
          changed.replace(at + 1, name.size(), pick(2) == 0 ? "Portal_Kiosk" : "Portl");
          break;
        }
      }
      break;
    }
    case 4: {  // lose a whole line
      const std::size_t begin = changed.find('\n', pick(changed.size()));
      if (begin == std::string::npos) break;
      const std::size_t end = changed.find('\n', begin + 1);
      changed.erase(begin, end == std::string::npos ? std::string::npos : end - begin);
      break;
    }
    default: changed[pick(changed.size())] = '<'; break;
  }
  return changed;
}

TEST(Incremental, AnEditedProjectEqualsOneReadAnew) {
  const auto originals = sample_files();
  ASSERT_GT(originals.size(), 40u);
  MemoryFileTree tree;
  for (const auto& [path, text] : originals) tree.add(path, text);
  Loaded edited(tree);
  ASSERT_FALSE(findings_of(*edited.analysis).empty());

  std::mt19937 random(20260901);
  FactsBuilder builder(*SchemaSet::embedded());
  const std::size_t count = edited.analysis->project().file_count();
  std::size_t most_units = 0;
  for (int step = 0; step < 400; ++step) {
    const FileId file = edited.analysis->project().files()[random() % count];
    const ProjectFile& source = edited.analysis->project().file(file);
    if (SchemaSet::embedded()->type(source.type).read != ReadDepth::fields || source.wrong_suffix) {
      continue;
    }
    const std::string path = edited.analysis->project().path(file);
    const auto original = std::find_if(originals.begin(), originals.end(),
                                       [&](const auto& each) { return each.first == path; });
    ASSERT_NE(original, originals.end()) << path;
    const std::string text =
        random() % 3 == 0 ? original->second : mutated(original->second, random);
    tree.add(path, text);
    edited.analysis->replace(file, builder.analyze(text, source.type));
    const std::size_t units = edited.analysis->update();
    if (!is_org_wide(source.type)) most_units = std::max(most_units, units);
    if (step % 8 != 0) continue;
    const Loaded anew(tree);
    ASSERT_EQ(findings_of(*edited.analysis), findings_of(*anew.analysis))
        << "step " << step << " " << path;
  }
  // An edit must not be a new run in disguise.
  EXPECT_LT(most_units, count);
}

TEST(Incremental, FilesInAnyOrderGiveTheSameFindings) {
  const auto originals = sample_files();
  MemoryFileTree tree;
  for (const auto& [path, text] : originals) tree.add(path, text);
  Loaded forward(tree);
  // The same files entered the other way round.
  DiscoveredProject reversed = std::move(forward.discovery.projects[0]);
  std::reverse(reversed.files.begin(), reversed.files.end());
  ProjectAnalysis backward(
      load_project(std::make_shared<SourceStore>(tree), SchemaSet::embedded(), reversed, {}),
      openssl_certificate_reader(), false);
  backward.link_all();
  backward.analyze_all();
  EXPECT_EQ(findings_of(*forward.analysis), findings_of(backward));
}

}  // namespace
}  // namespace ecac::test
