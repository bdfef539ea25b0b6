#include "compiler/server/notifications.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/server/initialization.h"
#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/params.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace notifications {

static std::int64_t version_in(const Json& document) {
  const Json* const version = find_member(document, "version");
  return version != nullptr && version->is_number_integer() ? version->get<std::int64_t>() : 0;
}

}  // namespace notifications

bool Notifications::take(std::string_view method, const Json& params) {
  struct Entry {
    std::string_view name;
    void (Notifications::*taken)(const Json& params);
  };
  static constexpr std::array kEntries = {
      Entry{"textDocument/didOpen", &Notifications::open},
      Entry{"textDocument/didChange", &Notifications::change},
      Entry{"textDocument/didSave", &Notifications::save},
      Entry{"textDocument/didClose", &Notifications::close},
      Entry{"workspace/didChangeWatchedFiles", &Notifications::watched_files},
      Entry{"workspace/didCreateFiles", &Notifications::moved_files},
      Entry{"workspace/didRenameFiles", &Notifications::moved_files},
      Entry{"workspace/didDeleteFiles", &Notifications::moved_files},
      Entry{"workspace/didChangeWorkspaceFolders", &Notifications::folders},
      Entry{"workspace/didChangeConfiguration", &Notifications::configuration},
  };
  const auto entry = std::find_if(kEntries.begin(), kEntries.end(),
                                  [&](const Entry& each) { return each.name == method; });
  if (entry == kEntries.end()) return false;
  (this->*entry->taken)(params);
  return true;
}

void Notifications::open(const Json& params) {
  const Json& told = need_member(params, "textDocument");
  const OpenDocument& document = session_.documents.open(
      need_text(told, "uri"), need_text(told, "text"), notifications::version_in(told));
  if (document.path.empty()) return;
  publisher_.note_edit(document.path);
  if (loading_.was_started() && !loading_.covers(document)) return loading_.start();
  if (session_.live == nullptr) return;
  session_.live->open(document.path, std::string(document.text->bytes()), document.version);
}

void Notifications::change(const Json& params) {
  const Json& told = need_member(params, "textDocument");
  const std::string uri = need_text(told, "uri");
  const OpenDocument* const document =
      session_.documents.change(uri, need_member(params, "contentChanges"),
                                notifications::version_in(told), session_.client.encoding);
  if (document == nullptr) {
    return session_.log(kWarningMessage, fmt::format("`{}` was changed and is not open", uri));
  }
  if (document->path.empty()) return;
  publisher_.note_edit(document->path);
  if (session_.live == nullptr) return;
  session_.live->change(document->path, std::string(document->text->bytes()), document->version);
}

void Notifications::save(const Json& params) {
  const OpenDocument* const document = session_.documents.find(lsp::read_document_uri(params));
  if (document == nullptr || document->path.empty() || session_.live == nullptr) return;
  session_.live->save(document->path);
}

void Notifications::close(const Json& params) {
  const std::string uri = lsp::read_document_uri(params);
  const std::optional<OpenDocument> document = session_.documents.close(uri);
  if (!document) {
    return session_.log(kWarningMessage, fmt::format("`{}` was closed and is not open", uri));
  }
  if (document->path.empty()) return;
  publisher_.note_edit(document->path);
  if (session_.live != nullptr) session_.live->close(document->path);
}

void Notifications::watched_files(const Json& params) {
  std::vector<std::string> paths;
  const Json& changes = need_member(params, "changes");
  if (!changes.is_array()) return;
  for (const Json& change : changes) {
    if (auto path = path_of_uri(need_text(change, "uri"))) paths.push_back(*std::move(path));
  }
  files_changed(paths);
}

void Notifications::moved_files(const Json& params) {
  std::vector<std::string> paths;
  const Json& files = need_member(params, "files");
  if (!files.is_array()) return;
  for (const Json& file : files) {
    for (const std::string_view key : {"uri", "oldUri", "newUri"}) {
      if (auto path = path_of_uri(text_or_empty(file, key))) paths.push_back(*std::move(path));
    }
  }
  files_changed(paths);
}

void Notifications::files_changed(const std::vector<std::string>& paths) {
  if (session_.live != nullptr && !paths.empty()) session_.live->files_changed(paths);
}

void Notifications::folders(const Json& params) {
  const Json& event = need_member(params, "event");
  std::vector<std::string>& folders = session_.folders;
  if (const Json* const removed = find_member(event, "removed")) {
    for (const std::string& path : read_folders(*removed)) std::erase(folders, path);
  }
  if (const Json* const added = find_member(event, "added")) {
    for (std::string& path : read_folders(*added)) {
      if (std::find(folders.begin(), folders.end(), path) == folders.end()) {
        folders.push_back(std::move(path));
      }
    }
  }
  loading_.start();
}

void Notifications::begin(const Json& initialization_options) {
  if (session_.client.configuration) return ask_settings();
  take_settings(initialization_options);
}

void Notifications::begin_without_settings() {
  if (!loading_.was_started()) loading_.start();
}

void Notifications::configuration(const Json& params) {
  if (session_.client.configuration) return ask_settings();
  const Json* const settings = find_member(params, "settings");
  if (settings == nullptr) return;
  const Json* const section = find_member(*settings, "ecac");
  take_settings(section == nullptr ? *settings : *section);
}

void Notifications::ask_settings() {
  session_.outbox.ask("workspace/configuration", {{"items", Json::array({{{"section", "ecac"}}})}},
                      [this](const Json& result, bool failed) {
                        const bool told = !failed && result.is_array() && !result.empty();
                        take_settings(told ? result.front() : Json());
                      });
}

void Notifications::take_settings(const Json& section) {
  std::vector<std::string> problems;
  Settings settings = read_settings(section, problems);
  for (const std::string& problem : problems) {
    session_.outbox.notify("window/showMessage",
                           {{"type", kWarningMessage}, {"message", "ecac: " + problem}});
  }
  if (settings.trace) session_.outbox.set_trace(parse_trace(*settings.trace));
  const bool same = settings.judges_like(session_.settings);
  session_.settings = std::move(settings);
  if (!same || !loading_.was_started()) loading_.start();
}

}  // namespace ecac
