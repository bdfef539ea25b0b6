#include "compiler/report/fingerprint.h"

#include "compiler/model/well_known_files.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/path_text.h"

namespace ecac {

ProjectIdentity::ProjectIdentity(const FileTree& files, std::string_view project_root)
    : root_(project_root) {
  // The repository around a link is not that of the project behind it.
  const std::string real = files.resolve(root_).value_or(root_);
  std::string_view repository = real;
  while (files.kind(join_path(repository, ".git")) == EntryKind::missing) {
    const std::string_view parent = parent_path(repository);
    if (parent.empty() || parent == repository) {
      repository = {};
      break;
    }
    repository = parent;
  }
  const bool is_project = files.kind(join_path(root_, kProjectFileName)) == EntryKind::file;
  if (repository.empty()) return;
  const std::string_view below = relative_path(real, repository);
  if (is_project) project_ = below;
  const bool written_so = below.empty() || (root_.size() > below.size() && root_.ends_with(below) &&
                                            root_[root_.size() - below.size() - 1] == '/');
  if (!written_so) return;
  repository_ = root_.substr(0, root_.size() - below.size());
  if (repository_.size() > 1 && repository_.ends_with('/')) repository_.pop_back();
  if (!is_project) root_ = repository_;
}

std::string ProjectIdentity::path(std::string_view absolute) const {
  if (is_within(absolute, root_)) return std::string(relative_path(absolute, root_));
  if (!repository_.empty() && is_within(absolute, repository_)) {
    return std::string(relative_path(absolute, repository_));
  }
  return std::string(file_name(absolute));
}

std::string fingerprint(const FindingIdentity& identity, unsigned number) {
  std::string text = "2";
  for (const std::string_view part :
       {std::string_view(identity.project), std::string_view(identity.component),
        std::string_view(identity.element), rule_of(identity.rule_case).code,
        case_of(identity.rule_case).id, std::string_view(identity.subject)}) {
    text += '\n';
    text += part;
  }
  if (number > 1) text += '\n' + std::to_string(number);
  Sha256 hash;
  hash.update(text);
  return hash.hex_digest().substr(0, 16);
}

}  // namespace ecac
