#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/live/live_workspace.h"
#include "compiler/server/protocol/client_capabilities.h"
#include "compiler/server/session/open_documents.h"
#include "compiler/server/session/outbox.h"
#include "compiler/server/session/settings.h"
#include "compiler/support/host.h"

namespace ecac {

/// What a server is told by whoever starts it.
struct ServerOptions {
  std::string version = {};
  std::string documentation_url = {};  ///< of the rule pages; "" where they are nowhere
  std::string current_directory = {};  ///< absolute
};

/// A client and what it looks at. Borrows the host.
struct Session {
  const Host& host;
  ServerOptions options = {};
  ClientCapabilities client = {};
  std::vector<std::string> folders = {};  ///< absolute; of the workspace, in the client's order
  Settings settings = {};
  OpenDocuments documents = {};
  Outbox outbox = {};
  /// Shared with the work that loads it.
  std::shared_ptr<LiveWorkspace> live = {};

  /// The address of a file: that of the client, if it has it open.
  std::string uri_of(const std::string& path) const;
  /// None for a file that is not open.
  std::optional<std::int64_t> version_of(std::string_view path) const;
  bool is_open(std::string_view path) const { return documents.find_path(path) != nullptr; }
  TextPositions positions_in(const std::string& path, const SourceText& text) const {
    return TextPositions(text, client.encoding, is_open(path));
  }
  /// As the editor has it, else the disk; null if it cannot be read.
  std::shared_ptr<const SourceText> text_of(const std::string& path) const;
  void log(int type, const std::string& sentence);
};

/// Of `window/logMessage` and `window/showMessage`.
inline constexpr int kErrorMessage = 1;
inline constexpr int kWarningMessage = 2;
inline constexpr int kInfoMessage = 3;

/// A file of a project that a request is about.
struct AskedFile {
  Snapshot snapshot;
  FileId file = FileId::none;
  std::string path = {};
  std::shared_ptr<const SourceText> text = {};
  TextPositions positions;

  std::uint32_t offset(lsp::Position position) const { return positions.offset(position); }
};

/// Of an address; none for what is in no project, which has no answers.
std::optional<AskedFile> find_asked_file(const Session& session, const std::string& uri);

/// Tells many places of a project to the client, each text once.
class PlaceTeller {
 public:
  /// Borrows the session.
  PlaceTeller(const Session& session, Snapshot snapshot) : session_(session), snapshot_(snapshot) {}

  /// None where the text cannot be read any more.
  std::optional<lsp::Range> range(FileId file, TextRange range);
  std::optional<lsp::Location> location(Place place);
  std::string uri(FileId file) const { return session_.uri_of(snapshot_.path(file)); }

 private:
  struct Known {
    std::shared_ptr<const SourceText> text = {};
    bool is_open = false;
  };
  const Session& session_;
  Snapshot snapshot_;
  std::map<FileId, Known> known_ = {};
};

}  // namespace ecac
