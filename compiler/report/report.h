#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/report/overview.h"
#include "compiler/schema/type_schema.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/line_index.h"

namespace ecac {

/// Where a range begins or ends for a person: lines and columns from 1, columns in Unicode scalar
/// values, the offset in bytes of the UTF-8 text.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint32_t offset = 0;

  friend bool operator==(const Position&, const Position&) = default;
};

/// A place ready to be shown, with both ends.
struct ReportPlace {
  std::string path = {};       ///< as a person at this terminal would name it
  std::string root_path = {};  ///< from the root of the report (ReportRoot), for machines
  FileId file = FileId::none;
  TextRange range = {};
  Position start = {};
  Position end = {};

  friend bool operator==(const ReportPlace&, const ReportPlace&) = default;
};

/// A second place and what is to be seen there, ready to show.
struct ReportLabel {
  ReportPlace place = {};
  std::string text = {};

  friend bool operator==(const ReportLabel&, const ReportLabel&) = default;
};

/// One step of a fix, with paths as they are shown.
struct ReportOperation {
  enum class Kind : std::uint8_t { edit, create, rename, remove } kind = Kind::edit;
  ReportPlace place = {};     ///< edit: what is replaced; others: path of the file
  std::string new_path = {};  ///< rename
  std::string new_root_path = {};
  std::string text = {};  ///< edit, create
  /// Paths as the FileTree takes them, for those who change files; never shown.
  std::string file = {};      ///< create, rename, remove; of an edit the snippets know it
  std::string new_file = {};  ///< rename

  friend bool operator==(const ReportOperation&, const ReportOperation&) = default;
};

/// A way to mend a finding, ready to show or to apply.
struct ReportFix {
  std::string description = {};
  Applicability applicability = Applicability::unsafe;
  std::vector<ReportOperation> operations = {};
  std::string project = {};  ///< the project's folder, which no operation may leave; never shown

  friend bool operator==(const ReportFix&, const ReportFix&) = default;
};

/// Whether a finding was there before the change that is judged.
enum class FindingState : std::uint8_t {
  shown,  ///< nobody compared
  fresh,  ///< new
  known,  ///< as before, so that it fails nothing
};

/// `shown`, `new` or `known`.
std::string_view to_string(FindingState state);

/// A finding after mode, configuration and redaction: everything an output format may show.
struct ReportFinding {
  CaseId rule_case = {};
  Severity severity = Severity::error;
  FindingState state = FindingState::shown;
  ReportPlace place = {};
  std::string message = {};
  std::string caret = {};  ///< what is to be seen at `place`; may be empty
  std::vector<ReportLabel> related = {};
  std::vector<ReportFix> fixes = {};
  std::vector<std::string> helps = {};
  std::vector<std::string> notes = {};
  /// What the finding is about, as its fingerprint has it (FindingIdentity).
  std::string project = {};
  std::string component = {};
  std::string element = {};
  std::string fingerprint = {};  ///< 16 hex digits; no two of a project are the same
  Owner owner = Owner::none;     ///< who can change what is judged; none where nobody can tell
  bool enforced = false;         ///< nothing may put it off
  /// The first of its places whose line a change touches: 0 is `place`, from 1 on they are
  /// `related`. 0 also where none is touched, or no change was compared.
  std::size_t touched = 0;

  /// Whether it may fail the run.
  bool counts() const { return state != FindingState::known; }

  friend bool operator==(const ReportFinding&, const ReportFinding&) = default;
};

/// Something that nobody could judge, and why, as the finding says it.
struct ReportNotJudged {
  CaseId rule_case = {};
  std::string project = {};
  std::string component = {};
  std::string message = {};
};

/// What accepts a finding.
enum class SuppressionKind : std::uint8_t {
  waiver,   ///< an entry of ecac.json
  comment,  ///< beside what it is about, in the file
  baseline  ///< it was there before
};
inline constexpr std::size_t kSuppressionKinds = 3;
/// `waiver`, and so on.
std::string_view to_string(SuppressionKind kind);

/// What became of the findings since the state that a run compares with.
struct ReportChange {
  std::size_t errors = 0;  ///< new ones
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t known = 0;         ///< as before
  std::size_t not_compared = 0;  ///< of these, what nobody could compare with anything
  std::size_t gone = 0;          ///< there before, and neither found nor waived now

