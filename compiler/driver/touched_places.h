#pragma once

#include <string>

#include "compiler/report/report.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// Says of each new finding of a comparison which of its places the change touches
/// (ReportFinding::touched): a review shows the lines of a change alone, and what is missing stands
/// seldom in one of them. `root` is the folder that root_path of a place begins at. Reads the files
/// in which new findings with several places stand, each once in both states; of what cannot be
/// read nothing is touched.
void find_touched_places(const FileTree& before, const FileTree& now, const std::string& root,
                         Report& report);

}  // namespace ecac
