#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/element_path.h"
#include "compiler/report/file_snippets.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/report.h"
#include "compiler/report/secrets/project_secrets.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// The files of one project while its findings are made ready to show: it turns places into lines
/// and columns, and keeps the secrets of a file out of what is said of it. Where values were put
/// into a file, its places are those of the file as it is. Lives as long as its project is at work.
class OpenFiles {
 public:
  /// Borrows all. Each file that is opened is added to `reported`.
  OpenFiles(const AnalysedProject& project, SourceStore& sources, const ShownPaths& paths,
            const Redactor& redactor, ProjectSecrets& secrets, ReportFiles& reported);

  /// Of a file of the project or any other text of the run; without a file, the project's folder.
  /// A file that cannot be read any more has no line but the first.
  ReportPlace place(Place place);
  /// Has the secrets known that other files may repeat, also where nothing is said of a file.
  void learn_secrets() { shared_secrets(); }
  /// What is said of a file of the project, or with `none` of no file, without secrets.
  std::string redact(FileId file, std::string_view text);
  /// Which element of a file of the project a range is in, as ElementPaths says it; may be masked.
  std::string element_path(FileId file, TextRange range);
  /// Who can change what stands there.
  Owner owner(FileId file, TextRange range);

 private:
  using Values = std::vector<std::string>;
  /// A file of the project.
  struct OpenFile {
    std::string path = {};
    std::string shown = {};
    std::string from_root = {};
    bool put_in = false;  ///< it was judged with values put in
    bool has_text = false;
    const FileFacts* facts = nullptr;
    SecretValues secrets = {};  ///< that a message could repeat
    std::optional<ElementPaths> elements = {};
  };

  /// Secrets of any file of the project that another may repeat; the report knows them from then
  /// on.
  const SecretValues& shared_secrets();
  OpenFile& open(FileId file);
  /// As it is now, null if it cannot be had. The store decides how many are kept, however many
  /// files have findings; good until another is asked for.
  const SourceText* text_of(FileId file);
  void read_as_judged(const ProjectFile& file, const SourceText* source, const ReportFile& known,
                      Values& secrets);
  void read_as_it_is(const SourceText* source, const OpenFile& open, ReportFile& known,
                     Values& secrets);
  void note_secrets(std::string_view text, const ReportFile& known, Values& secrets);
  /// What a message may call an element of the file, and is part of a secret.
  void note_names(std::string_view secret, Values& secrets);
  TextRange original(const OpenFile& open, TextRange range) const;
  ElementPaths& elements_of(FileId file);
  Position position(FileId file, const OpenFile& open, std::uint32_t offset);
  ReportPlace place_of_text(FileId file, TextRange range);

  const Project& project_;
  const ReplacedFileTree* replaced_;  ///< null if no values were put in
  SourceStore& sources_;
  const ShownPaths& paths_;
  const Redactor& redactor_;
  ReportFiles& reported_;
  ProjectSecrets& secrets_;
  bool shares_secrets_ = false;                         ///< with the report
  std::unordered_set<std::string_view> element_names_;  ///< of all types; empty until asked for
  std::unordered_map<FileId, OpenFile> open_;
  /// Texts that are no files of the project, and whether they can be read.
  std::unordered_map<FileId, bool> others_;
  FileId last_ = FileId::none;
  std::shared_ptr<const SourceText> last_text_;
};

}  // namespace ecac
