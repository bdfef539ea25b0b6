#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/edit/fix_realiser.h"
#include "compiler/edit/fix_session.h"
#include "compiler/report/open_files.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/report.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// The texts of a project as they were judged, since the places of fixes are of those. Gives none
/// that is not UTF-8 or has changed since.
class JudgedTexts final : public EditableTexts {
 public:
  /// Borrows both.
  JudgedTexts(const AnalysedProject& project, const SourceStore& sources)
      : project_(project), sources_(sources) {}
  bool read(FileId file, std::string& text) override;

 private:
  const AnalysedProject& project_;
  const SourceStore& sources_;
};

/// A finding with its fixes for those who make them; one of a report that has any.
FixableFinding fixable_finding(const ReportFinding& finding);
/// The operations of a fix of a report, of the files as they were judged.
OfferedFix offered_fix(const ReportFix& fix);

/// Makes the fixes of a project's findings ready to show and to apply.
class ShownFixes {
 public:
  /// Borrows all.
  ShownFixes(const AnalysedProject& project, const SourceStore& sources, const ShownPaths& paths,
             OpenFiles& open);
  ShownFixes(const ShownFixes&) = delete;
  ShownFixes& operator=(const ShownFixes&) = delete;

  /// `own` is the file of the finding. Nothing for a fix that cannot be made, that would carry a
  /// value that was put in into a file, or that would repeat a secret.
  std::optional<ReportFix> show(const Fix& fix, FileId own);

 private:
  bool leaves_comment_behind(const Fix& fix) const;
  bool touches_value(const std::vector<FileOperation>& operations) const;
  ReportOperation show(const FileOperation& operation);

  const AnalysedProject& project_;
  const SourceStore& sources_;
  const ShownPaths& paths_;
  OpenFiles& open_;
  JudgedTexts texts_;
  FixRealiser realiser_;
};

}  // namespace ecac
