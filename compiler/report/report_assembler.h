#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/edit/fix_realiser.h"
#include "compiler/report/element_path.h"
#include "compiler/report/fingerprint.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"
#include "compiler/report/shown_paths.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/line_index.h"
#include "compiler/support/file_tree.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// A file that a report speaks of.
struct ReportFile {
  std::string path = {};  ///< absolute
  std::string shown = {};
  std::uint64_t content_hash = 0;  ///< 0: not known, not compared
  std::vector<TextRange> known_secrets = {};
};

/// Reads files again for snippets, masked, and answers nothing for those that changed since.
class FileSnippets final : public SnippetSource {
 public:
  FileSnippets(std::shared_ptr<const SourceStore> sources, const SchemaSet& schema,
               std::vector<ReportFile> table);
  bool line(FileId file, std::uint32_t line, std::string& text) override;
  std::string path_of(FileId file) const override {
    const auto index = static_cast<std::size_t>(file);
    return index < table_.size() ? table_[index].path : std::string();
  }

 private:
  std::shared_ptr<const SourceStore> sources_;
  Redactor redactor_;
  std::vector<ReportFile> table_;
  FileId current_ = FileId::none;
  std::shared_ptr<const SourceText> current_text_ = {};
  std::optional<RedactedFile> current_file_;
};

/// Collects the findings of one project after another and makes the report of them: severity,
/// places for people, fingerprints, redaction, order.
class ReportAssembler {
 public:
  ReportAssembler(std::shared_ptr<SourceStore> sources, std::shared_ptr<const SchemaSet> schema,
                  ShownPaths paths);

  /// All that was found in a project, as its rules are set. Where values were put into its files,
  /// places and lines are shown as they are in the files.
  void add_project(const AnalysedProject& project, const ProjectRules& rules);
  /// Sorts and counts.
  Report finish();
  std::unique_ptr<SnippetSource> snippets() const;
  bool internal_error() const { return internal_error_; }

 private:
  /// What is needed of a file while findings of it are assembled.
  struct OpenFile {
    FileId id = FileId::none;  ///< of the report
    bool text_known = false;
    bool put_in = false;  ///< the text is that of the file, which was read with values put in
    std::string bytes = {};
    std::string decoded = {};
    std::string_view text = {};
    LineIndex lines = {};
    std::vector<std::string> secrets = {};
    std::optional<ElementPaths> elements = {};
  };

  /// A file that has no facts; `id` is none if it cannot be read.
  struct OtherFile {
    FileId id = FileId::none;
    std::shared_ptr<const SourceText> text = {};
  };

  /// A finding whose fingerprint is still to be numbered.
  struct PendingFinding {
    ReportFinding finding = {};
    std::size_t project = 0;  ///< which of the run, for those that show the same path
    FindingIdentity parts = {};
    std::optional<std::size_t> waiver = {};  ///< index into Report::waivers
  };

  /// What tells the findings of a project from those of others; asked for once a project.
  const ProjectIdentity& identity_of(std::string_view project_root);
  void add(const Project& project, const Diagnostic& finding, Severity severity,
           const Waiver* waiver);
  void count(Severity severity);
  /// What covers findings of the case in the file; null if nothing does.
  const Waiver* waiver_of(const Project& project, FileId file, CaseId rule_case,
                          const WaiverTable& waivers) const;
  /// The index of the waiver in the report.
  std::size_t shown_waiver(const Waiver& waiver);
  void note_secrets(const ProjectAnalysis& analysis);
  bool judge(CaseId rule_case, const RuleSelection& selection, Severity& severity);
  OpenFile& open(const Project& project, FileId file);
  ReportPlace place(const Project& project, Place place);
  /// In a file that has no facts.
  ReportPlace place_of_text(FileId text, TextRange range);
  Position position(const Project& project, FileId file, OpenFile& open, std::uint32_t offset);
  void read_text(const Project& project, FileId file, OpenFile& open);
  void read_original(const Project& project, FileId file, OpenFile& open);
  TextRange original(const OpenFile& open, TextRange range) const;
  bool touches_value(const Project& project, const std::vector<FileOperation>& fix);
  bool convert_fix(const Project& project, const Fix& fix, const OpenFile& own, FileId own_file,
                   ReportFix& out);
  void add_findings(const ProjectAnalysis& analysis, const RuleSelection& selection,
                    const WaiverTable& waivers);
  void count_files(const ProjectAnalysis& analysis);
  void count_skipped(const DiscoveredProject& discovered);

  std::shared_ptr<SourceStore> shared_sources_;
  SourceStore& sources_;
  const FileTree& files_;
  const ReplacedFileTree* replaced_ = nullptr;  ///< of the current project
  std::shared_ptr<const SchemaSet> schema_;
  ShownPaths paths_;
  Redactor redactor_;
  Report report_;
  std::vector<ReportFile> table_;
  std::vector<std::unique_ptr<OpenFile>> open_;  ///< by FileId of the current project
  std::map<FileId, OtherFile> other_files_;
  /// Secrets that rules found in the current project, whether they are reported or not.
  std::unordered_map<std::uint32_t, std::vector<TextRange>> found_secrets_;
  std::optional<FixRealiser> realiser_ = {};  ///< of the current project
  std::vector<PendingFinding> pending_;
  std::map<const Waiver*, std::size_t> shown_waivers_;  ///< of the current project
  std::string identified_root_;                         ///< the project that `identity_` is of
  std::optional<ProjectIdentity> identity_;
  std::size_t project_number_ = 0;
  bool internal_error_ = false;
};

}  // namespace ecac
