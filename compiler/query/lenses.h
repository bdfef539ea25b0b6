#pragma once

#include <string>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// A line above an app or a credential that says what becomes of it, and opens its page.
struct Lens {
  TextRange range = {};
  std::string title = {};
  /// `app` or `credential`, and its name: what a virtual document shows (documents.h).
  std::string kind = {};
  std::string name = {};
};

std::vector<Lens> lenses(const Snapshot& snapshot, FileId file);

}  // namespace ecac
