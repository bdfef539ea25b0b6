#pragma once

#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/paths/shown_paths.h"

namespace ecac {

struct CheckRequest;

/// A file as `--show-files` lists it.
struct ShownFile {
  std::string path = {};
  std::string type = {};
  std::string standing = {};  ///< `checked`, or why it is not
};

/// A setting as `--show-settings` lists it: which project, what, and where it comes from.
struct ShownSetting {
  std::string project = {};
  std::string name = {};
  std::string value = {};
  std::string origin = {};
};

void add_shown_settings(const CheckRequest& request, const Workspace& workspace,
                        const AnalysedProject& project, const ShownPaths& shown,
                        std::vector<ShownSetting>& settings);

/// All files of the project whose fields are read.
void add_shown_files(const Project& project, const ShownPaths& shown,
                     std::vector<ShownFile>& files);

}  // namespace ecac
