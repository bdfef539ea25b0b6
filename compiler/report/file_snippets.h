#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/report/report.h"
#include "compiler/schema/schema_set.h"
#include "compiler/secrets/redaction.h"
#include "compiler/source/line_hashes.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// What a report knows of a file that it speaks of.
struct ReportFile {
  std::uint64_t content_hash = 0;  ///< of the text that its places are of; 0: not known
  std::vector<TextRange> known_secrets = {};
};

/// The files that a report speaks of, by their numbers in the SourceStore of the run.
class ReportFiles {
 public:
  /// Of a file that is there already, the secrets of both are known. If the two are not of one
  /// text, the file has changed during the run.
  void add(FileId file, ReportFile known);
  bool has(FileId file) const { return files_.contains(file); }
  /// Secrets of whichever file that no other text has by chance, to be covered wherever one
  /// repeats them.
  void add_secrets(std::span<const std::string> values);
  const std::vector<std::string>& secrets() const { return secrets_; }
  /// Null for a file that the report does not speak of, and for one that has changed.
  const ReportFile* find(FileId file) const;

 private:
  struct Entry {
    ReportFile file = {};
    bool changed = false;
  };

  std::unordered_map<FileId, Entry> files_;
  std::vector<std::string> secrets_;
};

/// Gives the lines of a report's files for snippets, masked, and none of a file that has changed
/// since it was judged.
class FileSnippets final : public SnippetSource {
 public:
  FileSnippets(std::shared_ptr<const SourceStore> sources, const SchemaSet& schema,
               ReportFiles files);
  bool line(FileId file, LineColumn place, LineExcerpt& excerpt) override;
  bool columns(FileId file, LineColumn place, UnitColumns& columns) override;
  std::string line_hash(FileId file, std::uint32_t line) override;
  std::string path_of(FileId file) const override;
  bool is_as_judged(FileId file, std::string_view bytes) const override;

 private:
  /// A text with its secrets found.
  struct OpenFile {
    std::shared_ptr<const SourceText> source = {};
    std::vector<TextRange> secrets = {};
    std::optional<RedactedFile> masked = {};
    std::optional<LineHashes> hashes = {};
  };

  /// Null if the file is not what was judged.
  std::shared_ptr<const SourceText> text_of(FileId file) const;
  /// Null if nothing of it can be shown.
  OpenFile* open(FileId file);

  std::shared_ptr<const SourceStore> sources_;
  Redactor redactor_;
  ReportFiles files_;
  SecretValues shared_secrets_;
  FileId current_ = FileId::none;
  std::optional<OpenFile> current_file_ = {};
};

}  // namespace ecac
