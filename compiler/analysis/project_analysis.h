#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/analysis/dependencies.h"
#include "compiler/analysis/unit_findings.h"
#include "compiler/model/project.h"
#include "compiler/resolve/deploy/environment_values.h"
#include "compiler/resolve/org/project_context.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/support/executor.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// Facts per file, answers per unit: the findings of one project, kept so that an edit re-does only
/// the units that have asked something which it gives another answer.
class ProjectAnalysis {
 public:
  /// With `track_edits`, what units ask is recorded; without, only `analyze_all` may be used, which
  /// then costs less. `earlier`, an earlier state of the project, may be null and must outlive
  /// this.
  ProjectAnalysis(Project project, bool track_edits, RunFacts run = {},
                  const Project* earlier = nullptr);

  const Project& project() const { return *project_; }
  const RunFacts& run_facts() const { return *run_; }
  /// The project for who asks between two edits and not again, with what all its apps share.
  ProjectContext context() const { return {*project_, *org_}; }

  /// Enters all files into the index. Facts are there already.
  void link_all();
  /// Reads the sources that only matter when something names them. Needs the index. With
  /// `track_edits` the files are borrowed, and read again when that changes.
  void read_on_reference(const FileTree& files);
  /// What is to be said of the files that have no facts.
  void note_tree(TreeNotes notes);
  const TreeNotes& tree() const { return *tree_; }
  /// Answers every unit.
  void analyze_all(Executor& executor = inline_executor());

  /// Edits, with `track_edits`. What they make stale is answered at the next `update`.
  /// Gives a file new facts; returns those that it had.
  FileFacts replace(FileId file, FileFacts facts);
  /// Adds a file that has its facts; its number is the store's.
  void add_file(FileId id, ProjectFile file);
  void remove_file(FileId file);
  /// Gives a file another place or name, and with it perhaps another type; `as` has no facts. Its
  /// own are kept if the type is the same, else they are `facts`.
  void rename_file(FileId file, FileId id, ProjectFile as, FileFacts facts = {});
  /// How the deploy takes a file: what `.forceignore`, manifest and package directories say.
  void set_standing(FileId file, const ProjectFile& as);
  /// What lies beside a file that describes it, or the text of a file that is read on reference, is
  /// another one.
  void content_changed(FileId file);
  /// Which contents such as `X.crt` there are now.
  void set_contents(const Project::Contents& contents);
  /// Everything else that an answer depends on: settings, known components, facts of the run. All
  /// is answered at once.
  void restart(Project project, RunFacts run);
  /// The facts of a file, to be put into a project that is given to `restart`.
  FileFacts take_facts(FileId file);
  /// Where later updates read from.
  void use_files(const FileTree& files) { files_ = &files; }

  /// Answers what edits have made stale; returns how many units that were.
  std::size_t update();

  /// The findings of a file's own unit, as all files are now. Nothing is kept of them.
  std::vector<Diagnostic> own_findings(FileId file) const;
  /// Those of them that hold whatever else the project has.
  std::vector<Diagnostic> lone_findings(FileId file) const {
    return run_rules_alone(inputs(), file);
  }

  /// What was found, unit by unit.
  const UnitFindings& findings() const { return findings_; }
  UnitFindings& findings() { return findings_; }
  /// Calls `visit(const Diagnostic&)` for the findings of all units, in no order.
  template <class Visit>
  void for_each_unit_finding(Visit&& visit) const {
    findings_.for_each(visit);
  }

  std::size_t outside_references() const;
  /// False if a rule failed; its finding is PRJ005.
  bool sound() const { return sound_; }

 private:
  struct AskerHash {
    std::size_t operator()(const Asker& asker) const {
      return static_cast<std::size_t>(asker.index) * 8 + static_cast<std::size_t>(asker.kind);
    }
  };

  std::vector<Unit> symbol_units() const;
  RuleInputs inputs() const;
  void mark(Asker asker) { stale_.insert(asker); }
  void mark_everything();
  void mark_file(FileId file);
  void mark_symbol(SymbolId symbol);
  void mark_question(Question question, std::uint64_t about);
  void mark_question(Question question, TypeId type);
  void mark_names(const NameChanges& changes);
  void mark_known(TypeId type, std::string_view name);
  void mark_consumer_key(FileId file);
  void mark_words(std::vector<std::uint64_t> before, std::vector<std::uint64_t> after);
  std::vector<SymbolId> symbols_of(FileId file) const;
  ProjectFile take_out(FileId file);
  void forget_unused(std::span<const SymbolId> candidates);
  void drop_unit(Unit unit);
  void read_again();
  void renew_answers();
  /// What an answer was read from counts from here on. Whoever asked for it first may have done so
  /// between two edits.
  void record_answers();
  void run(Unit unit);

  // At addresses of their own, since others refer to them and an analysis may be moved.
  std::unique_ptr<Project> project_;
  std::unique_ptr<const RunFacts> run_;
  std::unique_ptr<const DeclaredSources> replacements_;
  const Project* earlier_;
  std::unique_ptr<TreeNotes> tree_ = std::make_unique<TreeNotes>();
  std::unique_ptr<OrgAnswers> org_;
  const FileTree* files_ = nullptr;
  bool track_edits_;
  bool sound_ = true;
  UnitFindings findings_;

  std::unordered_set<Asker, AskerHash> stale_;
  Dependencies dependencies_;
};

}  // namespace ecac
