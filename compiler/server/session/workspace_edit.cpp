#include "compiler/server/session/workspace_edit.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/support/path_text.h"

namespace ecac {
namespace workspace_edits {

/// The edits of one file, in the order in which they came.
struct EditedFile {
  std::string path = {};
  std::vector<lsp::TextEdit> edits = {};
};

class Maker {
 public:
  Maker(const Session& session, const Snapshot& snapshot)
      : session_(session), snapshot_(snapshot), places_(session, snapshot) {}

  void take(const EditOperation& edit) {
    const std::optional<lsp::Range> range = places_.range(edit.place.file, edit.place.range);
    const std::string path = snapshot_.path(edit.place.file);
    if (!range) return refuse(fmt::format("`{}` cannot be read", file_name(path)));
    const auto [known, is_new] = edited_.try_emplace(path, files_.size());
    if (is_new) files_.push_back({.path = path});
    files_[known->second].edits.push_back({.range = *range, .new_text = edit.text});
  }

  void take(const CreateOperation& create) {
    if (!session_.client.creates_files)
      return refuse("this editor lets no language server create files");
    const std::string uri = session_.uri_of(create.path);
    others_.push_back({{"kind", "create"}, {"uri", uri}});
    others_.push_back({{"textDocument", {{"uri", uri}, {"version", nullptr}}},
                       {"edits", Json::array({lsp::TextEdit{.new_text = create.text}})}});
  }

  void take(const RenameOperation& rename) {
    if (!session_.client.renames_files)
      return refuse("this editor lets no language server rename files");
    others_.push_back({{"kind", "rename"},
                       {"oldUri", session_.uri_of(rename.from)},
                       {"newUri", session_.uri_of(rename.to)}});
  }

  void take(const DeleteOperation& removal) {
    if (!session_.client.deletes_files)
      return refuse("this editor lets no language server delete files");
    others_.push_back({{"kind", "delete"}, {"uri", session_.uri_of(removal.path)}});
  }

  Result<Json> made() {
    if (!refusal_.empty()) return Error{refusal_};
    return session_.client.document_changes ? document_changes() : plain_changes();
  }

 private:
  void refuse(std::string sentence) {
    if (refusal_.empty()) refusal_ = std::move(sentence);
  }

  Json document_changes() const {
    Json changes = Json::array();
    for (const EditedFile& file : files_) {
      const std::optional<std::int64_t> version = session_.version_of(file.path);
      changes.push_back(
          {{"textDocument",
            {{"uri", session_.uri_of(file.path)}, {"version", version ? Json(*version) : Json()}}},
           {"edits", file.edits}});
    }
    for (const Json& other : others_) changes.push_back(other);
    return {{"documentChanges", std::move(changes)}};
  }

  Json plain_changes() const {
    Json changes = Json::object();
    for (const EditedFile& file : files_) changes[session_.uri_of(file.path)] = file.edits;
    return {{"changes", std::move(changes)}};
  }

  const Session& session_;
  const Snapshot& snapshot_;
  PlaceTeller places_;
  std::map<std::string, std::size_t> edited_ = {};
  std::vector<EditedFile> files_ = {};
  std::vector<Json> others_ = {};  ///< files that come and go, after all edits
  std::string refusal_ = {};
};

}  // namespace workspace_edits

Result<Json> workspace_edit(const Session& session, const Snapshot& snapshot,
                            std::span<const FileOperation> operations) {
  workspace_edits::Maker maker(session, snapshot);
  for (const FileOperation& operation : operations) {
    std::visit([&](const auto& each) { maker.take(each); }, operation);
  }
  return maker.made();
}

}  // namespace ecac
