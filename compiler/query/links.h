#pragma once

#include <string>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// A piece of text that leads to a file or an address.
struct DocumentLink {
  TextRange range = {};
  FileId file = FileId::none;
  std::string address = {};  ///< http or https; "" where it leads to a file
  std::string tip = {};
};

std::vector<DocumentLink> document_links(const Snapshot& snapshot, FileId file);

}  // namespace ecac
