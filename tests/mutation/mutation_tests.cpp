#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "compiler/driver/compile.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/mutation/mutants.h"
#include "tests/support/rule_page.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace {

constexpr char kRoot[] = "/sample";
constexpr const char* kSamples[] = {"headless-public", "headless-private", "mcp-oauth21"};
constexpr double kLeastShare = 0.95;

ProjectTexts texts_of(const std::string& sample) {
  ProjectTexts texts;
  for (auto& [path, text] : texts_of_folder("samples/" + sample)) {
    if (path.starts_with("expected/")) continue;
    texts[std::string(kRoot) + "/" + path] = std::move(text);
  }
  return texts;
}

/// What `check` and `compile` say of a project.
struct Answer {
  std::multiset<std::string> findings = {};  ///< without their lines
  std::multiset<std::string> loud = {};      ///< warnings and errors alone
  std::string document = {};                 ///< resolved, without the provenance
};

Answer answer_to(const ProjectTexts& texts, bool by_manifest) {
  MemoryFileTree tree;
  const std::string manifest = std::string(kRoot) + "/" + kSampleManifest;
  for (const auto& [path, text] : texts) {
    if (by_manifest || path != manifest) tree.add(path, text);
  }
  CompileRequest request;
  request.check.current_directory = kRoot;
  request.check.mode = Mode::predeploy;
  request.check.today = "2026-10-01";
  if (by_manifest) request.check.manifest = manifest;
  const CompileResult result = compile(test::host_with(tree), request);
  Answer answer;
  for (const ReportFinding& finding : result.check.report.findings) {
    const std::string line = fmt::format("{} {} {}", rule_of(finding.rule_case).code,
                                         finding.place.path, finding.message);
    answer.findings.insert(line);
    if (finding.severity >= Severity::warning) answer.loud.insert(line);
  }
  if (result.project) {
    nlohmann::json document = nlohmann::json::parse(resolved_document(*result.project, {}));
    document.erase("provenance");
    if (by_manifest) {
      // That less is deployed is what a manifest is for; what counts is what an app may do then.
      for (const char* const key : {"deploy", "manualSteps"}) document.erase(key);
    }
    answer.document = document.dump();
  }
  return answer;
}

bool has_more(const std::multiset<std::string>& after, const std::multiset<std::string>& before) {
  return std::any_of(after.begin(), after.end(), [&](const std::string& line) {
    return after.count(line) > before.count(line);
  });
}

struct Score {
  int mutants = 0;
  int equivalent = 0;  ///< the resolved document stays as it was; not counted, found or not
  int detected = 0;
  int loudly = 0;  ///< by a warning or an error
  double share() const {
    const int counted = mutants - equivalent;
    return counted == 0 ? 1 : static_cast<double>(detected) / counted;
  }
};

/// `tests/mutation/undetected.txt`: a mutant a line, `  # ` and the reason below it.
std::map<std::string, std::string> read_reasons() {
  std::map<std::string, std::string> reasons;
  std::istringstream lines(
      read_text_file(std::string(ECAC_SOURCE_DIR) + "/tests/mutation/undetected.txt"));
  std::vector<std::string> waiting;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ") || line.empty()) continue;
    if (line.starts_with("  # ")) {
      for (const std::string& mutant : waiting) reasons[mutant] = line.substr(4);
      waiting.clear();
    } else {
      waiting.push_back(line);
    }
  }
  for (const std::string& mutant : waiting) reasons[mutant] = "";
  return reasons;
}

void print(const std::map<std::string, Score>& scores, const Score& all) {
  fmt::print("{:<30} {:>7} {:>10} {:>8} {:>6} {:>7}\n", "operator", "mutants", "equivalent",
             "detected", "loudly", "share");
  const auto row = [](const std::string& name, const Score& score) {
    fmt::print("{:<30} {:>7} {:>10} {:>8} {:>6} {:>6.1f}%\n", name, score.mutants, score.equivalent,
               score.detected, score.loudly, score.share() * 100);
  };
  for (const std::string& op : mutation_operators()) row(op, scores.at(op));
  row("all", all);
}

TEST(Mutation, MistakesInCleanSamplesAreFound) {
  std::map<std::string, Score> scores;
  for (const std::string& op : mutation_operators()) scores[op] = {};
  Score all;
  std::set<std::string> undetected;
  for (const std::string sample : kSamples) {
    const ProjectTexts texts = texts_of(sample);
    const Answer whole = answer_to(texts, false);
    const Answer listed = answer_to(texts, true);
    EXPECT_FALSE(whole.document.empty()) << sample;
    EXPECT_TRUE(whole.loud.empty()) << sample << ": " << *whole.loud.begin();
    for (const Mutant& mutant : mutants_of(kRoot, texts)) {
      ProjectTexts changed = texts;
      for (const auto& [path, text] : mutant.files) {
        if (text) {
          changed[path] = *text;
        } else {
          changed.erase(path);
        }
      }
      const Answer& clean = mutant.by_manifest ? listed : whole;
      const Answer answer = answer_to(changed, mutant.by_manifest);
      for (Score* score : {&scores[mutant.op], &all}) {
        ++score->mutants;
        if (answer.document == clean.document) {
          ++score->equivalent;
        } else if (has_more(answer.findings, clean.findings)) {
          ++score->detected;
          if (has_more(answer.loud, clean.loud)) ++score->loudly;
        } else {
          undetected.insert(sample + ": " + mutant.op + ": " + mutant.what);
        }
      }
    }
  }
  print(scores, all);
  EXPECT_GE(all.share(), kLeastShare);

  const std::map<std::string, std::string> reasons = read_reasons();
  for (const std::string& mutant : undetected) {
    if (!reasons.contains(mutant)) {
      ADD_FAILURE() << "not detected, and not in undetected.txt: " << mutant;
    }
  }
  for (const auto& [mutant, reason] : reasons) {
    EXPECT_FALSE(reason.empty()) << "no reason for: " << mutant;
    EXPECT_TRUE(undetected.contains(mutant)) << "in undetected.txt, but detected: " << mutant;
  }
}

}  // namespace
}  // namespace ecac::test
