#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/file_snippets.h"
#include "compiler/report/fingerprint.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/report/report_part.h"
#include "compiler/report/secrets/project_secrets.h"
#include "compiler/report/selection/configuration_fixes.h"
#include "compiler/report/selection/ignored_places.h"
#include "compiler/report/waiver_review.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/source_store.h"

namespace ecac {

class CommentReview;
class OpenFiles;
class ShownFixes;

/// Collects the findings of one project after another and makes the report of them: severity,
/// places for people, fingerprints, redaction, order.
class ReportAssembler {
 public:
  ReportAssembler(std::shared_ptr<SourceStore> sources, std::shared_ptr<const SchemaSet> schema,
                  ShownPaths paths);

  /// Which configuration files may have entries that are called unused: those of which all that may
  /// use them is added. Without a word, all.
  void tell_unused_of(std::function<bool(const std::string& path)> files) {
    tells_unused_of_ = std::move(files);
  }
  /// Knows the secrets of the projects that are added from now on also where nothing was found.
  void learn_secrets() { learns_secrets_ = true; }
  /// Covers these, too, in all that is said: secrets of another state of the projects, as secrets()
  /// of its assembler has them.
  void add_secrets(const std::vector<std::string>& secrets);
  /// From now on only what is about these texts is added, and nothing is counted; borrowed.
  /// The projects track edits, and all texts are given that define a component of the part, or
  /// have a waiver of it.
  void restrict_to(const ReportPart& part) { part_ = &part; }
  /// All that was found in a project, as its rules are set. Where values were put into its files,
  /// places and lines are shown as they are in the files. `secrets` are those of the project, where
  /// somebody keeps them.
  void add_project(const AnalysedProject& project, const ProjectRules& rules,
                   ProjectSecrets* secrets = nullptr);
  /// A project of which nothing is in the part; those that follow have the numbers they have in
  /// the whole report.
  void skip_project(const AnalysedProject& project, ProjectSecrets& secrets);
  /// Which waivers were used, after the end.
  const std::vector<EntryUse>& uses() const { return uses_; }
  /// Sorts, numbers and counts.
  Report finish();
  /// The lines of the report's files.
  std::unique_ptr<SnippetSource> snippets() const;
  bool internal_error() const { return internal_error_; }
  /// Those of the projects that are known by their value, for who shows more of their files.
  const std::vector<std::string>& secrets() const { return files_.secrets(); }
  /// Covers them in reasons that come from elsewhere, such as a baseline.
  void cover_reasons(std::vector<ReportWaiver>& waivers) const;

 private:
  /// A finding whose fingerprint is still to be numbered.
  struct PendingFinding {
    ReportFinding finding = {};
    std::size_t project = 0;  ///< which of the run, for those that show the same path
    std::set<std::string> environments = {};  ///< whose deploys have it; none without environments
    FindingIdentity parts = {};
    std::optional<std::size_t> waiver = {};   ///< index into Report::waivers
    std::optional<std::size_t> comment = {};  ///< that accepts it; index into comments_
    FileId text = FileId::none;               ///< that it is about
  };
  /// A project while its findings are added.
  struct ProjectAtWork {
    const Project& project;
    const std::string& environment;
    const WaiverTable& waivers;
    const RuleSelection& selection;
    OpenFiles& open;
    ShownFixes& fixes;
    /// Of each file that an error is about: its uses of names, by the beginning of their places.
    std::map<FileId, std::multimap<std::uint32_t, std::size_t>> uses_by_place = {};
    std::set<std::pair<FileId, std::size_t>> refused_uses = {};  ///< file and index of the use
    std::map<const Waiver*, std::size_t> shown_waivers = {};
    std::map<FileId, IgnoredPlaces> ignored = {};  ///< of files with comments that say so
    std::map<const IgnoredRule*, std::size_t> shown_comments = {};
  };