  std::size_t fresh() const { return errors + warnings + infos; }
};

/// What was looked at and what was not, for the summary of every format.
struct ReportSummary {
  std::size_t files_checked = 0;
  std::size_t files_skipped = 0;  ///< ours, but ignored or excluded
  std::size_t files_unreadable = 0;
  std::size_t apps = 0;
  std::size_t credentials = 0;  ///< named and external credentials
  std::size_t errors = 0;       ///< of all findings, new and known ones
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::optional<ReportChange> change = {};  ///< none where nobody compared
  /// Entries of baselines that have nothing to cover any more; none where there is no baseline.
  std::optional<std::size_t> baseline_gone = {};
  std::size_t suppressed = 0;  ///< findings that configuration silences, waived ones among them
  std::size_t waived = 0;
  std::array<std::size_t, kSuppressionKinds> waived_by = {};  ///< the same, by SuppressionKind
  std::size_t placeholders = 0;        ///< values left for a deploy-time substitution
  std::size_t outside_references = 0;  ///< references judged to live elsewhere
  std::size_t unsupported_encodings = 0;
  std::size_t too_large = 0;
  std::size_t projects = 0;
  ApiVersion newer_version = 0;  ///< of a deploy, newer than all that is known; 0 is none
  ApiVersion newest_known = 0;   ///< set with it
  /// Those that say what is deployed: path from the root, and as a person would name it.
  std::map<std::string, std::string> manifests = {};
  /// Those that were found above a project, in the same way.
  std::map<std::string, std::string> configurations = {};
  std::map<std::string, std::size_t> skipped_by =
      {};                                        ///< reason ("`.forceignore`") to count of files
  std::vector<ReportNotJudged> not_judged = {};  ///< whatever the report shows of it
};

/// Why findings were accepted, ready to show.
struct ReportWaiver {
  SuppressionKind kind = SuppressionKind::waiver;
  std::string rule = {};  ///< the selector as written
  std::string reason = {};
  std::string owner = {};  ///< who answers for it; may be empty
  std::string until = {};  ///< the last day, `2026-01-31`; empty is without end
  ReportPlace place = {};  ///< of what says so
};

/// A finding that somebody has accepted: it counts for nothing, but is not forgotten.
struct WaivedFinding {
  ReportFinding finding = {};
  std::size_t waiver = 0;  ///< index into Report::waivers
};

/// What made a run fail: its exit code is 2, and what it says is not the whole truth.
enum class FailureKind : std::uint8_t {
  option,         ///< the command line asks for what does not exist
  configuration,  ///< an ecac.json that cannot be used
  path,           ///< a path that was named and cannot be read
  revision,       ///< an earlier state that cannot be read
  internal,       ///< a mistake of ours; PRJ005 tells more
};

/// `RUN002`.
std::string_view code_of(FailureKind kind);
/// `configuration-unusable`.
std::string_view name_of(FailureKind kind);

/// Something that made a run fail, ready to show.
struct ReportFailure {
  FailureKind kind = FailureKind::option;
  std::string message = {};  ///< a sentence that needs no place to be understood
  /// The file or folder it is about, as in ReportPlace; "" where it is about none.
  std::string path = {};
  std::string root_path = {};
  std::uint32_t line = 0;  ///< from 1, as Position counts; 0 is no line
  std::uint32_t column = 0;

  /// With the place in front where there is a line, as a person reads it.
  std::string sentence() const;

  friend bool operator==(const ReportFailure&, const ReportFailure&) = default;
};

/// The commit of a git repository that the files of a run are, changed or not.
struct ReportRepository {
  std::string address = {};  ///< a URI of its remote, without user and password
  std::string commit = {};   ///< 40 or 64 hex digits
  std::string branch = {};   ///< "" where none is checked out
  bool is_root = false;      ///< whether paths from the root are those of the repository
};

/// What is to be known of a run that did its work and that none of the findings it shows tells.
enum class NoticeKind : std::uint8_t {
  hidden_findings,    ///< only such as are not shown fail it
  outdated_baseline,  ///< it fails for what a baseline has and nobody finds any more
  nothing_checked,    ///< nothing was there to be judged
  not_compared,       ///< what was there before could not be read, so nobody can miss it
};

