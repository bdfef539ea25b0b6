#pragma once

#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/selection/settings_report.h"

namespace ecac {

struct CheckRequest;

/// A file as `--show-files` lists it.
struct ShownFile {
  std::string path = {};
  std::string type = {};
  std::string standing = {};  ///< `checked`, or why it is not
};

/// Adds the settings of a project. Secrets in them are covered.
void add_shown_settings(const CheckRequest& request, const Workspace& workspace,
                        const AnalysedProject& project, const ShownPaths& shown,
                        SettingsReport& report);

/// Covers what is known as a secret by its value, such as those of the projects' files.
void cover_settings(const std::vector<std::string>& secrets, SettingsReport& report);

/// All files of the project whose fields are read.
void add_shown_files(const Project& project, const ShownPaths& shown,
                     std::vector<ShownFile>& files);

}  // namespace ecac
