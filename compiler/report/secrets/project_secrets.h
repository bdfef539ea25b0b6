#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/secrets/known_secrets.h"
#include "compiler/secrets/redaction.h"
#include "compiler/secrets/secret_values.h"
#include "compiler/source/source_store.h"

namespace ecac {

/// The secrets of one project: where they stand, and those values that another file may repeat. May
/// be kept while the project is edited.
class ProjectSecrets {
 public:
  /// Borrows all.
  ProjectSecrets(const AnalysedProject& project, const SourceStore& sources,
                 const Redactor& redactor);

  /// In one file of the project, as KnownSecrets says it.
  std::vector<TextRange> in(FileId file) const { return known_.in(file); }
  /// Each once, in order; found when somebody asks first.
  const std::vector<std::string>& shared_values();
  const SecretValues& shared();

  /// Texts, facts or findings of these files are others than before. Whether the shared values are
  /// others now.
  bool renew(std::span<const FileId> files);

 private:
  using Values = std::vector<std::string>;
  void find_shared();
  Values shared_in(FileId file) const;
  void add_shared(std::string_view text, std::span<const TextRange> places, Values& values) const;

  const Project& project_;
  const ReplacedFileTree* replaced_;  ///< null if no values were put in
  const SourceStore& sources_;
  const Redactor& redactor_;
  KnownSecrets known_;
  bool is_found_ = false;
  std::unordered_map<FileId, Values> by_file_ = {};  ///< of those that have any
  std::map<std::string, std::size_t> counts_ = {};   ///< in how many places each is
  Values values_ = {};
  std::optional<SecretValues> shared_ = {};
};

}  // namespace ecac
