#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/model/project.h"
#include "compiler/resolve/deploy/environment_values.h"
#include "compiler/resolve/values/ask_log.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/support/executor.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// Settings of the org, its sites and session times: any app may be judged by them, so an edit of
/// one re-does everything.
bool is_org_wide(TypeId type);

/// Facts per file, answers per unit: the findings of one project, kept so that an edit re-does only
/// the file and the units that asked for a name it defines or uses, before or after.
class ProjectAnalysis {
 public:
  /// With `track_edits`, the names that units ask for are recorded; without, only `analyze_all` may
  /// be used, which then costs less. `earlier`, an earlier state of the project, may be null and
  /// must outlive this.
  ProjectAnalysis(Project project, const CertificateReader& certificates, bool track_edits,
                  RunFacts run = {}, const Project* earlier = nullptr);

  const Project& project() const { return *project_; }
  const RunFacts& run_facts() const { return *run_; }

  /// Enters all files into the index. Facts are there already.
  void link_all();
  /// Reads the sources that only matter when something names them. Needs the index.
  void read_on_reference(const FileTree& files);
  /// Answers every unit.
  void analyze_all(Executor& executor = inline_executor());

  /// Gives a file new facts, after an edit. Its units are answered at the next `update`.
  void replace(FileId file, FileFacts facts);
  /// Answers what `replace` has made stale; returns how many units that were.
  std::size_t update();

  /// Calls `visit(const Diagnostic&)` for the findings of all units, in no order.
  template <class Visit>
  void for_each_unit_finding(Visit&& visit) const {
    for (const auto& findings : of_file_) {
      for (const Diagnostic& finding : findings) visit(finding);
    }
    for (const auto& [symbol, findings] : of_symbol_) {
      for (const Diagnostic& finding : findings) visit(finding);
    }
    for (const Diagnostic& finding : of_project_) visit(finding);
  }
  std::vector<Diagnostic>& findings_of(Unit unit);

  std::size_t outside_references() const;
  /// False if a rule failed; its finding is PRJ005.
  bool sound() const { return sound_; }

 private:
  struct UnitHash {
    std::size_t operator()(const Unit& unit) const {
      return static_cast<std::size_t>(unit.index) * 4 + static_cast<std::size_t>(unit.kind);
    }
  };
  using UnitSet = std::unordered_set<Unit, UnitHash>;

  std::vector<Unit> symbol_units() const;
  RuleInputs inputs() const { return {*context_, *run_, *replacements_, earlier_}; }
  /// Looks at the org's settings anew.
  void renew_context();
  void mark_everything();
  void run(Unit unit);
  void forget_asks(Unit unit);
  void record_asks(Unit unit, AskLog log);
  void mark_names_of(FileId file, std::vector<std::pair<TypeId, std::string>>& definitions);
  void mark_definition(TypeId type, std::string_view name);

  // At addresses of their own, since the context refers to them and an analysis may be moved.
  std::unique_ptr<Project> project_;
  std::unique_ptr<const RunFacts> run_;
  std::unique_ptr<const DeclaredSources> replacements_;
  const Project* earlier_;
  std::unique_ptr<ProjectContext> context_;
  const CertificateReader& certificates_;
  bool track_edits_;
  bool sound_ = true;
  std::vector<std::vector<Diagnostic>> of_file_;
  std::unordered_map<std::uint32_t, std::vector<Diagnostic>> of_symbol_;
  std::vector<Diagnostic> of_project_;

  UnitSet stale_;
  std::unordered_map<Unit, AskLog, UnitHash> asks_;
  std::vector<std::vector<Unit>> askers_;  ///< by symbol
  std::unordered_map<std::uint16_t, std::vector<std::pair<std::string, Unit>>> missed_;
  std::unordered_map<std::uint16_t, UnitSet> type_askers_;
  std::unordered_map<std::uint64_t, UnitSet> key_askers_;
};

}  // namespace ecac
