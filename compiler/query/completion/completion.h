#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/edit/text_edit.h"
#include "compiler/live/snapshot.h"

namespace ecac {

/// Something that may be written at a place. Never the value of a secret.
struct CompletionItem {
  enum class Kind : std::uint8_t {
    element,
    value,
    scope,
    component,
    parameter,
    file,  ///< all of it
    closing,
    key,  ///< of a configuration
    rule
  } kind = Kind::element;
  std::string label = {};
  std::string detail = {};
  std::string documentation = {};  ///< Markdown; where it costs much, only `complete` gives it
  TextRange replaced = {};         ///< around or before the place, within its line
  /// In the form of the file, its line ends and its indentation included: not to be indented again.
  std::string text = {};
  /// With tab stops as `${1:name}` in the syntax of LSP snippets; `plain` is the same without.
  bool snippet = false;
  std::string plain = {};
  std::vector<TextEdit> also = {};  ///< further edits that go with it
  std::string sort = {};            ///< what it is ordered by; "" is the label
  std::string filter = {};          ///< what typed letters are held against; "" is the label
  bool deprecated = false;
  bool preferred = false;
  std::string topic = {};  ///< what `complete` goes by; nobody else's
};

/// Those of one place.
struct CompletionList {
  std::vector<CompletionItem> items = {};
  bool is_incomplete = false;  ///< more letters give others
};

/// At the byte `offset` of a text that may be broken anywhere. `path` also of a file that is empty
/// or not in the project yet; `text` is what it says. In the order in which they are shown.
CompletionList completion(const Snapshot& snapshot, const std::string& path, std::string_view text,
                          std::uint32_t offset);

/// Gives an item all its documentation.
void complete(const Snapshot& snapshot, CompletionItem& item);

}  // namespace ecac
