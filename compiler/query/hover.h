#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What is to be known of the thing at a place.
struct Hover {
  TextRange range = {};
  std::string markdown = {};  ///< without secrets
};

/// Of the byte `offset` of the file's text as UTF-8; none where nothing is to be said. Rules are
/// linked to their pages below the address `documentation`, where the build has one.
std::optional<Hover> hover(const Snapshot& snapshot, FileId file, std::uint32_t offset,
                           std::string_view documentation = {});

/// The same words for an editor that shows no Markdown.
std::string plain_text_of(std::string_view markdown);

}  // namespace ecac
