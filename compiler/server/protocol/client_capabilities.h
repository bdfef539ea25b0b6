#pragma once

#include <string>
#include <vector>

#include "compiler/server/protocol/text_positions.h"

namespace ecac {

/// What a client can do, as far as answers depend on it. Each is false until it says so.
struct ClientCapabilities {
  PositionEncoding encoding = PositionEncoding::utf16;

  // Diagnostics
  bool pulls_diagnostics = false;
  bool related_documents = false;
  bool refreshes_diagnostics = false;
  bool related_information = false;
  bool diagnostic_tags = false;
  bool code_description = false;
  bool diagnostic_data = false;

  // Edits
  bool document_changes = false;
  bool creates_files = false;
  bool renames_files = false;
  bool deletes_files = false;
  bool applies_edits = false;

  // Code actions
  bool action_literals = false;
  bool action_preferred = false;
  bool action_data = false;
  bool action_resolves_edit = false;

  // Completion
  bool snippets = false;
  bool completion_markdown = false;
  bool completion_preselect = false;
  bool completion_as_is = false;       ///< inserts a text without indenting it
  bool completion_deprecated = false;  ///< by tag
  bool completion_deprecated_flag = false;
  bool completion_resolves_documentation = false;

  bool hover_markdown = false;
  bool definition_links = false;
  bool symbol_tree = false;
  bool prepares_rename = false;
  bool link_tooltips = false;
  bool folds_lines_only = false;
  std::size_t fold_limit = 0;  ///< 0 is none

  // Refreshing what it shows
  bool refreshes_tokens = false;
  bool refreshes_hints = false;
  bool refreshes_lenses = false;

  // The workspace
  bool configuration = false;
  bool registers_configuration = false;
  bool watches_files = false;
  bool progress = false;
  bool shows_documents = false;
  /// Opens documents that no file has by asking for their text (3.18), or by `ecac/document`.
  bool takes_text_documents = false;
  bool knows_our_documents = false;
};

/// From `capabilities` of `initialize`; whatever stands there.
ClientCapabilities read_client_capabilities(const Json& capabilities);

}  // namespace ecac
