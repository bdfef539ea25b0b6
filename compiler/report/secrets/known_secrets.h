#pragma once

#include <unordered_map>
#include <vector>

#include "compiler/analysis/project_analysis.h"
#include "compiler/source/place.h"

namespace ecac {

/// Where secrets stand in the files of a project, as its schema, its rules and its readers know it,
/// whether anything of that is reported or not. Ranges are of the texts that were judged.
class KnownSecrets {
 public:
  /// Borrows the project of the analysis.
  explicit KnownSecrets(const ProjectAnalysis& analysis);

  /// In one file of the project, in no order.
  std::vector<TextRange> in(FileId file) const;
  /// The files in which there may be one that others repeat: rules, readers or the schema know one,
  /// or the text is not as its type wants it, so that one may be where nobody looks for it.
  /// Looks at each field of the project.
  std::vector<FileId> files() const;
  /// Whether a file is one of these.
  bool may_have(FileId file) const;
  /// Facts or findings of a file of the project, or of one that it had, are others than before.
  void renew(FileId file);

 private:
  void note_unjudged(FileId file);
  bool has_secret_field(FileId file) const;
  /// Adds what the rules know of files that they look at, if this is none of them.
  void add_unjudged(FileId file, std::vector<TextRange>& ranges) const;
  bool has_unjudged(FileId file) const;

  const ProjectAnalysis& analysis_;
  const Project& project_;
  std::unordered_map<FileId, std::vector<TextRange>> found_;
};

}  // namespace ecac