  /// What tells the findings of a project from those of others; asked for once a project.
  const ProjectIdentity& identity_of(std::string_view project_root);
  /// Gives a project its number.
  void begin_project(std::string_view root);
  Severity judge(const Project& project, const Diagnostic& finding, const ProjectRules& rules);
  void add(ProjectAtWork& work, const Diagnostic& finding, Severity severity);
  /// What an error is about was judged: it is no reference that may lead elsewhere.
  void note_refused_use(ProjectAtWork& work, FileId file, TextRange range);
  ReportFinding show(ProjectAtWork& work, const Diagnostic& finding, FileId own) const;
  FindingIdentity identify(ProjectAtWork& work, const Diagnostic& finding, FileId own);
  /// What covers findings of the case in the file by the name of its app or credential; null if
  /// nothing does.
  const Waiver* waiver_of(const ProjectAtWork& work, FileId file, CaseId rule_case) const;
  /// The index of the waiver in the report.
  std::size_t shown_waiver(ProjectAtWork& work, const Waiver& waiver);
  /// The comment of a file that accepts a finding in it, as an index into comments_.
  std::optional<std::size_t> comment_for(ProjectAtWork& work, FileId file,
                                         const Diagnostic& finding);
  /// Adds what is to be said of the comments of a project by which findings are accepted.
  void note_comments(ProjectAtWork& work, const ProjectRules& rules);
  void note_comments_of(FileId file, ProjectAtWork& work, const CommentReview& review,
                        const ProjectRules& rules);
  /// Counts a project, and says where what decides of it stands.
  void sum_up(const AnalysedProject& analysed);
  /// Notes what could be found in the project that is added.
  void note_judged(const AnalysedProject& analysed, const ProjectRules& rules);
  /// Notes which waivers of a whole project have covered a finding.
  void note_waivers(ProjectAtWork& work, const ProjectRules& rules);
  /// Whether all that may use an entry of the file is part of the run.
  bool tells_unused_of(FileId configuration);
  /// Covers the secrets of one project in what is said of another, and those of another state.
  void cover_pending();
  void sort_pending();
  /// Gives each finding its fingerprint, its project and the like; from the given one on.
  void name_pending(std::size_t first);
  /// Holds findings against the waivers of their projects, and adds what is to be said of those.
  void review_waivers();
  /// Lets comments accept what no entry of ecac.json does.
  void take_comments();
  ReportPlace place_in_config(Place place);
  Severity severity_of(const WaiverNote& note, const WaiverReview& review) const;
  PendingFinding finding_of(const WaiverNote& note, std::size_t project,
                            const SecretValues& secrets);
  /// The fix that takes an entry out of a file of the project; none for one of another folder.
  std::vector<ReportFix> removal_of(Place entry, const std::string& project_root);
  /// Makes one of equal findings, and tells where not every environment of the project has it.
  void merge_pending();

  std::shared_ptr<SourceStore> sources_;
  std::shared_ptr<const SchemaSet> schema_;
  ShownPaths paths_;
  Redactor redactor_;
  ConfigurationFixes configuration_fixes_;
  Report report_;
  ReportFiles files_;
  std::vector<PendingFinding> pending_;
  std::string identified_root_;  ///< the project that `identity_` is of
  std::optional<ProjectIdentity> identity_;
  std::size_t project_number_ = 0;
  std::function<bool(const std::string& path)> tells_unused_of_ = {};
  std::map<FileId, bool> told_files_ = {};                          ///< what it has answered
  std::map<std::size_t, std::set<std::string>> environments_ = {};  ///< by project
  /// Waivers that have covered nothing so far, each as the finding that says so, and those that
  /// have; by their place. Several projects may share them.
  std::map<std::pair<FileId, std::uint32_t>, PendingFinding> unused_waivers_ = {};
  std::set<std::pair<FileId, std::uint32_t>> used_waivers_ = {};
  /// A project whose findings are all there.
  struct ReviewedProject {
    WaiverReview review;
    std::string identity = {};       ///< ProjectIdentity::project
    std::string configuration = {};  ///< path of its ecac.json, as an identity has it
    std::string root = {};           ///< absolute
  };
  std::map<std::size_t, ReviewedProject> reviewed_ = {};               ///< by project
  std::map<std::pair<std::size_t, std::string>, unsigned> seen_ = {};  ///< equal fingerprints
  std::set<FileId> counted_ = {};  ///< files of projects with environments, which share some
  std::set<FileId> judged_ = {};   ///< files that are not counted and have a finding all the same
  std::vector<ReportWaiver> comments_ = {};  ///< those that accept a finding
  const ReportPart* part_ = nullptr;
  std::vector<EntryUse> uses_ = {};
  bool learns_secrets_ = false;
  bool has_others_secrets_ = false;  ///< of another state
  bool internal_error_ = false;
};

}  // namespace ecac
