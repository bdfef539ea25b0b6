#pragma once

#include <optional>
#include <string>

#include "compiler/report/report.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// Which commit of which repository the files below an absolute folder are: read from the few small
/// files of `.git` that say it, because opening a repository costs more than a report
/// (gitrepository-layout(5), git-config(5)). None without a work tree, without a commit, or without
/// a remote that others can reach; a folder of this machine is no address, and names and passwords
/// in one are left out. Does not follow includes of the configuration.
std::optional<ReportRepository> checked_commit(const FileTree& files, const std::string& folder);

}  // namespace ecac
