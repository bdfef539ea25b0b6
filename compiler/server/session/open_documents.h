#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/server/protocol/text_positions.h"

namespace ecac {

/// A document as the client has it.
struct OpenDocument {
  std::string uri = {};  ///< as the client writes it
  /// Absolute, of a file; "" of what is none, which nothing is said of.
  std::string path = {};
  std::int64_t version = 0;
  std::shared_ptr<const SourceText> text = {};
};

/// The documents that a client has open, by their addresses and by the files they are.
class OpenDocuments {
 public:
  /// Opened again it is what was told last.
  const OpenDocument& open(const std::string& uri, std::string text, std::int64_t version);
  /// Takes `contentChanges`, each as a change of what the ones before it left. Null if the document
  /// is not open. Throws RpcError for changes that are none; then all is as it was.
  const OpenDocument* change(const std::string& uri, const Json& changes, std::int64_t version,
                             PositionEncoding encoding);
  /// What was closed; none if it was not open.
  std::optional<OpenDocument> close(const std::string& uri);

  const OpenDocument* find(const std::string& uri) const;
  const OpenDocument* find_path(std::string_view path) const;
  const std::map<std::string, OpenDocument, std::less<>>& all() const { return by_uri_; }

 private:
  std::map<std::string, OpenDocument, std::less<>> by_uri_ = {};
  std::map<std::string, std::string, std::less<>> uri_by_path_ = {};
};

}  // namespace ecac