/// `RUN006`.
std::string_view code_of(NoticeKind kind);
/// `hidden-findings`.
std::string_view name_of(NoticeKind kind);
/// Whether the exit code is 1 for it.
bool fails_run(NoticeKind kind);

/// One of these, ready to show.
struct ReportNotice {
  NoticeKind kind = NoticeKind::nothing_checked;
  std::string message = {};    ///< a sentence that needs no place to be understood
  std::string root_path = {};  ///< the file it is about; "" where it is about none
};

/// What was asked for, and whether it was done.
struct ReportRun {
  /// Projects were judged. Otherwise a failure came first, and the report has nothing but failures.
  bool checked = false;
  Mode mode = Mode::lint;
  std::string preset = {};
  std::vector<std::string> paths = {};        ///< from the root; `.` is the root
  std::set<ApiVersion> api_versions = {};     ///< of the projects
  ApiVersion newest_version = 0;              ///< that the schemas know
  std::set<std::string> configurations = {};  ///< paths of ecac.json from the root
  std::string against = {};                   ///< a revision as written, or a path from the root
  /// Findings were compared with what a revision has: its name as written, "" without, and the
  /// commit that it was, 40 hex digits.
  std::string since = {};
  std::string since_commit = {};
  /// What was judged is the index of the git repository.
  bool staged = false;
  /// What puts findings off, from the root; the files that were read.
  std::set<std::string> baselines = {};
  /// Only where a format asks for it.
  std::optional<ReportRepository> repository = {};

  /// What is known of a project besides its findings; never shown.
  struct JudgedProject {
    std::vector<bool> judged = {};  ///< by position_of: the cases that could be found
    bool whole = true;              ///< all of it was looked at
    std::string baseline = {};      ///< absolute, as its ecac.json names it; "" is none
  };
  std::map<std::string, JudgedProject> projects = {};  ///< as ReportFinding names them
};

/// The answer of `ecac check`: findings sorted by path, offset, code, message.
struct Report {
  ReportRun run = {};
  std::vector<ReportFailure> failures = {};  ///< none: the run did all it was asked for
  std::vector<ReportNotice> notices = {};
  std::vector<ReportFinding> findings = {};
  std::vector<WaivedFinding> waived = {};  ///< in the same order
  std::vector<ReportWaiver> waivers = {};  ///< those that cover a finding
  /// What the change mended, in the same order. Their files are those of before, so that only the
  /// path of a place is good.
  std::vector<ReportFinding> gone = {};
  ReportSummary summary = {};
  /// What the projects make, in their order; only where a format asks for it.
  std::vector<ProjectOverview> overview = {};
};

/// How many findings have a fix that may be made unseen, and how many of the others one to look at.
struct FixableCount {
  std::size_t safe = 0;
  std::size_t unsafe = 0;
};

FixableCount count_fixable(const std::vector<ReportFinding>& findings);
/// The same of those that were not there before.
FixableCount count_fixable_that_count(const std::vector<ReportFinding>& findings);

/// Gives the lines of a file for a snippet, already masked by `redact`. Reads the file again and
/// answers nothing when it changed since it was judged.
class SnippetSource {
 public:
  virtual ~SnippetSource() = default;
  /// What is around a place, of its line alone and without the line end; false when it cannot be
  /// had.
  virtual bool line(FileId file, LineColumn place, LineExcerpt& excerpt) = 0;
  /// A column of a file in the units of other readers; false when it cannot be had.
  virtual bool columns(FileId, LineColumn /*place*/, UnitColumns& /*columns*/) { return false; }
  /// The hash by which GitHub knows a line (LineHashes); "" if it cannot be had or a secret is in
  /// what it is made of.
  virtual std::string line_hash(FileId, std::uint32_t /*line*/) { return {}; }
  /// Path of the file as its FileTree takes it, for those who change it; "" if it has none.
  virtual std::string path_of(FileId) const { return {}; }
  /// Whether these bytes are those that were judged, as far as that is known.
  virtual bool is_as_judged(FileId, std::string_view /*bytes*/) const { return true; }
};

}  // namespace ecac
