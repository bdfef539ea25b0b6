#pragma once

#include <string>
#include <unordered_map>

#include "compiler/model/project.h"
#include "compiler/source/line_index.h"
#include "compiler/source/shown_place.h"
#include "compiler/support/file_tree.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// Lines and columns of places in a project, for the resolved document: paths are below the
/// project's root, so that a document does not depend on where it was made. Reads a file again only
/// where its columns are not simply distances in bytes.
class PlaceTable {
 public:
  /// `replaced` is the tree that the project was read from, where text was put in; null if none
  /// was.
  PlaceTable(const FileTree& files, const Project& project, const ReplacedFileTree* replaced)
      : files_(files), project_(project), replaced_(replaced) {}

  ShownPlace find(Place place);

 private:
  struct Lines {
    std::string bytes = {};
    std::string decoded = {};
    LineIndex index = {};
  };

  const FileTree& files_;
  const Project& project_;
  const ReplacedFileTree* replaced_;
  std::unordered_map<std::uint32_t, Lines> read_;
};

}  // namespace ecac
