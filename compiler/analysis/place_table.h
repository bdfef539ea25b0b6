#pragma once

#include "compiler/model/project.h"
#include "compiler/source/shown_place.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// Lines and columns of places in a project, for the resolved document: paths are below the
/// project's root, so that a document does not depend on where it was made.
class PlaceTable {
 public:
  /// `replaced` is the tree that the project was read from, where text was put in; null if none
  /// was.
  PlaceTable(const Project& project, const ReplacedFileTree* replaced)
      : project_(project), replaced_(replaced) {}

  ShownPlace find(Place place) const;

 private:
  const Project& project_;
  const ReplacedFileTree* replaced_;
};

}  // namespace ecac
