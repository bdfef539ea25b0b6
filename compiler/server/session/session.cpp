#include "compiler/server/session/session.h"

#include "compiler/server/protocol/document_uri.h"
#include "compiler/source/short_lines.h"

namespace ecac {

std::string Session::uri_of(const std::string& path) const {
  const OpenDocument* const open = documents.find_path(path);
  return open != nullptr ? open->uri : uri_of_path(path);
}

std::optional<std::int64_t> Session::version_of(std::string_view path) const {
  const OpenDocument* const open = documents.find_path(path);
  if (open == nullptr) return std::nullopt;
  return open->version;
}

std::shared_ptr<const SourceText> Session::text_of(const std::string& path) const {
  if (const OpenDocument* const open = documents.find_path(path)) return open->text;
  return live == nullptr ? nullptr : live->text(path);
}

void Session::log(int type, const std::string& sentence) {
  outbox.notify("window/logMessage", {{"type", type}, {"message", sentence}});
}

std::optional<AskedFile> find_asked_file(const Session& session, const std::string& uri) {
  const OpenDocument* const open = session.documents.find(uri);
  const std::string path = open != nullptr ? open->path : path_of_uri(uri).value_or("");
  if (path.empty() || session.live == nullptr) return std::nullopt;
  const std::optional<Snapshot> snapshot = session.live->snapshot(path);
  if (!snapshot) return std::nullopt;
  FileId file = snapshot->find(path);
  // Configuration and manifests are texts of the project, and none of its components.
  if (file == FileId::none) file = snapshot->project().sources().find(path);
  if (file == FileId::none) return std::nullopt;
  std::shared_ptr<const SourceText> text = snapshot->text(file);
  if (text == nullptr) return std::nullopt;
  const TextPositions positions = session.positions_in(path, *text);
  return AskedFile{.snapshot = *snapshot,
                   .file = file,
                   .path = path,
                   .text = std::move(text),
                   .positions = positions};
}

std::optional<lsp::Range> PlaceTeller::range(FileId file, TextRange range) {
  // Of most files the facts know the lines, so that none of them is opened. They are ASCII, in
  // which all encodings count alike.
  if (snapshot_.project().has(file)) {
    if (const auto lines = snapshot_.facts(file).short_lines(); !lines.empty()) {
      const auto position = [&](std::uint32_t offset) {
        const LineColumn place = ShortLines(lines).position(offset);
        return lsp::Position{.line = place.line - 1, .character = place.column - 1};
      };
      return lsp::Range{.start = position(range.begin), .end = position(range.end)};
    }
  }
  const auto [known, is_new] = known_.try_emplace(file);
  if (is_new) {
    known->second.text = snapshot_.text(file);
    known->second.is_open = session_.is_open(snapshot_.path(file));
  }
  if (known->second.text == nullptr) return std::nullopt;
  return TextPositions(*known->second.text, session_.client.encoding, known->second.is_open)
      .range(range);
}

std::optional<lsp::Location> PlaceTeller::location(Place place) {
  const std::optional<lsp::Range> found = range(place.file, place.range);
  if (!found) return std::nullopt;
  return lsp::Location{.uri = uri(place.file), .range = *found};
}

}  // namespace ecac
